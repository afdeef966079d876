import type { Finding, RuleId } from '../../core/finding';
import { type ApiObjectData, groupOf, type PlacedObject } from '../../core/manifest';
import { groupBy, isPlainMap, valueAt } from '../../core/base';
import type { LabelSelector } from './manifest';
import { selects } from './selector';

/** A finding of a rule over several objects, at one of them. */
export interface CrossFinding {
  readonly placed: PlacedObject;
  readonly finding: Finding & { readonly rule: RuleId };
}

/** What one object alone cannot tell; no admission policy can ask it. */
export function crossFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const kinds: Kinds = groupBy(objects, ({ object: { kind, metadata } }) => keyOf(kind, metadata.namespace));
  const workloads = objects.filter(
    ({ object }) => scaled.has(object.kind) && groupOf(object.apiVersion) === 'apps',
  );
  const scalers = objects.filter(({ object: { kind } }) => kind === 'HorizontalPodAutoscaler');
  return [
    ...workloads.flatMap((placed) => ofWorkload(placed, kinds)),
    ...scalers.flatMap((placed) => ofScaler(placed, kinds)),
  ];
}

const scaled: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** Objects by kind and namespace. */
type Kinds = ReadonlyMap<string, readonly PlacedObject[]>;

function keyOf(kind: string, namespace = 'default'): string {
  return `${kind} ${namespace}`;
}

function ofWorkload(placed: PlacedObject, kinds: Kinds): readonly CrossFinding[] {
  const { object } = placed;
  const { kind, metadata } = object;
  const near = (other: string): readonly PlacedObject[] => kinds.get(keyOf(other, metadata.namespace)) ?? [];
  const scaler = near('HorizontalPodAutoscaler').find(({ object: other }) => isTarget(other, object));
  const replicas = scaler
    ? (numberAt(scaler.object, 'spec', 'minReplicas') ?? 1)
    : (numberAt(object, 'spec', 'replicas') ?? 1);
  const labels = labelsAt(object);
  const holds = (other: PlacedObject, ...path: readonly string[]): boolean =>
    selects(selectorAt(other.object, path), labels);
  const found: CrossFinding[] = [];
  const tell = (rule: RuleId, message: string): void => {
    found.push({ placed, finding: { rule, message, field: ['spec'] } });
  };
  if (replicas === 1 && kind === 'Deployment') tell('single-replica', `The ${kind} has one pod.`);
  const budgets = near('PodDisruptionBudget');
  if (replicas > 1 && !budgets.some((budget) => holds(budget, 'spec', 'selector')))
    tell('no-disruption-budget', `No PodDisruptionBudget selects the pods of the ${kind}.`);
  const policies = near('NetworkPolicy');
  if (!policies.some((policy) => holds(policy, 'spec', 'podSelector')))
    tell('no-network-policy', `No NetworkPolicy selects the pods of the ${kind}.`);
  return found;
}

function ofScaler(placed: PlacedObject, kinds: Kinds): readonly CrossFinding[] {
  const { object } = placed;
  const reference = valueAt(object, 'spec', 'scaleTargetRef');
  if (!isPlainMap(reference) || !scaled.has(String(reference['kind']))) return [];
  const near = kinds.get(keyOf(String(reference['kind']), object.metadata.namespace)) ?? [];
  const target = near.find(({ object: other }) => isTarget(object, other));
  const named = `${String(reference['kind'])} ${String(reference['name'])}`;
  const message = target
    ? numberAt(target.object, 'spec', 'replicas') === undefined
      ? undefined
      : `The ${named} says itself how many pods it has.`
    : `There is no ${named} in its namespace.`;
  if (message === undefined) return [];
  return [{ placed, finding: { rule: 'dangling-autoscaler', message, field: ['spec', 'scaleTargetRef'] } }];
}

function isTarget(scaler: ApiObjectData, { kind, metadata }: ApiObjectData): boolean {
  const reference = valueAt(scaler, 'spec', 'scaleTargetRef');
  return isPlainMap(reference) && reference['kind'] === kind && reference['name'] === metadata.name;
}

function numberAt(object: ApiObjectData, ...path: readonly string[]): number | undefined {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : undefined;
}

function labelsAt(object: ApiObjectData): Readonly<Record<string, string>> {
  const labels = valueAt(object, 'spec', 'template', 'metadata', 'labels');
  if (!isPlainMap(labels)) return {};
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}

function selectorAt(object: ApiObjectData, path: readonly string[]): LabelSelector {
  const selector = valueAt(object, ...path);
  return isPlainMap(selector) ? selector : {};
}
