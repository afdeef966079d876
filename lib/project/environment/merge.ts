import { type MapNode, type Node, listNode, mapNode } from './node';

/**
 * One layer on top of another: maps merge key by key; everything else replaces what is below it, `null` too,
 * which `withoutNulls` then takes out. Layers may be merged in any grouping: (a ◁ b) ◁ c = a ◁ (b ◁ c).
 */
export function mergeNodes(low: Node, high: Node): Node {
  if (high.kind !== 'map') return high;
  if (low.kind !== 'map') return mapNode(high.entries, high.origin, true);
  if (high.replaces) return high;
  const entries = new Map(low.entries);
  for (const [key, child] of high.entries) {
    const below = low.entries.get(key);
    entries.set(key, below ? mergeNodes(below, child) : child);
  }
  // A map is where it was first written; what is missing in it is missing there.
  return mapNode(entries, low.origin, low.replaces);
}

/** A map without the keys whose value is null, at any depth; in lists, which are never merged, null stays. */
export function withoutNulls(map: MapNode): MapNode {
  const entries = new Map<string, Node>();
  for (const [key, child] of map.entries) {
    if (child.kind !== 'scalar' || child.value !== null) entries.set(key, inside(child));
  }
  return mapNode(entries, map.origin);
}

function inside(node: Node): Node {
  if (node.kind === 'map') return withoutNulls(node);
  if (node.kind === 'list') return listNode(node.items.map(inside), node.origin);
  return node;
}
