import { valueAt } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData } from '../../../core/manifest';
import type { KarmadaReplicaScheduling, KarmadaSpec } from '../../environment';

/** Where a workload goes, and how its replicas are shared. */
export interface Placement {
  readonly clusters: readonly string[];
  readonly scheduling: KarmadaReplicaScheduling;
  /** Where the scheduling is said. */
  readonly field: FieldPath;
}

/** The clusters of an environment. */
export function clustersOf({ clusters = {} }: KarmadaSpec): readonly string[] {
  return Object.keys(clusters).toSorted();
}

/** Where the workloads of a name go. */
export function placementOf(spec: KarmadaSpec, workload: string): Placement {
  const { workloads = {}, replicaScheduling = 'Duplicated' } = spec;
  const own = Object.hasOwn(workloads, workload) ? workloads[workload] : undefined;
  return {
    clusters: own?.clusters?.toSorted() ?? clustersOf(spec),
    scheduling: own?.replicaScheduling ?? replicaScheduling,
    field:
      own?.replicaScheduling === undefined
        ? ['karmada', 'replicaScheduling']
        : ['karmada', 'workloads', workload, 'replicaScheduling'],
  };
}

/** What a cluster counts for among those that share replicas. */
export function weightOf({ clusters = {} }: KarmadaSpec, cluster: string): number {
  return clusters[cluster]?.weight ?? 1;
}

/** The kinds whose replicas Karmada divides, among those that it knows by itself. */
const replicated = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** How many replicas a manifest asks for; undefined for what has none. */
export function replicasOf(object: ApiObjectData): number | undefined {
  if (!object.apiVersion.startsWith('apps/') || !replicated.has(object.kind)) return undefined;
  const replicas = valueAt(object, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}

/**
 * Replicas divided by weight, as Karmada divides them: each cluster gets its share without the fraction, and the rest goes
 * one by one to those of the greatest weight. Of clusters that weigh the same Karmada draws lots; here the names decide.
 */
export function dividedReplicas(
  total: number,
  weights: readonly (readonly [cluster: string, weight: number])[],
): ReadonlyMap<string, number> {
  const sum = weights.reduce((before, [, weight]) => before + weight, 0);
  const shares = weights
    .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([cluster, weight]) => ({ cluster, share: Math.floor((total * weight) / sum) }));
  const rest = total - shares.reduce((before, { share }) => before + share, 0);
  return new Map(shares.map(({ cluster, share }, index) => [cluster, share + (index < rest ? 1 : 0)]));
}
