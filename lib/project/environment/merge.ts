import { type MapNode, type Node, changedList, mapNode } from './node';

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
  // Most maps have none: they stay the nodes that they are.
  let changed = map.replaces ? new Map(map.entries) : undefined;
  for (const [key, child] of map.entries) {
    const cleaned = isNull(child) ? undefined : inside(child);
    if (cleaned === child) continue;
    changed ??= new Map(map.entries);
    if (cleaned) changed.set(key, cleaned);
    else changed.delete(key);
  }
  return changed ? mapNode(changed, map.origin) : map;
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function inside(node: Node): Node {
  if (node.kind === 'map') return withoutNulls(node);
  if (node.kind === 'list') return changedList(node, inside);
  return node;
}
