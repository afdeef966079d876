import { asList, asMap, oncePer } from '../../../core/base';
import { App } from 'cdk8s';
import { type ApiObjectData } from '../../../core/manifest';
import { type EnvironmentSpec, environmentOf } from '../../../project/environment';
import { EnvironmentStack, objectsOf } from '../../../project/stack';
import { type Values, valueAt } from '../values';
import { routedKey, serviceOf } from './service-values';

/** What an environment declares of which no input of the derivation is made. */
export type FixedSections = Pick<
  EnvironmentSpec,
  'cronJobs' | 'jobs' | 'kubernetesServices' | 'namespaces' | 'objects'
>;

type Files = ReadonlyMap<string, readonly ApiObjectData[]>;

/** What the program makes of the services, by file. */
export type RenderServices = (values: Values, name: string, fixed?: FixedSections) => Files;

/**
 * Renders services one by one, and each only once for the same values: a derivation changes some values of each service
 * at a time, and environments mostly have the same. A service is made of its own values and of those that it calls or
 * is called by; all others are left out of the rendering.
 */
export function servicesRenderer(): RenderServices {
  const known = new Map<string, readonly ApiObjectData[]>();
  const remember = (key: string, make: () => readonly ApiObjectData[]): readonly ApiObjectData[] => {
    const objects = known.get(key) ?? make();
    known.set(key, objects);
    return objects;
  };
  const textOfObject = oncePer((value: object) => JSON.stringify(value));
  const textOf = (value: unknown): string =>
    typeof value === 'object' && value !== null ? textOfObject(value) : (JSON.stringify(value) ?? '');
  return (values, name, fixed = {}) => {
    const { services: declared, ...surroundings } = values;
    const services = asMap(declared);
    const [jobs, cronJobs] = [asMap(fixed.jobs), asMap(fixed.cronJobs)];
    const calls = callsOf({ ...services, ...jobs, ...cronJobs });
    const around = JSON.stringify(surroundings);
    const files = new Map<string, readonly ApiObjectData[]>();
    for (const service of Object.keys(services)) {
      const file = `${service}.yaml`;
      const related = [...(calls.get(service) ?? [])];
      const some = picked(services, [service, ...related]);
      const others = {
        kubernetesServices: related.length > 0 ? fixed.kubernetesServices : undefined,
        jobs: picked(jobs, related),
        cronJobs: picked(cronJobs, related),
      };
      const telling = valueAt(services, [service, 'telemetry']) === undefined ? '' : name;
      const parts = [...Object.entries(some), ...Object.values(others).map((one) => ['', one] as const)];
      const key = [file, telling, around, ...parts.map(([part, one]) => `${part} ${textOf(one)}`)].join('\n');
      files.set(
        file,
        remember(key, () => render({ ...values, services: some }, name, others).get(file) ?? []),
      );
    }
    if (Object.values(fixed).every((section) => section === undefined)) return files;
    const called = [...Object.keys(jobs), ...Object.keys(cronJobs)].flatMap((job) => [
      ...(calls.get(job) ?? []),
    ]);
    const rest = render({ ...values, services: picked(services, called) }, name, fixed);
    for (const [file, objects] of rest) if (!files.has(file)) files.set(file, objects);
    return files;
  };
}

/** Who calls whom, in both directions, by the name of either. */
function callsOf(programs: Values): ReadonlyMap<string, ReadonlySet<string>> {
  const calls = new Map<string, Set<string>>();
  const note = (from: string, to: string): void =>
    void calls.set(from, (calls.get(from) ?? new Set()).add(to));
  for (const [name, program] of Object.entries(programs)) {
    const called = valueAt(program, ['dependsOn']);
    for (const target of asList(called)) {
      const [other = ''] = String(target).split(':');
      note(name, other);
      note(other, name);
    }
  }
  return calls;
}

function picked(map: Values, names: readonly string[]): Values {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(map, name) ? [[name, map[name]] as const] : [])),
  );
}

function render(values: Values, name: string, fixed: Readonly<Record<string, unknown>>): Files {
  const services = asMap(values['services']);
  const spec = {
    ...fixed,
    namespace: String(values['namespace']),
    traefik: asMap(values['traefik']),
    services: Object.fromEntries(
      Object.entries(services).map(([key, service]) => [key, serviceOf(asMap(service))]),
    ),
  };
  const app = new App();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- probes may not be of the type, and are tried all the same
  const stack = new EnvironmentStack(app, environmentOf(name, spec as unknown as EnvironmentSpec));
  for (const [key, service] of stack.services.entries()) {
    const routed = asMap(valueAt(services, [key, routedKey]));
    for (const [port, is] of Object.entries(routed)) if (is === true) service.routePort(port);
  }
  return new Map(Array.from(objectsOf(app), ([id, objects]) => [`${id}.yaml`, objects]));
}
