import { isEqual, isPlainMap } from '../../../core/base';
import { stands } from './condition';
import type { Feature } from '../template/template';
import { keyOf } from '../values';

/** Keys that lead to a part of an object; items of lists go by their names. */
export type PartPath = readonly string[];

/** The parts that a feature changes, by the identity of their objects. */
export type Effects = ReadonlyMap<Feature, ReadonlyMap<string, readonly PartPath[]>>;

/** The smallest parts in which two values differ. */
export function differences(a: unknown, b: unknown, path: PartPath = []): readonly PartPath[] {
  if (isEqual(a, b)) return [];
  const [inA, inB] = [partsOf(a), partsOf(b)];
  if (!inA || !inB) return [path];
  const keys = new Set([...inA.keys(), ...inB.keys()]);
  return Array.from(keys).flatMap((key) => differences(inA.get(key), inB.get(key), [...path, key]));
}

/** Entries of a map, or items of a list that all have names of their own; else a value is one whole. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isPlainMap(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const items = value.flatMap((item: unknown) => {
    const name = isPlainMap(item) ? item['name'] : undefined;
    return typeof name === 'string' ? [[itemKey(name), item] as const] : [];
  });
  const named = new Map(items);
  return named.size === value.length ? named : undefined;
}

/** The part of a value at a path. */
export function partAt(value: unknown, path: PartPath): unknown {
  return path.reduce((part, key) => partsOf(part)?.get(key), value);
}

/** The key of an item of a list that has a name. */
export function itemKey(name: string): string {
  return `name ${name}`;
}

/** Features in clusters that change no part of an object in common. */
export function clustersOf(effects: Effects): readonly (readonly Feature[])[] {
  // Those that touch one another mostly do so in one object, so that the others need not be looked at.
  const byObject = new Map<string, Set<Feature>>();
  const clusters = new Map<Feature, FeatureGroup>();
  let count = 0;
  for (const [feature, objects] of effects) {
    const touching = new Set<FeatureGroup>();
    for (const [identity, parts] of objects) {
      const others = byObject.get(identity) ?? new Set();
      for (const other of others) {
        const cluster = clusters.get(other);
        const theirs = effects.get(other)?.get(identity) ?? [];
        if (cluster && !touching.has(cluster) && overlapping(parts, theirs)) touching.add(cluster);
      }
      byObject.set(identity, others.add(feature));
    }
    const joined = [...touching].toSorted((a, b) => a.number - b.number);
    const cluster = { number: count++, features: [...joined.flatMap(({ features }) => features), feature] };
    for (const one of cluster.features) clusters.set(one, cluster);
  }
  return [...new Set(clusters.values())]
    .toSorted((a, b) => a.number - b.number)
    .map(({ features }) => features);
}

interface FeatureGroup {
  /** When it was made: of several that become one, the older come first. */
  readonly number: number;
  readonly features: readonly Feature[];
}

function overlapping(some: readonly PartPath[], others: readonly PartPath[]): boolean {
  return some.some((path) => others.some((other) => overlap(path, other)));
}

/** Whether one part holds the other. */
function overlap(a: PartPath, b: PartPath): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((key, index) => long[index] === key);
}

/** Features by their numbers, and within which others each stands. */
interface Numbered {
  readonly all: readonly Feature[];
  readonly outer: ReadonlyMap<number, readonly number[]>;
}

/** Which features have to do with a part of an object. */
export class Relevance {
  private constructor(
    private readonly numbered: Numbered,
    /** The parts that each changes, as seen from here. */
    private readonly parts: ReadonlyMap<number, readonly PartPath[]>,
  ) {}

  /** Those of each object, by its identity. */
  static ofAll(features: readonly Feature[], effects: Effects): (identity: string) => Relevance {
    const numbered = { all: features, outer: outerOnes(features) };
    const byObject = new Map<string, Map<number, readonly PartPath[]>>();
    features.forEach((feature, number) => {
      for (const [identity, paths] of effects.get(feature) ?? []) {
        const parts = byObject.get(identity) ?? new Map();
        byObject.set(identity, parts.set(number, paths));
      }
    });
    return (identity) => new Relevance(numbered, byObject.get(identity) ?? new Map());
  }

  /** Those that change the part, and what they stand in. */
  get features(): ReadonlyMap<number, Feature> {
    const { all, outer } = this.numbered;
    const wanted = new Set(
      [...this.parts.keys()].flatMap((number) => [number, ...(outer.get(number) ?? [])]),
    );
    return new Map(
      [...wanted]
        .toSorted((a, b) => a - b)
        .flatMap((number) => {
          const feature = all[number];
          return feature ? [[number, feature] as const] : [];
        }),
    );
  }

  /**
   * Those of an entry of a map, or of an item of a list; what changes the whole changes that as well.
   *
   * @param key undefined for an item without a name: it may be any of those that are changed
   */
  within(key: string | undefined): Relevance {
    const parts = Array.from(this.parts).flatMap(([number, paths]) => {
      const inner = paths.flatMap(([head, ...rest]): PartPath[] => {
        if (head === undefined || key === undefined) return [[]];
        return head === key ? [rest] : [];
      });
      return inner.length > 0 ? [[number, inner] as const] : [];
    });
    return new Relevance(this.numbered, new Map(parts));
  }
}

/** The values that may be missing and that each feature speaks of something in, by their numbers. */
function outerOnes(features: readonly Feature[]): ReadonlyMap<number, readonly number[]> {
  const present = new Map<string, number[]>();
  features.forEach((feature, number) => {
    if (feature.kind !== 'present') return;
    const key = keyOf(feature.path);
    present.set(key, [...(present.get(key) ?? []), number]);
  });
  return new Map(
    features.map((feature, number) => {
      const path = 'path' in feature ? feature.path : [];
      const around = path.flatMap((_, index) => present.get(keyOf(path.slice(0, index + 1))) ?? []);
      return [number, around.filter((other) => stands(feature, features[other]))];
    }),
  );
}
