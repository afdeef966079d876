import type { ScalarValue, YamlTree } from '../../core/yaml';
import type { Location } from '../../core/finding';

/** A value of a Compose file with its place, through all merging and rewriting. */
export type Tree = YamlTree;
export type MapTree = Extract<Tree, { kind: 'map' }>;
export type ListTree = Extract<Tree, { kind: 'list' }>;
export type ScalarTree = Extract<Tree, { kind: 'scalar' }>;

/** Keys of maps, and `[]` for the items of lists, outermost first. */
export type TreePath = readonly string[];

export function scalar(value: ScalarValue, location: Location): ScalarTree {
  return { kind: 'scalar', value, location };
}

export function list(items: readonly Tree[], location: Location): ListTree {
  return { kind: 'list', items, location };
}

export function map(entries: Iterable<readonly [string, Tree]>, location: Location): MapTree {
  return { kind: 'map', entries: new Map(entries), location };
}

export function isNull(tree: Tree | undefined): boolean {
  return tree === undefined || (tree.kind === 'scalar' && tree.value === null);
}

/** The entry of a map; undefined where there is none, or no map. */
export function child(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key) : undefined;
}

/** The text of a scalar that is text. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
}

export function entriesOf(tree: Tree | undefined): readonly (readonly [string, Tree])[] {
  return tree?.kind === 'map' ? [...tree.entries] : [];
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The same map with some entries set, or left out where they are undefined. */
export function withEntries(tree: MapTree, changes: Readonly<Record<string, Tree | undefined>>): MapTree {
  const entries = new Map(tree.entries);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
  return { ...tree, entries };
}

/** Plain data from a tree. */
export function plainOf(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plainOf);
  return Object.fromEntries(Array.from(tree.entries, ([key, value]) => [key, plainOf(value)]));
}

/** The item of a list that a key means: by its index, or as what is said of a name in the form `name=value`. */
function itemOf({ items }: ListTree, key: string | number): Tree | undefined {
  const index = Number(key);
  if (Number.isInteger(index)) return items[index];
  return items.find((item) => {
    const text = textOf(item);
    return text === key || text?.startsWith(`${key}=`);
  });
}

/** The place of the value at a path of plain data, or of what encloses it. */
export function locationIn(tree: Tree, path: readonly (string | number)[]): Location {
  let at = tree;
  for (const key of path) {
    const next =
      at.kind === 'map' ? at.entries.get(String(key)) : at.kind === 'list' ? itemOf(at, key) : undefined;
    if (next === undefined) break;
    at = next;
  }
  return at.location;
}

/** The same tree with each entry or item changed; `[]` is the key of an item. A scalar has none. */
export function mapChildren(tree: Tree, change: (child: Tree, key: string) => Tree): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => change(item, '[]')) };
  if (tree.kind !== 'map') return tree;
  const entries = Array.from(tree.entries, ([key, value]) => [key, change(value, key)] as const);
  return { ...tree, entries: new Map(entries) };
}

/** Rewrites a tree from the root: `change` gives another tree for a path, or undefined to go on into it. */
export function rewrite(
  tree: Tree,
  change: (tree: Tree, path: TreePath) => Tree | undefined,
  path: TreePath = [],
): Tree {
  return change(tree, path) ?? mapChildren(tree, (child, key) => rewrite(child, change, [...path, key]));
}
