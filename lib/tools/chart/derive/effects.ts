import { isEqual, isPlainMap } from '../../../core/base';
import { stands } from './condition';
import type { Feature } from '../template/template';

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

/** The key of an item of a list that has a name. */
export function itemKey(name: string): string {
  return `name ${name}`;
}

/** Features in clusters that change no part of an object in common. */
export function clustersOf(effects: Effects): readonly (readonly Feature[])[] {
  let clusters: (readonly Feature[])[] = [];
  for (const feature of effects.keys()) {
    const touching = clusters.filter((cluster) => cluster.some((other) => touch(effects, feature, other)));
    clusters = [...clusters.filter((cluster) => !touching.includes(cluster)), [...touching.flat(), feature]];
  }
  return clusters;
}

function touch(effects: Effects, a: Feature, b: Feature): boolean {
  const theirs = effects.get(b);
  return Array.from(effects.get(a) ?? []).some(([identity, paths]) =>
    paths.some((path) => theirs?.get(identity)?.some((other) => overlap(path, other))),
  );
}

/** Whether one part holds the other. */
function overlap(a: PartPath, b: PartPath): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((key, index) => long[index] === key);
}

/** Which features have to do with a part of an object. */
export class Relevance {
  constructor(
    private readonly all: ReadonlyMap<number, Feature>,
    /** The parts that each changes, as seen from here. */
    private readonly parts: ReadonlyMap<number, readonly PartPath[]>,
  ) {}

  /** Those of one object. */
  static of(identity: string, features: readonly Feature[], effects: Effects): Relevance {
    const parts = features.flatMap((feature, number) => {
      const paths = effects.get(feature)?.get(identity);
      return paths ? [[number, paths] as const] : [];
    });
    return new Relevance(new Map(features.map((feature, number) => [number, feature])), new Map(parts));
  }

  /** Those that change the part, and what they stand in. */
  get features(): ReadonlyMap<number, Feature> {
    const inner = Array.from(this.all).filter(([number]) => this.parts.has(number));
    const wanted = Array.from(this.all).filter(
      ([number, feature]) => this.parts.has(number) || inner.some(([, other]) => stands(other, feature)),
    );
    return new Map(wanted);
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
    return new Relevance(this.all, new Map(parts));
  }
}
