import { valueAt } from '../../../core/base';
import { isControlled, podMakerOf, podTemplateOf } from '../../../core/kubernetes';
import { type PlacedObject, groupOf } from '../../../core/manifest';
import type { KnownObject } from '../../cluster';
import { isSelector } from '../schema';
import type { CrossFinding } from './cross-finding';
import { endpointsOf } from './endpoints';
import { replicasOf } from './replicas';

/** Budgets that let no pod of a workload go, and ServiceAccounts that are not there. */
export function podFindings(
  objects: readonly PlacedObject[],
  existing: readonly KnownObject[],
): readonly CrossFinding[] {
  return [...budgetFindings(objects), ...accountFindings(objects, existing)];
}

function budgetFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const budgets = objects.filter(
    ({ object }) =>
      object.kind === 'PodDisruptionBudget' &&
      groupOf(object.apiVersion) === 'policy' &&
      typeof valueAt(object, 'spec', 'minAvailable') === 'number',
  );
  if (budgets.length === 0) return [];
  const endpoints = endpointsOf(objects);
  const replicas = replicasOf(objects);
  return budgets.flatMap((placed): readonly CrossFinding[] => {
    const { namespace: own = 'default' } = placed.object.metadata;
    const selector = valueAt(placed.object, 'spec', 'selector');
    const least = Number(valueAt(placed.object, 'spec', 'minAvailable'));
    if (!isSelector(selector)) return [];
    const makers = endpoints
      .makersOf(selector, (namespace) => namespace === own)
      .filter(({ object }) => !isControlled(object));
    // Nobody knows how many pods there are of what has one on each node, or ends.
    if (makers.some(({ object }) => !podMakerOf(object)?.isScaled)) return [];
    const pods = makers.reduce((sum, { object }) => sum + replicas.of(object), 0);
    if (makers.length === 0 || pods > least) return [];
    const message = `It asks for ${least} pods, and there may be no more than ${pods}.`;
    return [{ placed, finding: { rule: 'budget-beyond-pods', message, field: ['spec', 'minAvailable'] } }];
  });
}

function accountFindings(
  objects: readonly PlacedObject[],
  existing: readonly KnownObject[],
): readonly CrossFinding[] {
  const accounts = new Set(
    objects.flatMap(({ object: { kind, apiVersion, metadata } }) =>
      kind === 'ServiceAccount' && apiVersion === 'v1'
        ? [`${metadata.namespace ?? 'default'}/${metadata.name}`]
        : [],
    ),
  );
  return objects.flatMap((placed): readonly CrossFinding[] => {
    const name = valueAt(podTemplateOf(placed.object), 'spec', 'serviceAccountName');
    const { namespace = 'default' } = placed.object.metadata;
    if (typeof name !== 'string' || name === 'default' || accounts.has(`${namespace}/${name}`)) return [];
    const isKnown = existing.some(
      (other) =>
        other.kind === 'ServiceAccount' &&
        other.name === name &&
        (other.namespace === undefined || other.namespace === namespace),
    );
    if (isKnown) return [];
    const field = [...(podMakerOf(placed.object)?.template ?? []), 'spec', 'serviceAccountName'];
    const message = `There is no ServiceAccount "${name}" in namespace ${namespace}.`;
    return [{ placed, finding: { rule: 'unknown-service-account', message, field } }];
  });
}
