import { App } from 'cdk8s';
import { isPlainMap } from '../../../core/base';
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
  return (values, name, fixed = {}) => {
    const services = mapOf(values['services']);
    const jobs = { ...mapOf(fixed.jobs), ...mapOf(fixed.cronJobs) };
    const calls = callsOf({ ...services, ...jobs });
    const files = new Map<string, readonly ApiObjectData[]>();
    for (const service of Object.keys(services)) {
      const related = calls.get(service) ?? new Set();
      const some = { ...values, services: picked(services, [service, ...related]) };
      const others = {
        kubernetesServices: fixed.kubernetesServices,
        jobs: picked(mapOf(fixed.jobs), related),
        cronJobs: picked(mapOf(fixed.cronJobs), related),
      };
      const telling = valueAt(services, [service, 'telemetry']) === undefined ? '' : name;
      files.set(
        `${service}.yaml`,
        remember(JSON.stringify([service, telling, some, others]), () => {
          return render(some, name, others).get(`${service}.yaml`) ?? [];
        }),
      );
    }
    if (Object.values(fixed).every((section) => section === undefined)) return files;
    const called = Object.keys(jobs).flatMap((job) => [...(calls.get(job) ?? [])]);
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
    for (const target of Array.isArray(called) ? called : []) {
      const [other = ''] = String(target).split(':');
      note(name, other);
      note(other, name);
    }
  }
  return calls;
}

function picked(map: Values, names: Iterable<string>): Values {
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(map).filter(([name]) => wanted.has(name)));
}

function render(values: Values, name: string, fixed: Readonly<Record<string, unknown>>): Files {
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

function mapOf(value: unknown): Values {
  return isPlainMap(value) ? value : {};
}
