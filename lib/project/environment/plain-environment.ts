import { isPlainMap } from '../../core/base';
import { Environment } from './environment';
import { type MapNode, type Node, type Origin, listNode, mapNode, scalarNode } from './node';
import type { EnvironmentSpec } from './spec';

/**
 * An environment of data that comes from no file, as it is: nothing is checked. It serves to see what follows
 * from a value.
 */
export function environmentOf(name: string, spec: EnvironmentSpec): Environment {
  return Environment.of(name, nodeOfMap(spec));
}

const origin: Origin = { place: () => ({ file: 'values', line: 1, column: 1 }), sources: [] };

function nodeOfMap(map: object): MapNode {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return mapNode(new Map(entries.map(([key, value]) => [key, nodeOfValue(value)])), origin);
}

function nodeOfValue(value: unknown): Node {
  if (Array.isArray(value)) return listNode(value.map(nodeOfValue), origin);
  if (isPlainMap(value)) return nodeOfMap(value);
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return scalarNode(value, origin);
  }
  throw new Error(`an environment holds no ${typeof value}`);
}
