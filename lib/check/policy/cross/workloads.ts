import type { RuleId } from '../../../core/finding';
import { type ApiObjectData, groupOf, type PlacedObject } from '../../../core/manifest';
import { admitted } from '../../../core/kubernetes';
import { groupBy, isPlainMap, valueAt } from '../../../core/base';
import type { LabelSelector } from '../manifest';
import { isSelector } from '../schema';
import type { CrossFinding } from './cross-finding';
import { type Labels, Selectors } from './labelled';

/** Whether workloads are several, may be drained, and are reached by those alone who should reach them. */
export function workloadFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const kinds: Kinds = groupBy(objects, ({ object: { kind, metadata } }) => keyOf(kind, metadata.namespace));
  const selecting: Selecting = {
    budgets: selectorsOf(objects, budgetKind),
    networks: selectorsOf(objects, networkKind),
  };
  const workloads = objects.filter(
    ({ object }) => scaled.has(object.kind) && groupOf(object.apiVersion) === 'apps',
  );
  const scalers = objects.filter(({ object: { kind } }) => kind === 'HorizontalPodAutoscaler');
  return [
    ...workloads.flatMap((placed) => ofWorkload(placed, kinds, selecting)),
    ...scalers.flatMap((placed) => ofScaler(placed, kinds)),
  ];
}

const scaled: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** Objects by kind and namespace. */
type Kinds = ReadonlyMap<string, readonly PlacedObject[]>;

function keyOf(kind: string, namespace = 'default'): string {
  return `${kind} ${namespace}`;
}

/** A kind that selects pods. */
interface SelectingKind {
  readonly group: string;
  readonly kind: string;
  readonly field: string;
  /** What it selects where it says nothing. */
  readonly absent?: LabelSelector;
}

const budgetKind: SelectingKind = { group: 'policy', kind: 'PodDisruptionBudget', field: 'selector' };

const networkKind: SelectingKind = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  field: 'podSelector',
  absent: {},
};

/** Selectors by namespace. */
type SelectorsByNamespace = ReadonlyMap<string, Selectors>;

interface Selecting {
  readonly budgets: SelectorsByNamespace;
  readonly networks: SelectorsByNamespace;
}

/** The selectors of objects of a kind, but for those that the API server would refuse. */
function selectorsOf(
  objects: readonly PlacedObject[],
  { group, kind, field, absent }: SelectingKind,
): SelectorsByNamespace {
  const found = new Map<string, LabelSelector[]>();
  for (const { object } of objects) {
    if (object.kind !== kind || groupOf(object.apiVersion) !== group) continue;
    const selector = valueAt(admitted(object), 'spec', field) ?? absent;
    if (!isSelector(selector)) continue;
    const { namespace = 'default' } = object.metadata;
    const others = found.get(namespace);
    if (others) others.push(selector);
    else found.set(namespace, [selector]);
  }
  return new Map(Array.from(found, ([namespace, selectors]) => [namespace, new Selectors(selectors)]));
}

function ofWorkload(
  placed: PlacedObject,
  kinds: Kinds,
  { budgets, networks }: Selecting,
): readonly CrossFinding[] {
  const { object } = placed;
  const { kind, metadata } = object;
  const replicas = replicasOf(object, kinds.get(keyOf('HorizontalPodAutoscaler', metadata.namespace)) ?? []);
  const labels = labelsAt(object);
  const isHeld = (selectors: SelectorsByNamespace): boolean =>
    selectors.get(metadata.namespace ?? 'default')?.take(labels) ?? false;
  const found: CrossFinding[] = [];
  const tell = (rule: RuleId, message: string): void => {
    found.push({ placed, finding: { rule, message, field: ['spec'] } });
  };
  if (replicas === 1 && kind === 'Deployment') tell('single-replica', `The ${kind} has one pod.`);
  if (replicas > 1 && !isHeld(budgets))
    tell('no-disruption-budget', `No PodDisruptionBudget selects the pods of the ${kind}.`);
  if (!isHeld(networks)) tell('no-network-policy', `No NetworkPolicy selects the pods of the ${kind}.`);
  return found;
}

/** How many pods a workload has at least. */
export function replicasOf(object: ApiObjectData, scalers: readonly PlacedObject[]): number {
  const scaler = scalers.find(({ object: other }) => isTarget(other, object));
  return scaler
    ? (numberAt(scaler.object, 'spec', 'minReplicas') ?? 1)
    : (numberAt(object, 'spec', 'replicas') ?? 1);
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

function labelsAt(object: ApiObjectData): Labels {
  const labels = valueAt(object, 'spec', 'template', 'metadata', 'labels');
  if (!isPlainMap(labels)) return {};
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}
