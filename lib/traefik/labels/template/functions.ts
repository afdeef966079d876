import { isPlainMap, own } from '../../../core/base';
import { TemplateError, UnknownTemplateError } from './error';
import { textFunctions } from './text-functions';
import { isTrue, printed, textOf } from './values';

/** A function of templates. */
export type TemplateFunction = (...args: readonly unknown[]) => unknown;

const builtIn: Readonly<Record<string, TemplateFunction>> = {
  and: (...args) => args.find((value) => !isTrue(value)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  not: (value) => !isTrue(value),
  eq: (first, ...others) => others.some((other) => other === first),
  ne: (first, other) => first !== other,
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
  index: (value, ...keys) => keys.reduce(indexOf, value),
  len: (value) => lengthOf(value),
  print: (...args) => args.map(printed).join(''),
  println: (...args) => `${args.map(printed).join(' ')}\n`,
  printf: (format, ...args) => printf(textOf(format), args),
};

const lists: Readonly<Record<string, TemplateFunction>> = {
  list: (...items) => items,
  first: (list) => listOf(list)[0],
  last: (list) => listOf(list).at(-1),
  rest: (list) => listOf(list).slice(1),
  initial: (list) => listOf(list).slice(0, -1),
  reverse: (list) => listOf(list).toReversed(),
  uniq: (list) => [...new Set(listOf(list))],
  compact: (list) => listOf(list).filter(isTrue),
  sortAlpha: (list) => listOf(list).map(textOf).toSorted(),
  has: (item, list) => listOf(list).includes(item),
  join: (separator, list) =>
    (Array.isArray(list) ? list.map(textOf) : [textOf(list)]).join(textOf(separator)),
};

const maps: Readonly<Record<string, TemplateFunction>> = {
  dict: (...args) =>
    Object.fromEntries(
      args.flatMap((key, index) => (index % 2 === 0 ? [[textOf(key), args[index + 1] ?? '']] : [])),
    ),
  get: (map, key) => own(map, textOf(key)) ?? '',
  hasKey: (map, key) => own(map, textOf(key)) !== undefined,
  keys: (map) => (isPlainMap(map) ? Object.keys(map) : []),
};

const choices: Readonly<Record<string, TemplateFunction>> = {
  default: (fallback, value) => (isTrue(value) ? value : fallback),
  empty: (value) => !isTrue(value),
  coalesce: (...args) => args.find(isTrue),
  ternary: (whenTrue, otherwise, condition) => (condition === true ? whenTrue : otherwise),
  add: (...args) => args.reduce<number>((sum, value) => sum + numberOf(value), 0),
  sub: (a, b) => numberOf(a) - numberOf(b),
  int: (value) => numberOf(value),
  atoi: (value) => numberOf(value),
};

/** Go's own functions, Traefik's `normalize`, and sprig's of texts, lists, maps and choices. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({ ...builtIn, ...lists, ...maps, ...choices, ...textFunctions }),
);

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  throw new TemplateError('incompatible types for comparison');
}

function indexOf(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    if (typeof key !== 'number' || key < 0 || key >= value.length)
      throw new TemplateError('index out of range');
    return value[key];
  }
  // A map of texts has the empty one where it has none.
  if (isPlainMap(value)) return own(value, textOf(key)) ?? '';
  throw new TemplateError("can't index item of this type");
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (isPlainMap(value)) return Object.keys(value).length;
  throw new TemplateError('len of this type');
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError('this is no list');
}

function numberOf(value: unknown): number {
  const number = typeof value === 'number' ? value : Number.parseInt(textOf(value), 10);
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

function printf(format: string, args: readonly unknown[]): string {
  let next = 0;
  const text = format.replaceAll(/%(.)/gs, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = args[next];
    next += 1;
    if (verb === 's' || verb === 'v') return printed(value);
    if (verb === 'd' && typeof value === 'number') return String(value);
    if (verb === 'q' && typeof value === 'string') return JSON.stringify(value);
    throw new UnknownTemplateError(`printf with %${verb}`);
  });
  if (next !== args.length) throw new UnknownTemplateError('printf with another number of arguments');
  return text;
}
