import { type FieldPath, type Location } from '../../core/finding';
import type { YamlEntries, YamlEntry } from '../../core/yaml';
import { setOwn } from '../../core/base';

/** A place in a file. It is worked out only when someone asks, because most places are never printed. */
export type Place = () => Location;

/** A variable that a value was made of. */
export interface Source {
  /** As it stands between the braces, without a fallback: `tag`, `env:IMAGE_TAG`. */
  readonly name: string;
  /** Where the variable was set; absent for what comes from outside of the files. */
  readonly place?: Place;
  /** The variables that its own value was made of. They are many where variables are made of variables. */
  readonly of?: readonly Source[];
  /** Whether it was marked secret here. */
  readonly isSecret?: boolean;
}

/** Where a value comes from: the place where it was written, and the variables that flowed into it there. */
export interface Origin {
  readonly place: Place;
  readonly sources: readonly Source[];
}

/** All variables that flowed into a value, each once: those that stand in it, each before those that it was made of. */
export function sourcesOf({ sources }: Pick<Origin, 'sources'>): readonly Source[] {
  const found = new Map<string, Source>();
  const waiting = sources.toReversed();
  for (let source = waiting.pop(); source; source = waiting.pop()) {
    if (found.has(source.name)) continue;
    found.set(source.name, source);
    for (const inner of (source.of ?? []).toReversed()) waiting.push(inner);
  }
  return [...found.values()];
}

/** Whether a secret flowed into a value. */
export function isSecret(origin: Pick<Origin, 'sources'>): boolean {
  return sourcesOf(origin).some((source) => source.isSecret === true);
}

/** A value of the environment files that knows where it comes from. Nodes are never changed. */
export type Node = ScalarNode | ListNode | MapNode;

interface AnyNode {
  readonly origin: Origin;
  /** About how many bytes it takes, itself included; bounds what variables may make of it. */
  readonly size: number;
  /** Levels of maps and lists in it. */
  readonly height: number;
}

export interface ScalarNode extends AnyNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text of an environment variable: whether it means a number or a boolean, its place decides. */
  readonly untyped?: boolean;
  /** A problem of this value was reported already; what else is wrong with it is of no interest. */
  readonly broken?: boolean;
}

export interface ListNode extends AnyNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends AnyNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Node>;
  /** It came after a value that was no map, so it stands in place of lower layers rather than on top of them. */
  readonly replaces?: boolean;
}

/** What a value weighs besides its characters. */
const valueSize = 64;

export function scalarNode(
  value: ScalarNode['value'],
  origin: Origin,
  marks: Pick<ScalarNode, 'untyped' | 'broken'> = {},
): ScalarNode {
  const size = valueSize + (typeof value === 'string' ? value.length : 0);
  return { kind: 'scalar', value, origin, size, height: 0, ...marks };
}

export function listNode(items: readonly Node[], origin: Origin): ListNode {
  return { kind: 'list', items, origin, ...measure(items) };
}

/** A list with its items changed; the node that it is where none is another. */
export function changedList(list: ListNode, change: (item: Node, index: number) => Node): ListNode {
  const items = list.items.map(change);
  return items.every((item, index) => item === list.items[index]) ? list : listNode(items, list.origin);
}

export function mapNode(entries: ReadonlyMap<string, Node>, origin: Origin, replaces?: boolean): MapNode {
  return { kind: 'map', entries, origin, ...measure(entries.values()), ...(replaces && { replaces }) };
}

function measure(children: Iterable<Node>): Pick<AnyNode, 'size' | 'height'> {
  let size = valueSize;
  let height = 0;
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { size, height: height + 1 };
}

/** The node of what a YAML text holds. */
export function nodeOf(entry: YamlEntry, locate: YamlEntries['locate']): Node {
  const { node } = entry;
  const origin: Origin = { place: () => locate(entry), sources: [] };
  if (node.kind === 'list') {
    return listNode(
      node.items.map((item) => nodeOf(item, locate)),
      origin,
    );
  }
  if (node.kind === 'map') {
    const entries = new Map<string, Node>();
    for (const [key, child] of node.entries) entries.set(key, nodeOf(child, locate));
    return mapNode(entries, origin);
  }
  if (typeof node.value === 'bigint') throw new Error('YAML 1.2 gives no bigint');
  return scalarNode(node.value, origin);
}

/** Plain data of a node. */
export function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return plainMapOf(node);
}

/** Plain data of a map. */
function plainMapOf(map: MapNode): Readonly<Record<string, unknown>> {
  const plain: Record<string, unknown> = {};
  for (const [key, child] of map.entries) setOwn(plain, key, plainOf(child));
  return plain;
}

/** The node at a path; where the path leads nowhere, the nearest that encloses it. */
export function nearestNode(root: Node, path: FieldPath): { readonly node: Node; readonly exact: boolean } {
  let node = root;
  for (const key of path) {
    const next = childOf(node, key);
    if (next === undefined) return { node, exact: false };
    node = next;
  }
  return { node, exact: true };
}

function childOf(node: Node, key: string | number): Node | undefined {
  if (node.kind === 'map') return node.entries.get(String(key));
  if (node.kind === 'list') return node.items[Number(key)];
  return undefined;
}

/** Every scalar, and every list or map that is empty, with its path, in the order of the files. */
export function* leavesOf(node: Node, path: FieldPath = []): Generator<readonly [FieldPath, Node]> {
  if (node.kind === 'map' && node.entries.size > 0) {
    for (const [key, child] of node.entries) yield* leavesOf(child, [...path, key]);
  } else if (node.kind === 'list' && node.items.length > 0) {
    for (const [index, item] of node.items.entries()) yield* leavesOf(item, [...path, index]);
  } else {
    yield [path, node];
  }
}
