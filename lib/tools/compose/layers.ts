import { isEqual, isPlainMap, setOwn } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { Outcome, PlacedValue } from './outcome';

export type PlainMap = Readonly<Record<string, unknown>>;

/** The environment that outcomes make together: maps merge, of anything else the last one stands. */
export function environmentValue(outcomes: readonly Outcome[]): PlainMap {
  const root: Record<string, unknown> = {};
  for (const outcome of outcomes) {
    for (const { to, value } of placedValues(outcome))
      place(root, to, outcome.isTemplate === true ? value : literal(value));
  }
  return root;
}

function placedValues({ to, value, also = [] }: Outcome): readonly PlacedValue[] {
  return [...(to && value !== undefined ? [{ to, value }] : []), ...also];
}

/** A value in whose texts `${` is itself. */
export function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(literal);
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, literal(child)]));
}

/** Maps below the root are its own, so that they grow in place; those of values are copied. */
function place(root: Record<string, unknown>, path: FieldPath, value: unknown): void {
  const [key, ...rest] = path.map(String);
  if (key === undefined) return;
  if (rest.length === 0 && !isPlainMap(value)) {
    setOwn(root, key, value);
    return;
  }
  const child = childOf(root, key);
  if (rest.length > 0) place(child, rest, value);
  else for (const [name, each] of Object.entries(Object(value))) place(child, [name], each);
}

function childOf(map: Record<string, unknown>, key: string): Record<string, unknown> {
  const below = Object.hasOwn(map, key) ? map[key] : undefined;
  if (isPlainMap(below)) return below;
  const child: Record<string, unknown> = {};
  setOwn(map, key, child);
  return child;
}

export interface Layers {
  /** What all environments say alike. */
  readonly base: PlainMap;
  /** What each says beside that; maps merge over the base. */
  readonly environments: ReadonlyMap<string, PlainMap>;
}

/** Divides environments into what all have in common, and the rest of each. */
export function layersOf(environments: ReadonlyMap<string, PlainMap>): Layers {
  const base = common([...environments.values()]);
  return {
    base,
    environments: new Map(Array.from(environments, ([name, value]) => [name, beyond(value, base)])),
  };
}

function common(values: readonly PlainMap[]): PlainMap {
  const [first = {}, ...others] = values;
  const entries = Object.entries(first).flatMap(([key, value]): (readonly [string, unknown])[] => {
    if (!others.every((other) => Object.hasOwn(other, key))) return [];
    const all = [value, ...others.map((other) => other[key])];
    if (all.every((each) => isEqual(each, value))) return [[key, value]];
    if (!all.every(isPlainMap)) return [];
    const shared = common(all);
    return Object.keys(shared).length === 0 ? [] : [[key, shared]];
  });
  return Object.fromEntries(entries);
}

function beyond(value: PlainMap, base: PlainMap): PlainMap {
  const entries = Object.entries(value).flatMap(([key, child]): (readonly [string, unknown])[] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    if (isEqual(child, below)) return [];
    return [[key, isPlainMap(child) && isPlainMap(below) ? beyond(child, below) : child]];
  });
  return Object.fromEntries(entries);
}
