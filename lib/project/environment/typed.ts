import type { FieldPath } from '../../core/finding';
import { type MapNode, type Node, type ScalarNode, listNode, mapNode, scalarNode } from './node';

/** Paths, lists of keys, in a set. */
export class PathSet {
  private readonly keys: ReadonlySet<string>;

  constructor(paths: Iterable<FieldPath>) {
    this.keys = new Set(Array.from(paths, (path) => JSON.stringify(path)));
  }

  has(path: FieldPath): boolean {
    return this.keys.has(JSON.stringify(path));
  }
}

/**
 * The number or boolean that a text of an environment variable can mean, if it is written just as we would write
 * that value: then nothing is lost either way. `1.10` and `007` can only be text.
 */
function meaningOf(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text !== '' && Number.isFinite(number) && String(number) === text ? number : undefined;
}

function typed(node: ScalarNode): ScalarNode {
  if (!node.untyped || typeof node.value !== 'string') return node;
  const meaning = meaningOf(node.value);
  return meaning === undefined ? node : scalarNode(meaning, node.origin);
}

/**
 * Gives texts of environment variables the type that their place wants: each is tried as the number or boolean
 * that it can mean, and stays text where only text will do.
 * @param refuse which paths the schema finds fault with in an environment
 */
export function withTypes(root: MapNode, refuse: (root: MapNode) => PathSet): MapNode {
  const candidates: FieldPath[] = [];
  for (const [key, child] of root.entries) {
    // A variable has no type of its own: each place that uses it decides. Of objects of any kind, nothing is known here.
    if (key !== 'vars' && key !== 'objects') addUntyped(child, [key], candidates);
  }
  if (candidates.length === 0) return root;
  const meant = convert(root, new PathSet(candidates));
  const refusedMeant = refuse(meant);
  if (!candidates.some((path) => refusedMeant.has(path))) return meant;
  const refusedText = refuse(root);
  // Where neither will do, the finding about the number says more ("at most 100") than one about the text.
  const converted = candidates.filter((path) => !refusedMeant.has(path) || refusedText.has(path));
  return converted.length === candidates.length ? meant : convert(root, new PathSet(converted));
}

/** Adds the paths of all texts that can mean a number or a boolean. */
function addUntyped(node: Node, path: FieldPath, found: FieldPath[]): void {
  if (node.kind === 'scalar') {
    if (typed(node) !== node) found.push(path);
  } else if (node.kind === 'map') {
    for (const [key, child] of node.entries) {
      if (child.kind !== 'scalar' || child.untyped) addUntyped(child, [...path, key], found);
    }
  } else {
    node.items.forEach((item, index) => addUntyped(item, [...path, index], found));
  }
}

function convert(root: MapNode, paths: PathSet): MapNode {
  const inside = (node: Node, path: FieldPath): Node => {
    if (node.kind === 'scalar') return node.untyped && paths.has(path) ? typed(node) : node;
    if (node.kind === 'map') return map(node, path);
    return listNode(
      node.items.map((item, index) => inside(item, [...path, index])),
      node.origin,
    );
  };
  const map = (node: MapNode, path: FieldPath): MapNode =>
    mapNode(
      new Map(Array.from(node.entries, ([key, child]) => [key, inside(child, [...path, key])])),
      node.origin,
    );
  return map(root, []);
}
