import { valueAt } from '../../core/base';
import { type FieldPath, type Finding, type Problem, problemAt } from '../../core/finding';
import { formatIdentity, objectKey, identityOf } from '../../core/manifest';
import type { ChartPlace } from '../environment';
import type { DeliveredEnvironment } from './delivery';
import { foreignFields } from './differences';
import { placeIn } from './places';

/** What `delivery` of an environment says that cannot be done, at its place. */
export function contradiction(
  environment: DeliveredEnvironment,
  field: FieldPath,
  finding: Omit<Finding, 'rule' | 'field'>,
): Problem {
  return problemAt(placeIn(environment, field), { rule: 'contradictory-delivery', ...finding });
}

/** What is wrong with the place of a chart. */
export function chartProblems(
  environment: DeliveredEnvironment,
  field: FieldPath,
  chart: ChartPlace | undefined,
): readonly Problem[] {
  if (chart?.repository === undefined) return [];
  if (chart.path !== undefined) {
    const message = 'The chart is both a folder of the repository and published.';
    return [contradiction(environment, field, { message, fix: 'Keep one of path and repository.' })];
  }
  if (chart.version !== undefined) return [];
  const message = 'Of a published chart nothing says which version is meant.';
  return [contradiction(environment, field, { message, fix: 'Write its version.' })];
}

/**
 * Replicas that both a manifest and an autoscaler say, where whoever applies the manifest puts them back.
 *
 * @param applier who that is, for people
 */
export function replicasOfTwo(environment: DeliveredEnvironment, applier: string): readonly Problem[] {
  const objects = environment.objects.map(({ object }) => object);
  return foreignFields(objects).flatMap(({ kind, name, namespace, pointers, owner }) => {
    if (!pointers.includes('/spec/replicas')) return [];
    const scaled = environment.objects.find(
      ({ object }) =>
        object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace,
    );
    if (!scaled || valueAt(scaled.object, 'spec', 'replicas') === undefined) return [];
    const field = ['spec', 'replicas'];
    const place = { object: identityOf(scaled.object), field, location: scaled.locate(field) };
    return [
      problemAt(place, {
        rule: 'two-owners',
        message: `${applier} and ${formatIdentity(identityOf(owner))} both decide how many replicas of ${name} there are.`,
        consequence: `Each time that ${applier} compares the cluster with the manifest, it takes back what the other has done.`,
        fix: 'Leave spec.replicas out of the manifest.',
      }),
    ];
  });
}

/** An environment and the cluster that it is applied to. */
export interface Destination {
  readonly environment: DeliveredEnvironment;
  readonly cluster: string;
  /** Whether that is said, and not where everything goes by default. */
  readonly isSaid: boolean;
  /** Where it is said, or would be. */
  readonly field: FieldPath;
}

/** Environments that make the same objects in the same cluster: whoever comes last has them. */
export function sharedObjects(destinations: readonly Destination[]): readonly Problem[] {
  const owners = new Map<string, Destination>();
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const destination of destinations) {
    const { environment, cluster, isSaid, field } = destination;
    for (const { object } of environment.objects) {
      const key = `${cluster} ${objectKey(object)}`;
      const owner = owners.get(key);
      if (!owner) {
        owners.set(key, destination);
        continue;
      }
      const pair = `${owner.environment.name} ${environment.name}`;
      if (told.has(pair)) continue;
      told.add(pair);
      problems.push(
        problemAt(placeIn(environment, field), {
          rule: 'two-owners',
          severity: isSaid && owner.isSaid ? 'error' : 'warning',
          message: `${owner.environment.name} and ${environment.name} both make ${formatIdentity(identityOf(object))} in the cluster ${cluster}.`,
          consequence: 'Only one of them can have it: the other is never in sync.',
          fix: `Say in delivery.${field.join('.')} which cluster each environment has, or give them namespaces of their own.`,
        }),
      );
    }
  }
  return problems;
}
