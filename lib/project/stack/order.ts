import { Chart } from 'cdk8s';
import { placed } from '../../constructs/construct';
import type { Problem } from '../../core/finding';
import type { Dependency } from './dependencies';
import type { ConstructTree } from './tree';

export interface Order {
  /** Numbers of the constructs that were to be ordered; in creation order where nothing else is asked. */
  readonly numbers: readonly number[];
  readonly problems: readonly Problem[];
}

/** Orders constructs (the leaves) so that each comes after what it, or what encloses it, depends on. */
export function orderObjects(
  tree: ConstructTree,
  leaves: readonly number[],
  dependencies: readonly Dependency[],
): Order {
  if (dependencies.length === 0) return { numbers: leaves, problems: [] };
  const graph = new Graph(tree);
  for (const dependency of dependencies) {
    graph.after(begin(dependency.source), end(dependency.target), dependency);
  }
  return graph.order(leaves);
}

/** Orders charts, and so their files. What a construct of a chart depends on, its whole chart depends on. */
export function orderCharts(
  tree: ConstructTree,
  charts: readonly number[],
  dependencies: readonly Dependency[],
): Order {
  if (dependencies.length === 0) return { numbers: charts, problems: [] };
  const graph = new Graph(tree);
  for (const dependency of dependencies) {
    const { source, target } = dependency;
    const from = isInsideChart(tree, source) ? own(tree.charts[source] ?? source) : begin(source);
    const to = isInsideChart(tree, target) ? own(tree.charts[target] ?? target) : end(target);
    if (from !== to) graph.after(from, to, dependency);
  }
  return graph.order(charts);
}

/** Whether a construct is a part of a chart's own file, not a chart or something that holds charts. */
function isInsideChart(tree: ConstructTree, number: number): boolean {
  return (tree.charts[number] ?? -1) >= 0 && !Chart.isChart(tree.constructs[number]);
}

/**
 * Each construct is three nodes: its begin, itself, its end. It begins after its parent has begun and ends
 * after its children have ended, so one edge between a begin and an end orders two whole subtrees, and the
 * graph stays as large as the tree and its dependencies, not as large as their product.
 */
const begin = (number: number): number => number * 3;
const own = (number: number): number => number * 3 + 1;
const end = (number: number): number => number * 3 + 2;

interface Edge {
  readonly to: number;
  /** The user's dependency that it stands for; none for the edges of the tree. */
  readonly because?: Dependency;
}

interface Visit {
  readonly node: number;
  readonly edges: readonly Edge[];
  next: number;
}

class Graph {
  private readonly added = new Map<number, Edge[]>();

  constructor(private readonly tree: ConstructTree) {}

  after(node: number, to: number, because: Dependency): void {
    const edges = this.added.get(node);
    if (edges) edges.push({ to, because });
    else this.added.set(node, [{ to, because }]);
  }

  /** Depth first with a stack of its own: chains may be longer than the call stack is deep. */
  order(leaves: readonly number[]): Order {
    const wanted = new Set(leaves.map(own));
    const numbers: number[] = [];
    const problems: Problem[] = [];
    const state = new Map<number, 'open' | 'done'>();
    for (const leaf of leaves) {
      const stack = this.visits(own(leaf), state);
      for (let visit = stack.at(-1); visit; visit = stack.at(-1)) {
        const edge = visit.edges[visit.next++];
        if (!edge) {
          state.set(visit.node, 'done');
          if (wanted.has(visit.node)) numbers.push((visit.node - 1) / 3);
          stack.pop();
        } else if (state.get(edge.to) === 'open') {
          problems.push(this.cycle(stack, edge));
        } else {
          stack.push(...this.visits(edge.to, state));
        }
      }
    }
    return { numbers, problems };
  }

  private visits(node: number, state: Map<number, 'open' | 'done'>): Visit[] {
    if (state.has(node)) return [];
    state.set(node, 'open');
    return [{ node, edges: this.edges(node), next: 0 }];
  }

  private edges(node: number): Edge[] {
    const number = Math.floor(node / 3);
    const added = this.added.get(node) ?? [];
    if (node === own(number)) return [{ to: begin(number) }, ...added];
    if (node === begin(number)) {
      const parent = this.tree.parents[number] ?? -1;
      return parent < 0 ? added : [{ to: begin(parent) }, ...added];
    }
    const children = this.tree.children[number] ?? [];
    return [{ to: own(number) }, ...children.map((child) => ({ to: end(child) })), ...added];
  }

  private cycle(stack: readonly Visit[], closing: Edge): Problem {
    const start = stack.findIndex((visit) => visit.node === closing.to);
    const taken = stack.slice(start).map((visit) => visit.edges[visit.next - 1]);
    const dependencies = taken.map((edge) => edge?.because).filter((because) => because !== undefined);
    const steps = dependencies.map(({ source, target }) => `${this.path(source)} on ${this.path(target)}`);
    const first = this.tree.constructs[dependencies[0]?.source ?? 0] ?? this.tree.constructs[0];
    const finding = {
      rule: 'dependency-cycle',
      severity: 'error',
      message: `Dependencies run in a circle: ${steps.join(', ')}.`,
      consequence: 'There is no order in which the objects, or the files of their charts, could be applied.',
      fix: 'Remove one of these dependencies, or put the objects into one chart.',
    } as const;
    return first ? placed(first, finding) : finding;
  }

  private path(number: number): string {
    return this.tree.constructs[number]?.node.path ?? '';
  }
}
