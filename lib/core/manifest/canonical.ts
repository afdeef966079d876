import type { ApiObjectData } from './api-object';
import { isPlainMap, setOwn } from '../base';

/** Keys that a reader expects first, in this order; then come all others by alphabet, then `lastKeys`. */
const firstKeys = [
  'match',
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'generateName',
  'namespace',
  'labels',
  'annotations',
  'type',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'port',
  'containerPort',
  'targetPort',
  'scaleTargetRef',
  'serviceAccountName',
];

const lastKeys = ['template', 'initContainers', 'containers', 'volumes', 'status'];

const ranks: ReadonlyMap<string, number> = new Map([
  ...firstKeys.map((key, index) => [key, index - firstKeys.length] as const),
  ...lastKeys.map((key, index) => [key, index + 1] as const),
]);

/**
 * An object with the keys of every map in the one order that all outputs use. It depends on nothing but the
 * keys, so that equal objects become equal texts, and it reads as Kubernetes users write: apiVersion, kind,
 * metadata; `name` first in the items of lists. Lists keep their order; keys without a value are left out. An object
 * that is so already is given back as it is.
 */
export function canonicalObject<T extends ApiObjectData>(object: T): T {
  return isCanonical(object) ? object : canonicalValue(object);
}

function isCanonical(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint' || isLarge(value);
  if (Array.isArray(value)) return value.every(isCanonical);
  if (!isPlainMap(value)) return true;
  const keys = Object.keys(value);
  return inCanonicalOrder(keys) && keys.every((key) => value[key] !== undefined && isCanonical(value[key]));
}

/** The same for any plain value. */
export function canonicalValue<T>(value: T): T;
export function canonicalValue(value: unknown): unknown {
  if (typeof value === 'bigint') return canonicalInteger(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => canonicalValue<unknown>(item));
  if (!isPlainMap(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of canonicalKeys(value)) {
    const item = value[key];
    if (item !== undefined) setOwn(result, key, canonicalValue(item));
  }
  return result;
}

/** An integer as a number, where that is exact: both are written alike, so they have to be one thing to whoever looks at them. */
export function canonicalInteger(value: bigint): number | bigint {
  return isLarge(value) ? value : Number(value);
}

function isLarge(value: bigint): boolean {
  return !Number.isSafeInteger(Number(value));
}

/** The keys of a map in that order. */
export function canonicalKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  return keys.length > few ? keys.sort(compareKeys) : inserted(keys);
}

/** As many keys as nearly all maps have. So few, most of them in order already, are in order before a sort has begun. */
const few = 32;

function inserted(keys: string[]): readonly string[] {
  let last = keys[0] ?? '';
  let lastRank = rankOf(last);
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const rank = rankOf(key);
    if (lastRank < rank || (lastRank === rank && last < key)) {
      last = key;
      lastRank = rank;
      continue;
    }
    let place = index;
    for (; place > 0; place--) {
      const before = keys[place - 1] ?? '';
      if (compareKeys(before, key) < 0) break;
      keys[place] = before;
    }
    keys[place] = key;
  }
  return keys;
}

function inCanonicalOrder(keys: readonly string[]): boolean {
  return keys.every((key, index) => {
    const before = keys[index - 1];
    return before === undefined || compareKeys(before, key) < 0;
  });
}

function rankOf(key: string): number {
  return ranks.get(key) ?? 0;
}

function compareKeys(a: string, b: string): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
}
