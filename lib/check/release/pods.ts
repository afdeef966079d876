import { isEqual, oncePer } from '../../core/base';
import type { Finding } from '../../core/finding';
import { podTemplateOf } from '../../core/kubernetes';
import { type ApiObjectData, formatIdentity, identityOf, objectKey } from '../../core/manifest';
import { podsOf, same, serviceOf, underKey, usesOf, workloadsOf } from './uses';

/**
 * What is wrong with pods where one apply goes from some objects to others: requests come to pods that are not ready,
 * pods go that get requests, or change their version under them.
 */
export function podFindings(
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
): readonly Finding[] {
  const [before, after] = [usesOf(from), usesOf(to)];
  const led = [...after.keys()].filter((key) => !before.has(key)).flatMap((key) => unready(key, from, to));
  const used = inUse(from).flatMap((each) => [...removed(each, to), ...changed(each, to)]);
  return [...led, ...used];
}

/** What requests to one Service are led to. */
interface InUse {
  /** The workloads, before them the Service where it is there. */
  readonly all: readonly Keyed[];
  readonly workloads: readonly Keyed[];
}

type Keyed = readonly [key: string, object: ApiObjectData];

/** Each step of a release is held against all others. */
const inUse = oncePer((objects: readonly ApiObjectData[]): readonly InUse[] => {
  const keyed = (object: ApiObjectData): Keyed => [objectKey(object), object];
  return Array.from(usesOf(objects).keys(), (key) => {
    const service = serviceOf(objects, key);
    const workloads = workloadsOf(objects, key).map(keyed);
    return { all: service ? [keyed(service), ...workloads] : workloads, workloads };
  });
});

function unready(
  key: string,
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
): readonly Finding[] {
  const service = serviceOf(to, key);
  if (!service) return [];
  const told = (reason: string): Finding => ({
    rule: 'release-not-ready',
    message: `Requests are led to ${named(service)}, ${reason}.`,
  });
  if (!serviceOf(from, key)) return [told('which this step makes')];
  return workloadsOf(to, key).flatMap((workload) => {
    const earlier = same(from, workload);
    if (!earlier) return [told(`whose ${named(workload)} this step makes`)];
    if (!isEqual(template(earlier), template(workload)))
      return [told(`whose ${named(workload)} this step changes`)];
    return podsOf(from, earlier).min > 0 ? [] : [told(`whose ${named(workload)} has no pods`)];
  });
}

function removed({ all }: InUse, to: readonly ApiObjectData[]): readonly Finding[] {
  return all
    .filter(([key]) => !underKey(to, key))
    .map(([, object]) => ({
      rule: 'release-removed-in-use',
      message: `${named(object)} is removed while requests are still led to it.`,
    }));
}

function changed({ workloads }: InUse, to: readonly ApiObjectData[]): readonly Finding[] {
  return workloads.flatMap(([key, workload]) => {
    const later = underKey(to, key);
    if (!later || later === workload || isEqual(template(workload), template(later))) return [];
    const message = `The pods of ${named(workload)} change while requests are led to them.`;
    return [{ rule: 'release-changed-in-use', message }];
  });
}

/** What changes pods at once; a Rollout brings new ones beside the others, and leads requests to them by itself. */
function template(workload: ApiObjectData): unknown {
  return workload.kind === 'Rollout' ? undefined : podTemplateOf(workload);
}

function named(object: ApiObjectData): string {
  return formatIdentity(identityOf(object));
}
