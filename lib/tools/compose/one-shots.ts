import { isEqual } from '../../core/base';
import type { ComposeModel, ComposeService } from '../../project/compose';
import { knownImage } from '../../project/docker';
import { replicasOf } from './replicas';

/** A service that runs to its end before another one starts, and can do so within the pods of that one. */
export interface OneShot {
  /** The service that waits, by its name in the Compose files. */
  readonly before: string;
  /** What it becomes where nobody decides: a Job where that service has several pods, in each of which it would run. */
  readonly usual: 'init' | 'job';
}

/** What an init container has of its own, or no container of Kubernetes has. */
const own: ReadonlySet<string> = new Set([
  'image',
  'build',
  'command',
  'entrypoint',
  'environment',
  'env_file',
  'depends_on',
  'restart',
  'deploy',
  'cpus',
  'mem_limit',
  'mem_reservation',
  'extends',
  'profiles',
  'container_name',
  'hostname',
  'logging',
]);

/** What all containers of a pod share. */
export const ofThePod: ReadonlySet<string> = new Set(['volumes', 'networks', 'tmpfs', 'secrets', 'configs']);

/**
 * The services that can be init containers in all environments: one other service waits for the end of each, and has what
 * containers of a pod share.
 */
export function oneShotsOf(projects: readonly ComposeModel[]): ReadonlyMap<string, OneShot> {
  const found = new Map<string, OneShot>();
  const names = new Set(projects.flatMap(({ services }) => Object.keys(services)));
  for (const name of names) {
    const having = projects.filter(({ services }) => Object.hasOwn(services, name));
    const waiting = [...new Set(having.flatMap((project) => waitersOf(name, project)))];
    const [before] = waiting;
    if (before === undefined || waiting.length > 1) continue;
    if (!having.every(({ services }) => fitsBefore(services[name], services[before]))) continue;
    const hasSeveral = projects.some(({ services }) => replicasOf(services[before]) > 1);
    found.set(name, { before, usual: hasSeveral ? 'job' : 'init' });
  }
  return found;
}

/** Who waits for anything of a service; somebody who waits for its start alone twice, so that it is not alone. */
function waitersOf(name: string, { services }: ComposeModel): readonly string[] {
  return Object.entries(services).flatMap(([other, { depends_on: all = {} }]) => {
    if (!Object.hasOwn(all, name)) return [];
    return all[name]?.condition === 'service_completed_successfully' ? [other] : [other, `${other} at once`];
  });
}

function fitsBefore(spec: ComposeService = {}, waiting?: ComposeService): boolean {
  if (waiting === undefined || waiting.deploy?.mode !== undefined) return false;
  if (knownImage(spec.image).user !== knownImage(waiting.image).user || spec.user !== waiting.user)
    return false;
  const { resources: _resources, restart_policy: _policy, replicas = 1, ...rest } = spec.deploy ?? {};
  if (replicas !== 1 || Object.keys(rest).length > 0) return false;
  const waits = new Map(Object.entries(waiting));
  return Object.entries(spec).every(
    ([key, value]) =>
      own.has(key) ||
      key.startsWith('x-') ||
      (ofThePod.has(key) ? isWithin(value, waits.get(key)) : isEqual(value, waits.get(key))),
  );
}

/** Whether all that one has of a kind the other one has as well. */
function isWithin(value: unknown, whole: unknown): boolean {
  const itemsOf = (all: unknown): readonly unknown[] =>
    Array.isArray(all) ? all : Object.entries(Object(all));
  return itemsOf(value).every((item) => itemsOf(whole).some((other) => isEqual(item, other)));
}
