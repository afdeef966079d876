import { type Problem, problemAt } from '../../../core/finding';
import { selectionsOf } from '../../../check/cluster';
import { valueAt } from '../../../core/base';
import { type ApiObjectData, groupOf } from '../../../core/manifest';
import type { KarmadaSpec } from '../../environment';
import { contradiction } from '../conflicts';
import type { DeliveredEnvironment } from '../delivery';
import { placeIn } from '../places';
import { dividedReplicas, placementOf, replicasOf, weightOf } from './placement';
import { scalersAmong } from './scalers';
import { type Said, settingsOf } from './settings';
import { ownedByTwo } from './told';

type Placed = ReadonlyMap<ApiObjectData, readonly string[]>;

/** What is wrong with how replicas are shared: with autoscalers, with budgets, with too few for all clusters. */
export function scheduling(
  environment: DeliveredEnvironment,
  spec: KarmadaSpec,
  placed: Placed,
): readonly Problem[] {
  return [...dividedTwice(environment, spec, placed), ...shares(environment, spec, placed)];
}

function dividedTwice(
  environment: DeliveredEnvironment,
  spec: KarmadaSpec,
  placed: Placed,
): readonly Problem[] {
  const objects = [...placed.keys()];
  const scalerOf = scalersAmong(objects);
  return objects.flatMap((object) => {
    const { name } = object.metadata;
    const { scheduling: type, field } = placementOf(spec, name);
    const owner = type === 'Divided' ? scalerOf(object) : undefined;
    return owner ? [ownedByTwo(environment, { value: type, field }, name, owner)] : [];
  });
}

/** How many replicas of a workload a cluster has, and what says so; undefined where it has as many as the manifest says. */
export function replicasIn(
  spec: KarmadaSpec,
  object: ApiObjectData,
  cluster: string,
): Said<number> | undefined {
  const total = replicasOf(object);
  if (total === undefined) return undefined;
  const { name } = object.metadata;
  const { clusters, scheduling: type, field } = placementOf(spec, name);
  if (type === 'Duplicated') return settingsOf(spec, cluster).replicas.get(name);
  const weights = clusters.map((one) => [one, weightOf(spec, one)] as const);
  const value = dividedReplicas(total, weights).get(cluster);
  return value === undefined ? undefined : { value, field };
}

function shares(environment: DeliveredEnvironment, spec: KarmadaSpec, placed: Placed): readonly Problem[] {
  const objects = environment.objects.filter(({ object }) => placed.has(object));
  const scalerOf = scalersAmong([...placed.keys()]);
  const selects = selectionsOf(objects);
  const budgets = objects
    .map(({ object }) => object)
    .filter(({ apiVersion, kind }) => groupOf(apiVersion) === 'policy' && kind === 'PodDisruptionBudget');
  return objects.flatMap(({ object }) => {
    const { kind, metadata } = object;
    const { name, namespace } = metadata;
    if (scalerOf(object)) return [];
    const holding = budgets.filter((budget) =>
      selects(budget).some((to) => to.kind === kind && to.name === name && to.namespace === namespace),
    );
    return (placed.get(object) ?? []).flatMap((cluster): readonly Problem[] => {
      const said = replicasIn(spec, object, cluster);
      if (!said) return [];
      const { value: count, field } = said;
      if (count === 0 && placementOf(spec, name).scheduling === 'Divided') {
        return [
          contradiction(environment, field, {
            severity: 'warning',
            message: `${cluster} gets none of the ${replicasOf(object)} replicas of ${name}, which are divided by weight.`,
            consequence: 'Requests for it that reach Traefik there find no pod.',
            fix: `Name in delivery.karmada.workloads.${name}.clusters those that shall run it.`,
          }),
        ];
      }
      return holding.flatMap((budget) => {
        const least = Number(valueAt(budget, 'spec', 'minAvailable'));
        if (!(least >= count) || count === 0) return [];
        return [
          problemAt(placeIn(environment, field), {
            rule: 'budget-beyond-replicas',
            message: `${cluster} has ${count} of the replicas of ${name}, and its PodDisruptionBudget wants ${least} to be available.`,
          }),
        ];
      });
    });
  });
}
