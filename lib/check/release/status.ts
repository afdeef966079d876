import { asList, isPlainMap, valueAt } from '../../core/base';
import { podMakerOf, podTemplateOf } from '../../core/kubernetes';
import { type ApiObjectData, formatIdentity, objectKey, identityOf } from '../../core/manifest';
import type { ReleaseStep } from '../../traefik/release';

/** Where objects are in a release. */
export interface ReleaseStatus {
  /** The step that they are at; undefined where they are at none. */
  readonly step?: ReleaseStep;
  /** The step that they differ least from. */
  readonly nearest?: ReleaseStep;
  /** What keeps them from being at that one. */
  readonly differences: readonly string[];
}

/**
 * Tells at which of its steps a release is, by the objects that differ from step to step: those that a cluster has, or
 * those that are applied, without what a controller keeps up.
 */
export function releaseStatus(
  steps: readonly ReleaseStep[],
  objects: readonly ApiObjectData[],
): ReleaseStatus {
  const there = byKey(objects);
  const isDone = objects.some(isCarriedOut);
  const states = [
    ...(isDone ? steps.toReversed() : steps).map((step) => ({ step, has: step.objects })),
    // What a cluster has says more than what was applied, which has no weights.
    ...steps.filter(({ by }) => by === 'person').map((step) => ({ step, has: step.applied })),
  ];
  const all = states.map(({ has }) => byKey(has));
  const keys = new Set(all.flatMap((step) => [...step.keys()]));
  const telling = [...keys].filter((key) => isTelling(all.map((step) => step.get(key))));
  const judged = states.map(({ step }, index) => ({
    step,
    differences: telling.flatMap((key) => difference(all[index]?.get(key), there.get(key))),
  }));
  const [best] = judged.toSorted((one, other) => one.differences.length - other.differences.length);
  if (!best) return { differences: [] };
  const { step, differences } = best;
  return { ...(differences.length === 0 && { step }), nearest: step, differences };
}

/**
 * Whether a controller says that it has carried a release out: what it leaves is otherwise as it was when the release
 * began.
 */
function isCarriedOut(object: ApiObjectData): boolean {
  const phase = valueAt(object, 'status', 'phase');
  return (
    (object.kind === 'Canary' && phase === 'Succeeded') || (object.kind === 'Rollout' && phase === 'Healthy')
  );
}

const kinds: ReadonlySet<string> = new Set([
  'Deployment',
  'Rollout',
  'Service',
  'TraefikService',
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
]);

function isTelling(versions: readonly (ApiObjectData | undefined)[]): boolean {
  const [first] = versions;
  const known = versions.find((version) => version !== undefined);
  if (!known || !kinds.has(known.kind)) return false;
  return versions.some((version) => difference(first, version).length > 0);
}

function difference(wanted: ApiObjectData | undefined, there: ApiObjectData | undefined): readonly string[] {
  if (!wanted && !there) return [];
  if (!wanted) return there ? [`${named(there)} is there`] : [];
  if (!there) return [`${named(wanted)} is missing`];
  const isSame = podMakerOf(wanted)
    ? holds(imagesByName(there), imagesByName(wanted))
    : holds(withoutIdle(there), withoutIdle(wanted));
  return isSame ? [] : [`${named(wanted)} differs`];
}

/** A spec without the children that get no request: controllers leave them in a TraefikService, with a weight of 0. */
function withoutIdle({ spec }: ApiObjectData): unknown {
  const services = valueAt(spec, 'weighted', 'services');
  if (!isPlainMap(spec) || !Array.isArray(services)) return spec;
  const shared = services.filter((child) => valueAt(child, 'weight') !== 0);
  return { ...spec, weighted: { ...Object(spec['weighted']), services: shared } };
}

/** The images of a workload by container: a cluster may put containers of its own beside. */
function imagesByName(workload: ApiObjectData): Readonly<Record<string, unknown>> {
  const containers = asList(valueAt(podTemplateOf(workload), 'spec', 'containers'));
  return Object.fromEntries(
    containers.map((container) => [String(valueAt(container, 'name')), valueAt(container, 'image')]),
  );
}

/** Whether a value of a cluster has all that is wanted; what the API server fills in does not count. */
function holds(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((item, index) => holds(there[index], item))
    );
  if (!isPlainMap(wanted)) return there === wanted;
  return isPlainMap(there) && Object.entries(wanted).every(([key, value]) => holds(there[key], value));
}

function named(object: ApiObjectData): string {
  return formatIdentity(identityOf(object));
}

function byKey(objects: readonly ApiObjectData[]): ReadonlyMap<string, ApiObjectData> {
  return new Map(objects.map((object) => [objectKey(object), object]));
}
