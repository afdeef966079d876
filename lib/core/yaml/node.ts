import type { ScalarValue } from './scalar';
import type { FieldPath } from '../finding';

/** A value of a YAML document together with where it stands; offsets count from the start of the text. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  /** How it was written, where it is unquoted and the reading keeps that. */
  readonly plain?: string;
  readonly size: 1;
  readonly height: 0;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  /** Values in it, itself included, aliases written out. */
  readonly size: number;
  /** Levels of maps and lists below it, aliases written out. */
  readonly height: number;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlEntry[];
  readonly size: number;
  readonly height: number;
}

/** A value and the place that a person would point at for it: its key in a map, its first character in a list. */
export interface YamlEntry {
  readonly offset: number;
  readonly node: YamlNode;
  /** A tag of the format's own. */
  readonly tag?: string;
}

export function scalarNode(value: ScalarValue, plain?: string): YamlScalar {
  return { kind: 'scalar', value, ...(plain !== undefined && { plain }), size: 1, height: 0 };
}

export function mapNode(entries: ReadonlyMap<string, YamlEntry>): YamlMap {
  return { kind: 'map', entries, ...measure(entries.values()) };
}

export function listNode(items: readonly YamlEntry[]): YamlList {
  return { kind: 'list', items, ...measure(items) };
}

function measure(entries: Iterable<YamlEntry>): { size: number; height: number } {
  let size = 1;
  let height = 0;
  for (const { node } of entries) {
    size += node.size;
    height = Math.max(height, node.height);
  }
  return { size, height: height + 1 };
}

/** Plain data from a node. Every alias becomes a copy of its own, so that the result is a tree, as JSON is. */
export function nodeValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map((item) => nodeValue(item.node));
  return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, nodeValue(entry.node)]));
}

/** The offset of the value at a path; where the path leads nowhere, of the nearest value that encloses it. */
export function nodeOffset(root: YamlEntry, path: FieldPath): number {
  let place = root;
  for (const key of path) {
    const next = childOf(place.node, key);
    if (!next) break;
    place = next;
  }
  return place.offset;
}

function childOf(node: YamlNode, key: string | number): YamlEntry | undefined {
  if (node.kind === 'map') return node.entries.get(String(key));
  if (node.kind === 'list' && typeof key === 'number') return node.items[key];
  return undefined;
}
