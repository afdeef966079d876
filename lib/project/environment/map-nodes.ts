import type { FieldPath } from '../../core/finding';
import { type MapNode, type Node, type ScalarNode, mapNode } from './node';

/** Sections whose entries are programs, with images and settings of Go. */
export const programSections = ['services', 'jobs', 'cronJobs'] as const;

/** The same map with each map in it changed; what else is in it stays. */
export function eachEntry(all: MapNode, change: (one: MapNode, name: string) => MapNode): MapNode {
  let changed: Map<string, Node> | undefined;
  for (const [name, one] of all.entries) {
    const other = one.kind === 'map' ? change(one, name) : one;
    if (other !== one) (changed ??= new Map(all.entries)).set(name, other);
  }
  return changed ? mapNode(changed, all.origin, all.replaces) : all;
}

/** Whether a value is text. */
export function isText(node: Node): node is ScalarNode & { readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** A map with the map at a path changed; where there is none, it stays. */
export function changedAt(
  node: MapNode,
  [key, ...rest]: FieldPath,
  change: (node: MapNode) => MapNode,
): MapNode {
  if (key === undefined) return change(node);
  const child = node.entries.get(String(key));
  if (child?.kind !== 'map') return node;
  const changed = changedAt(child, rest, change);
  return changed === child ? node : mapNode(new Map(node.entries).set(String(key), changed), node.origin);
}

/** The map that a key of a map has. */
export function mapAt(node: Node | undefined, key: string): MapNode | undefined {
  const child = node?.kind === 'map' ? node.entries.get(key) : undefined;
  return child?.kind === 'map' ? child : undefined;
}
