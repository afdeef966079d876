import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isHeldBack } from '../../constructs/construct';

/**
 * A construct tree, walked once: constructs by number, parents before children, siblings in creation order.
 * So a construct's descendants are the numbers from its own up to its `end`.
 */
export interface ConstructTree {
  readonly constructs: readonly IConstruct[];
  /** Number of the parent; -1 for the root. */
  readonly parents: readonly number[];
  /** One beyond the last descendant. */
  readonly ends: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** The API objects by number, without those that are held back. */
  readonly objects: ReadonlyMap<number, ApiObject>;
  /** Numbers of the charts. */
  readonly chartNumbers: readonly number[];
  /** Number of the nearest chart at or above; -1 outside of charts. */
  readonly charts: readonly number[];
}

/** Walks a tree without recursion, so that its depth does not matter. */
export function constructTree(root: IConstruct): ConstructTree {
  const constructs: IConstruct[] = [];
  const parents: number[] = [];
  const children: number[][] = [];
  const objects = new Map<number, ApiObject>();
  const chartNumbers: number[] = [];
  const charts: number[] = [];
  const waiting = [root];
  const above = [-1];
  for (let construct = waiting.pop(); construct; construct = waiting.pop()) {
    const parent = above.pop() ?? -1;
    const number = constructs.push(construct) - 1;
    parents.push(parent);
    children.push([]);
    children[parent]?.push(number);
    const isChart = Chart.isChart(construct);
    if (isChart) chartNumbers.push(number);
    charts.push(isChart ? number : (charts[parent] ?? -1));
    if (ApiObject.isApiObject(construct) && !isHeldBack(construct)) objects.set(number, construct);
    const below = construct.node.children;
    for (let index = below.length - 1; index >= 0; index--) {
      const child = below[index];
      if (!child) continue;
      waiting.push(child);
      above.push(number);
    }
  }
  const ends = constructs.map((_, number) => number + 1);
  for (let number = constructs.length - 1; number > 0; number--) {
    const parent = parents[number] ?? 0;
    ends[parent] = Math.max(ends[parent] ?? 0, ends[number] ?? 0);
  }
  return { constructs, parents, ends, children, objects, chartNumbers, charts };
}

/** Whether a construct is another or stands below it. */
export function isWithin(tree: ConstructTree, number: number, ancestor: number): boolean {
  return number >= ancestor && number < (tree.ends[ancestor] ?? 0);
}
