import type { RuleId } from '../../../core/finding';
import { groupOf, type PlacedObject } from '../../../core/manifest';
import { admitted, isControlled, podMakerOf, podMakers } from '../../../core/kubernetes';
import { isPlainMap, valueAt } from '../../../core/base';
import type { LabelSelector } from '../manifest';
import { isSelector } from '../schema';
import type { CrossFinding } from './cross-finding';
import { podLabels } from './endpoints';
import { Selectors } from './labelled';
import { nameKey } from './places';
import { type Replicas, numberAt, replicasOf, scalersAmong, targetOf } from './replicas';

/** Whether workloads are several, may be drained, and are reached by those alone who should reach them. */
export function workloadFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const selecting: Selecting = {
    budgets: selectorsOf(objects, budgetKind),
    networks: selectorsOf(objects, networkKind),
  };
  const workloads = objects.filter(
    ({ object }) => podMakerOf(object)?.isScaled === true && !isControlled(object),
  );
  const replicas = replicasOf(objects);
  // Where several have one name, the first counts.
  const targets = new Map(
    objects
      .filter(({ object }) => scaled.has(object.kind))
      .toReversed()
      .map((placed) => {
        const { kind, metadata } = placed.object;
        return [nameKey(kind, metadata.namespace, metadata.name), placed];
      }),
  );
  return [
    ...workloads.flatMap((placed) => ofWorkload(placed, replicas, selecting)),
    ...scalersAmong(objects).flatMap((placed) => ofScaler(placed, targets)),
  ];
}

const scaled: ReadonlySet<string> = new Set(
  podMakers.flatMap(({ kind, isScaled }) => (isScaled ? [kind] : [])),
);

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
  allReplicas: Replicas,
  { budgets, networks }: Selecting,
): readonly CrossFinding[] {
  const { object } = placed;
  const { kind, metadata } = object;
  const replicas = allReplicas.of(object);
  const labels = podLabels(object) ?? {};
  const isHeld = (selectors: SelectorsByNamespace): boolean =>
    selectors.get(metadata.namespace ?? 'default')?.take(labels) ?? false;
  const found: CrossFinding[] = [];
  const tell = (rule: RuleId, message: string): void => {
    found.push({ placed, finding: { rule, message, field: ['spec'] } });
  };
  if (replicas === 1 && kind !== 'StatefulSet') tell('single-replica', `The ${kind} has one pod.`);
  if (replicas > 1 && !isHeld(budgets))
    tell('no-disruption-budget', `No PodDisruptionBudget selects the pods of the ${kind}.`);
  if (!isHeld(networks)) tell('no-network-policy', `No NetworkPolicy selects the pods of the ${kind}.`);
  return found;
}

function ofScaler(placed: PlacedObject, targets: ReadonlyMap<string, PlacedObject>): readonly CrossFinding[] {
  const { object } = placed;
  const reference = valueAt(object, 'spec', 'scaleTargetRef');
  if (!isPlainMap(reference) || !scaled.has(String(reference['kind']))) return [];
  const scales = targetOf(object);
  const target = scales && targets.get(nameKey(scales.kind, object.metadata.namespace, scales.name));
  const named = `${String(reference['kind'])} ${String(reference['name'])}`;
  const message = target
    ? numberAt(target.object, 'spec', 'replicas') === undefined
      ? undefined
      : `The ${named} says itself how many pods it has.`
    : `There is no ${named} in its namespace.`;
  if (message === undefined) return [];
  return [{ placed, finding: { rule: 'dangling-autoscaler', message, field: ['spec', 'scaleTargetRef'] } }];
}
