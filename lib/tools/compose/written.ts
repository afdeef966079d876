import type { FieldPath, Location } from '../../core/finding';
import { itemAt, isPlainMap } from '../../core/base';
import type { YamlTree } from '../../core/yaml';
import type { ComposeModel } from '../../project/compose';

/** The parts of a project as they were written, by their paths in the model. */
export interface Written {
  /** Every value that holds no others, with its place. */
  readonly leaves: readonly { readonly path: FieldPath; readonly location: Location }[];
  readonly has: (path: FieldPath) => boolean;
  /** Whether a part is named, and its value not said: Compose takes such a variable from the shell. */
  readonly isBare: (path: FieldPath) => boolean;
  /** The place of a part, or of what encloses it. */
  readonly locate: (path: FieldPath) => Location;
}

/**
 * Reads the places of a project. A list of `name=value`, as labels and variables may be, has paths by the names, for so
 * the model has them.
 */
export function writtenParts(project: ComposeModel): Written {
  const root = keyed(project.tree, [], project);
  const leaves: { path: FieldPath; location: Location }[] = [];
  collect(root, [], leaves);
  return {
    leaves,
    has: (path) => find(root, path).isWhole,
    isBare: (path) => {
      const { tree, isWhole } = find(root, path);
      return isWhole && tree.kind === 'scalar' && tree.value === null;
    },
    locate: (path) => find(root, path).tree.location,
  };
}

function keyed(tree: YamlTree, path: FieldPath, project: ComposeModel): YamlTree {
  if (tree.kind === 'scalar') {
    // Compose takes one text for a list of it.
    const isListOfOne = tree.value !== null && Array.isArray(itemAt(modelOf(project), path));
    return isListOfOne ? { kind: 'list', location: tree.location, items: [tree] } : tree;
  }
  if (tree.kind === 'map') {
    const entries = Array.from(
      tree.entries,
      ([key, child]) => [key, keyed(child, [...path, key], project)] as const,
    );
    return { ...tree, entries: new Map(entries) };
  }
  if (!isPlainMap(itemAt(modelOf(project), path))) {
    return { ...tree, items: tree.items.map((item, index) => keyed(item, [...path, index], project)) };
  }
  const entries = tree.items.map((item) => [nameIn(item), valueIn(item)] as const);
  return { kind: 'map', location: tree.location, entries: new Map(entries) };
}

/** What Compose makes of a part, whether a profile enables its service or not; undefined where it makes nothing. */
export function modelOf(project: ComposeModel): object {
  return { ...project, services: { ...project.disabledServices, ...project.services } };
}

/** The name of `name=value`, or of `host:address`. */
function nameIn(item: YamlTree): string {
  return item.kind === 'scalar' ? (/^[^=]*?(?=[=:])|^.*/.exec(String(item.value))?.[0] ?? '') : '';
}

/** What is said of the name; null where the name stands alone. */
function valueIn(item: YamlTree): YamlTree {
  if (item.kind !== 'scalar') return item;
  const { location } = item;
  const [, value = null] = /^[^=]*?[=:](.*)$/s.exec(String(item.value)) ?? [];
  return { kind: 'scalar', location, value };
}

function collect(tree: YamlTree, path: FieldPath, leaves: { path: FieldPath; location: Location }[]): void {
  if (tree.kind === 'scalar') leaves.push({ path, location: tree.location });
  else if (tree.kind === 'list')
    for (const [index, item] of tree.items.entries()) collect(item, [...path, index], leaves);
  else for (const [key, child] of tree.entries) collect(child, [...path, key], leaves);
}

function find(root: YamlTree, path: FieldPath): { readonly tree: YamlTree; readonly isWhole: boolean } {
  let tree = root;
  for (const key of path) {
    const next =
      tree.kind === 'map'
        ? tree.entries.get(String(key))
        : tree.kind === 'list'
          ? tree.items[Number(key)]
          : undefined;
    if (next === undefined) return { tree, isWhole: false };
    tree = next;
  }
  return { tree, isWhole: true };
}
