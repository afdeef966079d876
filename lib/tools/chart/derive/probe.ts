import { isPlainMap } from '../../../core/base';
import { type ValuePath, type Values, keyOf, leafPaths, valueAt, withValues } from '../values';

/** A value that is tried out: what it is, and two others that nothing else has. */
export interface Probe {
  readonly path: ValuePath;
  readonly base: unknown;
  readonly first: unknown;
  readonly second: unknown;
}

/** Other values for one leaf, made of a number that no other leaf has; undefined where none are known. */
export type Alternatives = (
  path: ValuePath,
  value: unknown,
  unique: number,
) => readonly [unknown, unknown] | undefined;

/** A text that nobody writes, so that it is found again wherever it goes. */
export function token(unique: number): string {
  return `zq${unique}z`;
}

/** Probes are numbered from here on, so that their numbers are longer than those that people write. */
const firstUnique = 10_000;

const tokens = /zq(\d+)z/gi;

/** The numbers of the tokens in a text. */
export function tokensIn(text: string): readonly number[] {
  return [...text.matchAll(tokens)].map(([, unique]) => Number(unique));
}

/**
 * What tells probes apart in a text, whatever was made of them: the numbers that they are made of. Digits within a
 * checksum are none of them.
 */
export function marksIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/zq(?<token>\d+)z|(?<![0-9A-Za-z])(?<number>\d{5,})(?![0-9a-f])/gi),
    ({ groups }) => groups?.['token'] ?? groups?.['number'] ?? '',
  );
}

/** Other values of the same form: a number with the same unit, a path for a path, a longer list of texts. */
export function similarValues(
  _path: ValuePath,
  value: unknown,
  unique: number,
): readonly [unknown, unknown] | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) ? [unique, another(unique)] : [unique + 0.5, unique + 500_000.5];
  if (typeof value === 'string') {
    const unit = /^\d+(?:\.\d+)?([A-Za-z]{0,2}|%)$/.exec(value)?.[1];
    if (unit !== undefined) return [`${unique}${unit}`, `${unique + 500_000}${unit}`];
    const start = value.startsWith('/') ? '/' : '';
    return [`${start}${token(unique)}`, `${start}${token(unique).toUpperCase()}-`];
  }
  if (Array.isArray(value)) {
    const kinds = new Set(value.map((item) => (isPlainMap(item) ? 'map' : typeof item)));
    if (kinds.size > 1) return undefined;
    if (kinds.size === 0 || kinds.has('string')) {
      return [
        [token(unique), 'a', ''],
        [token(unique).toUpperCase(), 'b', 'c', '{{'],
      ];
    }
    if (kinds.has('number')) {
      return [
        [unique, 1, 2],
        [unique + 500_000, 3, 4, 5],
      ];
    }
    if (kinds.has('map')) return listsOfMaps(value, unique);
  }
  return undefined;
}

/**
 * Another whole number of a probe. It does not follow from the first in a line: sums of two probes whose first numbers
 * add up alike are told apart by it. Cubes by this prime are as many as there are numbers.
 */
function another(unique: number): number {
  return 500_000 + ((unique - firstUnique) ** 3 % 1_000_000_007);
}

/** Lists of maps with the same keys: what is only handed on as a whole comes out the same. */
function listsOfMaps(value: readonly unknown[], unique: number): readonly [unknown, unknown] | undefined {
  const [item]: readonly unknown[] = value;
  const first = altered(item, token(unique));
  const second = altered(item, `${token(unique).toUpperCase()}-`);
  return [
    [first, second, item],
    [second, item, first, first],
  ];
}

/** The same with other texts and numbers. */
function altered(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.map((item: unknown) => altered(item, text));
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, altered(item, text)]));
}

/** The empty text; a list of one item, and one of none. */
export function shortForms(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [''];
  return Array.isArray(value) ? [value.slice(0, 1), []] : [];
}

/** Values that programs seldom refuse: names that suit a host or an object, numbers that suit a port. */
export function gentleValues(value: unknown, unique: number): readonly [unknown, unknown] | undefined {
  if (typeof value === 'number') return [unique, unique + 20_000];
  if (typeof value !== 'string') return undefined;
  const start = value.startsWith('/') ? '/' : '';
  return [`${start}${token(unique)}`, `${start}a-${token(unique + 500_000)}`];
}

/** Probes for the leaves of an environment; what has none cannot be followed. */
export function probesOf(
  values: Values,
  paths: readonly ValuePath[],
  alternatives: Alternatives,
  numbers: ReadonlyMap<string, number>,
): readonly Probe[] {
  return paths.flatMap((path) => {
    const base = valueAt(values, path);
    const others =
      base === undefined
        ? undefined
        : alternatives(path, base, firstUnique + (numbers.get(keyOf(path)) ?? 0));
    return others ? [{ path, base, first: others[0], second: others[1] }] : [];
  });
}

/** The values with all probes in place. */
export function probed(values: Values, probes: readonly Probe[], turn: 'first' | 'second'): Values {
  return withValues(
    values,
    probes.map((probe) => [probe.path, probe[turn]] as const),
  );
}

/** The leaves of several environments, each once. */
export function allLeaves(environments: Iterable<Values>): readonly ValuePath[] {
  const leaves = new Map<string, ValuePath>();
  for (const values of environments) for (const path of leafPaths(values)) leaves.set(keyOf(path), path);
  return [...leaves.values()];
}
