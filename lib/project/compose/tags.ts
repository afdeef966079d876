import type { Tree, TreePath } from './tree';

/** Tags of Compose's own: what they stand at takes the place of what earlier files say, or takes it away. */
export const composeTags: ReadonlySet<string> = new Set(['!reset', '!override']);

/** A document without what is tagged `!reset`, and the paths at which earlier files no longer count. */
export interface Resets {
  readonly tree: Tree;
  readonly paths: readonly TreePath[];
}

export function takeResets(document: Tree): Resets {
  const paths: TreePath[] = [];
  const walk = (tree: Tree, path: TreePath): Tree | undefined => {
    if (tree.tag !== undefined) paths.push(path);
    if (tree.tag === '!reset') return undefined;
    if (tree.kind === 'list') {
      const items = tree.items.map((item) => walk(item, [...path, '[]']));
      return { ...tree, items: items.filter((item) => item !== undefined) };
    }
    if (tree.kind !== 'map') return tree;
    const entries = new Map<string, Tree>();
    for (const [key, value] of tree.entries) {
      const kept = walk(value, [...path, key]);
      if (kept) entries.set(key, kept);
    }
    return { ...tree, entries };
  };
  return { tree: walk(document, []) ?? { ...document, kind: 'map', entries: new Map() }, paths };
}

/** What earlier files say, without what stands at one of the paths. Items of lists are not taken out. */
export function withoutPaths(tree: Tree, paths: readonly TreePath[]): Tree {
  return paths.reduce((left, path) => (path.includes('[]') ? left : without(left, path)), tree);
}

function without(tree: Tree, [key, ...rest]: TreePath): Tree {
  if (tree.kind !== 'map' || key === undefined) return tree;
  const value = tree.entries.get(key);
  if (value === undefined) return tree;
  const entries = new Map(tree.entries);
  if (rest.length === 0) entries.delete(key);
  else entries.set(key, without(value, rest));
  return { ...tree, entries };
}
