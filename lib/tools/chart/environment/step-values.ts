import { asList, isEqual, isPlainMap, valueAt } from '../../../core/base';
import { type ApiObjectData, objectKey } from '../../../core/manifest';
import { stringifyYamlValue } from '../../../core/yaml';
import { type ReleaseDeclaration, type ReleaseStep, leadsTo } from '../../../traefik/release';
import type { Values } from '../values';
import { imageParts } from './image-values';

/** A release, and the environment that declares it. */
export interface ChartRelease {
  readonly environment: string;
  readonly declaration: ReleaseDeclaration;
  readonly steps: readonly ReleaseStep[];
}

/**
 * Values for each step of releases, by file of the chart: laid over those of the environment they make of the chart what
 * the step is.
 */
export function stepValues(releases: readonly ChartRelease[]): ReadonlyMap<string, string> {
  return new Map(
    releases.flatMap(({ environment, declaration, steps }) =>
      steps.map((step): [string, string] => [
        `values/releases/${declaration.service}/${step.id}.${environment}.yaml`,
        `${heading(environment, declaration.service, step)}${stringifyYamlValue(valuesOf(step, steps[0], declaration))}`,
      ]),
    ),
  );
}

function heading(environment: string, service: string, { id }: ReleaseStep): string {
  return `# The step ${id} of the release of ${service}: -f values.${environment}.yaml -f values/releases/${service}/${id}.${environment}.yaml\n`;
}

/** What a step changes of the first one, in the words of the chart's values. */
function valuesOf(
  step: ReleaseStep,
  first: ReleaseStep | undefined,
  declaration: ReleaseDeclaration,
): Values {
  const before = new Map((first?.objects ?? []).map((object) => [objectKey(object), object]));
  const changed = step.objects.flatMap((object) => {
    const was = before.get(objectKey(object));
    return was && !isEqual(was, object) ? [{ was, object }] : [];
  });
  const ofKind = (kind: string): typeof changed => changed.filter(({ object }) => object.kind === kind);
  const named = (
    all: typeof changed,
    values: (one: (typeof changed)[number]) => unknown,
  ): Readonly<Record<string, unknown>> =>
    Object.fromEntries(all.map((one) => [one.object.metadata.name, values(one)]));
  const added = step.objects.filter((object) => !before.has(objectKey(object)));
  const services = named(ofKind('Deployment'), ({ object }) => ({ image: imageOf(object) }));
  const traefikServices = named(ofKind('TraefikService'), ({ was, object }) => laidOver(was, object));
  const tcp = named(ofKind('IngressRouteTCP'), ({ object }) => streamRoute(object));
  const udp = named(ofKind('IngressRouteUDP'), ({ object }) => streamRoute(object));
  const routes = { ...filled({ tcp }), ...filled({ udp }) };
  return {
    ...filled({ services, traefikServices, routes }),
    // The NetworkPolicy of the service stays as it is while requests are led to the next version alone.
    routedPorts: routedPorts(first?.objects ?? [], declaration),
    ...(added.length > 0 && { extraObjects: added }),
  };
}

function filled(sections: Readonly<Record<string, object>>): Values {
  return Object.fromEntries(
    Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0),
  );
}

/** The spec of an object as a value that is laid over the one before: what is gone of it is null. */
function laidOver(was: ApiObjectData, object: ApiObjectData): Values {
  const [before, after] = [was['spec'], object['spec']];
  const gone = Object.keys(Object(before)).filter((name) => !Object.hasOwn(Object(after), name));
  return { ...Object.fromEntries(gone.map((name) => [name, null])), ...Object(after) };
}

/** The services of a route of TCP or UDP: it has one rule, which environment files write beside them. */
function streamRoute(object: ApiObjectData): Values {
  const [route] = listAt(object, 'spec', 'routes');
  return { services: listAt(route, 'services') };
}

function imageOf(deployment: ApiObjectData): unknown {
  const [container] = listAt(deployment, 'spec', 'template', 'spec', 'containers');
  const image = valueAt(container, 'image');
  return typeof image === 'string' ? imageParts(image) : undefined;
}

/** The ports of the service that routes lead to before the release, as `service/port`. */
function routedPorts(
  objects: readonly ApiObjectData[],
  { service, namespace }: ReleaseDeclaration,
): readonly string[] {
  const own = objects.find(
    ({ kind, metadata }) =>
      kind === 'Service' && metadata.name === service && metadata.namespace === namespace,
  );
  const ports = valueAt(own, 'spec', 'ports');
  const names = new Map<unknown, unknown>(
    asList(ports).flatMap((port: unknown) => {
      const name = valueAt(port, 'name');
      return [
        [name, name],
        [valueAt(port, 'port'), name],
      ];
    }),
  );
  const found = objects.flatMap((object) =>
    sharesOf(object)
      .filter((reference) => leadsTo(reference, object, service, namespace))
      .map((reference) => `${service}/${String(names.get(valueAt(reference, 'port')))}`),
  );
  return [...new Set(found)];
}

/** The references to services of an object that shares requests or connections out. */
function sharesOf({ kind, spec }: ApiObjectData): readonly unknown[] {
  if (kind === 'TraefikService') return listAt(spec, 'weighted', 'services');
  if (kind !== 'IngressRouteTCP' && kind !== 'IngressRouteUDP') return [];
  return listAt(spec, 'routes').flatMap((route) => (isPlainMap(route) ? listAt(route, 'services') : []));
}

function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = valueAt(value, ...path);
  return asList(list);
}
