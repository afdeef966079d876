import { groupBy, sha256, stableJson } from '../../../core/base';
import { type ApiObjectData, identityKey, identityOf } from '../../../core/manifest';
import type { Selected } from './needs';
import type { Overriders } from './overriders';
import { placementOf, weightOf } from './placement';
import type { Group, Plan } from './plan';

const apiVersion = 'policy.karmada.io/v1alpha1';

/**
 * The policies that take everything to its clusters: for each group one in each of its namespaces, and one for what belongs
 * to no namespace.
 *
 * @see https://karmada.io/docs/userguide/scheduling/propagation-policy/
 */
export function propagationPolicies(plan: Plan, prefix: string): readonly ApiObjectData[] {
  return plan.groups.flatMap((group) =>
    Array.from(
      groupBy(group.selected, ({ namespace }) => namespace),
      ([namespace, selected]): ApiObjectData => ({
        apiVersion,
        kind: namespace === undefined ? 'ClusterPropagationPolicy' : 'PropagationPolicy',
        metadata: { name: nameOf(group, plan, prefix), ...(namespace !== undefined && { namespace }) },
        spec: { resourceSelectors: selected.map(selectorOf), placement: placementIn(plan, group) },
      }),
    ),
  );
}

/** No workload has a dot in its name. */
function nameOf({ workload, clusters }: Group, plan: Plan, prefix: string): string {
  if (workload !== undefined) return `${prefix}-${workload}`;
  const isAll = clusters.length === plan.clusters.length;
  return `${prefix}.shared${isAll ? '' : `.${clusters.join('.')}`}`;
}

function selectorOf({ apiVersion: version, kind, namespace, name }: Selected): object {
  return { apiVersion: version, kind, ...(namespace !== undefined && { namespace }), name };
}

function placementIn({ spec }: Plan, { workload, clusters }: Group): object {
  const clusterAffinity = { clusterNames: clusters };
  if (workload === undefined) return { clusterAffinity };
  if (placementOf(spec, workload).scheduling === 'Duplicated')
    return { clusterAffinity, replicaScheduling: { replicaSchedulingType: 'Duplicated' } };
  return {
    clusterAffinity,
    replicaScheduling: {
      replicaSchedulingType: 'Divided',
      replicaDivisionPreference: 'Weighted',
      weightPreference: {
        staticWeightList: clusters.map((cluster) => ({
          targetCluster: { clusterNames: [cluster] },
          weight: weightOf(spec, cluster),
        })),
      },
    },
  };
}

/**
 * A policy for each object that is otherwise somewhere, with a rule for the clusters in which it is otherwise in the same
 * way.
 *
 * @see https://karmada.io/docs/userguide/scheduling/override-policy/
 */
export function overridePolicies(plan: Plan, prefix: string): readonly ApiObjectData[] {
  const overridden = Array.from(plan.placed.keys())
    .map((object) => ({ object, name: policyName(prefix, object), rules: rulesOf(plan, object) }))
    .filter(({ rules }) => rules.length > 0);
  const alike = groupBy(overridden, ({ object, name }) => `${object.metadata.namespace ?? ''}/${name}`);
  return [...alike.values()].flatMap((group) =>
    group.map(({ object, name, rules }): ApiObjectData => {
      const { namespace, ...named } = identityOf(object);
      const own = group.length === 1 ? name : `${name}-${sha256(identityKey(identityOf(object)), 8)}`;
      return {
        apiVersion,
        kind: namespace === undefined ? 'ClusterOverridePolicy' : 'OverridePolicy',
        metadata: { name: own, ...(namespace !== undefined && { namespace }) },
        spec: {
          resourceSelectors: [selectorOf({ ...named, ...(namespace !== undefined && { namespace }) })],
          overrideRules: rules,
        },
      };
    }),
  );
}

/** Kinds of two groups may be called alike, and names of the whole cluster may have what a policy's may not. */
function policyName(prefix: string, { kind, metadata }: ApiObjectData): string {
  return `${prefix}-${kind}-${metadata.name}`.toLowerCase().replaceAll(/[^-.a-z0-9]/g, '-');
}

function rulesOf({ clusters, overriders }: Plan, object: ApiObjectData): readonly object[] {
  const own = clusters.flatMap((cluster): readonly { cluster: string; overriders: Overriders }[] => {
    const found = overriders.get(cluster)?.get(object);
    return found ? [{ cluster, overriders: found }] : [];
  });
  return Array.from(groupBy(own, (one) => stableJson(one.overriders)).values(), (alike) => ({
    targetCluster: { clusterNames: alike.map(({ cluster }) => cluster) },
    overriders: alike[0]?.overriders ?? {},
  }));
}
