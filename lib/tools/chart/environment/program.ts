import { App } from 'cdk8s';
import { type Environment, type EnvironmentSpec, environmentOf } from '../../../project/environment';
import { type ApiObjectData } from '../../../core/manifest';
import { isEqual, isPlainMap } from '../../../core/base';
import { EnvironmentStack, objectsOf } from '../../../project/stack';
import { type ValuePath, type Values, keyOf, valueAt, withValue, withValues } from '../values';
import { defaultsOf, routedKey, serviceOf, serviceValues } from './service-values';

/** A port of a service as routes see it. */
export interface RoutablePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly scheme?: 'http' | 'https' | 'h2c';
  readonly routed: boolean;
}

/** An environment as input of the derivation, and what the chart has to know beside. */
export interface Input {
  /** Services with their defaults and the ports that are routed, and what they take from the environment. */
  readonly values: Values;
  readonly ports: Readonly<Record<string, readonly RoutablePort[]>>;
  /** The same of Services of which no values are made, so that they are always there. */
  readonly standingPorts: Readonly<Record<string, readonly RoutablePort[]>>;
}

/** What services are made of; all other sections are maps that templates range over. */
export function inputOf(environment: Environment): Input {
  const { spec } = environment;
  const stack = new EnvironmentStack(new App(), environment);
  const services = stack.services.entries();
  const ports = Object.fromEntries(
    services.map(([name, service]) => [
      name,
      service.service ? [...service.ports.values()].filter(({ inService }) => inService) : [],
    ]),
  );
  const standingPorts = Object.fromEntries(
    stack.kubernetesServices.entries().map(([name, service]) => [name, [...service.ports.values()]]),
  );
  const values: Values = {
    namespace: environment.namespace,
    traefik: {
      namespace: spec.traefik?.namespace ?? 'traefik',
      ...(spec.traefik?.labels && { labels: spec.traefik.labels }),
    },
    services: Object.fromEntries(
      services.map(([name, service]) => [
        name,
        {
          ...serviceValues({ ...spec.services?.[name] }),
          [routedKey]: Object.fromEntries(
            [...service.ports.values()]
              .filter(({ routed }) => routed)
              .map((port) => [port.name, service.routedPorts.has(port.name)]),
          ),
        },
      ]),
    ),
  };
  return { values: withDefaults(values, environment.name), ports, standingPorts };
}

/** The same with the ports that a service has in other environments: they are not routed here. */
export function withPortsOf(input: Input, others: readonly Input[]): Input {
  const services = Object.keys(input.ports);
  const routed = services.flatMap((service) =>
    others
      .flatMap(({ values }) => Object.keys(mapOf(valueAt(values, ['services', service, routedKey]))))
      .map((port) => ['services', service, routedKey, port])
      .filter((path) => valueAt(input.values, path) === undefined),
  );
  return {
    ...input,
    values: withValues(
      input.values,
      routed.map((path) => [path, false] as const),
    ),
  };
}

/** What an environment declares of which no value of the chart is made. */
export type FixedSections = Pick<
  EnvironmentSpec,
  'cronJobs' | 'jobs' | 'kubernetesServices' | 'namespaces' | 'objects'
>;

/** Those sections of an environment. */
export function fixedSections({ spec }: Environment): FixedSections {
  const { cronJobs, jobs, kubernetesServices, namespaces, objects } = spec;
  return { cronJobs, jobs, kubernetesServices, namespaces, objects };
}

/** What the program makes of the services, by file. */
export function renderServices(
  values: Values,
  name: string,
  fixed: FixedSections = {},
): Map<string, readonly ApiObjectData[]> {
  const services = mapOf(values['services']);
  const spec = {
    ...fixed,
    namespace: String(values['namespace']),
    traefik: mapOf(values['traefik']),
    services: Object.fromEntries(
      Object.entries(services).map(([key, service]) => [key, serviceOf(mapOf(service))]),
    ),
  };
  const app = new App();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- probes may not be of the type, and are tried all the same
  const stack = new EnvironmentStack(app, environmentOf(name, spec as unknown as EnvironmentSpec));
  for (const [key, service] of stack.services.entries()) {
    const routed = mapOf(valueAt(services, [key, routedKey]));
    for (const [port, is] of Object.entries(routed)) if (is === true) service.routePort(port);
  }
  return new Map(Array.from(objectsOf(app), ([id, objects]) => [`${id}.yaml`, objects]));
}

/** Defaults as values of their own, where that changes nothing. */
function withDefaults(values: Values, name: string): Values {
  const services = Object.keys(mapOf(values['services']));
  const files = renderServices(values, name);
  const unscaled = renderServices(
    withValues(
      values,
      services.map((service) => [['services', service, 'autoscaling'], undefined] as const),
    ),
    name,
  );
  const defaults = services.flatMap((service) => {
    const workload = workloadOf(files, service);
    const without = workloadOf(unscaled, service);
    if (!workload || !without) return [];
    const own = mapOf(valueAt(values, ['services', service]));
    return defaultsOf(own, workload, without).map(
      ([path, value]) => [['services', service, ...path], value] as const,
    );
  });
  const all = withValues(values, defaults);
  if (isEqual([...renderServices(all, name)], [...files])) return all;
  let kept = values;
  for (const [path, value] of defaults) {
    const more = withValue(kept, path, value);
    if (isEqual([...renderServices(more, name)], [...files])) kept = more;
  }
  return kept;
}

function workloadOf(
  files: ReadonlyMap<string, readonly ApiObjectData[]>,
  service: string,
): ApiObjectData | undefined {
  return files.get(`${service}.yaml`)?.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
}

/** Expressions of what the program takes for values and the chart knows otherwise. */
export function expressionsFor(inputs: readonly Input[]): ReadonlyMap<string, string> {
  const routed = inputs.flatMap(({ ports }) =>
    Object.entries(ports).flatMap(([service, all]) =>
      all.map(({ name }): [string, string] => [
        keyOf(['services', service, routedKey, name]),
        `has ${JSON.stringify(`${service}/${name}`)} $routed`,
      ]),
    ),
  );
  return new Map([[keyOf(['namespace']), '.Release.Namespace'], ...routed]);
}

/** Whether a leaf is a value of the chart at all. */
export function isValue(path: ValuePath): boolean {
  return path[0] !== 'namespace' && !path.includes(routedKey);
}

function mapOf(value: unknown): Values {
  return isPlainMap(value) ? value : {};
}
