import { compareCel, isEqualCel } from '../compare';
import { CelError, noSuchOverload } from '../fault';
import type { Library } from '../signature';
import { type CelDuration, type CelUint, type CelValue, isList, kindOf } from '../values';
import { int, uint } from './operators';
import { durationOf } from './time-values';

type List = readonly CelValue[];

const comparable = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

/** The order of two values; undefined where they have none, which these functions take for equal. */
function orderOf(first: CelValue, second: CelValue): number | undefined {
  try {
    return compareCel(first, second);
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}

function isSorted(list: List): boolean {
  if (list.some((item) => !comparable.includes(kindOf(item)))) throw noSuchOverload();
  return list.every((item, index) => index === 0 || orderOf(list[index - 1] ?? null, item) !== 1);
}

function best(list: List, name: string, wanted: 1 | -1): CelValue {
  const [first, ...rest] = list;
  if (first === undefined) throw new CelError(`${name} called on empty list`);
  return rest.reduce((kept, item) => (orderOf(item, kept) === wanted ? item : kept), first);
}

function forTypes(types: readonly string[], library: (type: string) => Library): Library {
  return Object.assign({}, ...types.map(library));
}

/** Lists as Kubernetes has them. Source: k8s.io/apiserver, pkg/cel/library/lists.go */
const kubernetesLists: Library = {
  ...forTypes(comparable, (type) => ({
    [`list<${type}> .isSorted(): bool`]: isSorted,
    [`list<${type}> .max(): ${type}`]: (list: List) => best(list, 'max', 1),
    [`list<${type}> .min(): ${type}`]: (list: List) => best(list, 'min', -1),
  })),
  'list<int> .sum(): int': sum,
  'list<uint> .sum(): uint': sum,
  'list<double> .sum(): double': sum,
  'list<duration> .sum(): duration': sum,
  'list<A> .indexOf(A): int': (list: List, item: CelValue) =>
    BigInt(list.findIndex((each) => isEqualCel(each, item))),
  'list<A> .lastIndexOf(A): int': (list: List, item: CelValue) =>
    BigInt(list.findLastIndex((each) => isEqualCel(each, item))),
};

/** The overload that runs is the first of them, whatever the type: the elements tell which is meant. */
function sum(list: List): CelValue {
  const [first] = list;
  if (first === undefined) return 0n;
  return list.slice(1).reduce(add, first);
}

function add(one: CelValue, two: CelValue): CelValue {
  if (typeof one === 'bigint' && typeof two === 'bigint') return int(one + two);
  if (typeof one === 'number' && typeof two === 'number') return one + two;
  if (isKind(one, 'uint') && isKind(two, 'uint')) return uint(one.value + two.value);
  if (isKind(one, 'duration') && isKind(two, 'duration'))
    return durationOf(one.nanoseconds + two.nanoseconds);
  throw noSuchOverload();
}

function isKind(value: CelValue, kind: 'uint'): value is CelUint;
function isKind(value: CelValue, kind: 'duration'): value is CelDuration;
function isKind(value: CelValue, kind: 'uint' | 'duration'): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

function sorted(list: List): List {
  const [first] = list;
  if (first === undefined) return list;
  const kind = kindOf(first);
  if (!comparable.includes(kind)) throw new CelError('list elements must be comparable');
  if (list.some((item) => kindOf(item) !== kind)) throw new CelError('list elements must have the same type');
  return list.toSorted((one, two) => compareCel(one, two) ?? 0);
}

/** How much `lists.range` makes at the most. */
const longest = 1_000_000n;

function flatten(list: List, depth: bigint): List {
  if (depth < 0n) throw new CelError('level must be non-negative');
  return list.flatMap((item): List => {
    if (!isList(item)) return [item];
    return depth <= 1n ? (depth === 0n ? [item] : item) : flatten(item, depth - 1n);
  });
}

/** Lists as cel-go has them. Source: cel-go, ext/lists.go (version 3) */
const extendedLists: Library = {
  'list<A> .slice(int, int): list<A>': (list: List, start: bigint, end: bigint) => {
    if (start < 0n || end < 0n)
      throw new CelError(`cannot slice(${start}, ${end}), negative indexes not supported`);
    if (start > end)
      throw new CelError(
        `cannot slice(${start}, ${end}), start index must be less than or equal to end index`,
      );
    if (end > BigInt(list.length))
      throw new CelError(`cannot slice(${start}, ${end}), list is length ${list.length}`);
    return list.slice(Number(start), Number(end));
  },
  'list<list<A>> .flatten(): list<A>': (list: List) => flatten(list, 1n),
  'list<dyn> .flatten(int): list<dyn>': flatten,
  ...forTypes(comparable, (type) => ({
    [`list<${type}> .sort(): list<${type}>`]: sorted,
  })),
  'lists.range(int): list<int>': (count: bigint) => {
    if (count > longest) throw new CelError('operation cancelled: actual cost limit exceeded');
    return Array.from({ length: Math.max(0, Number(count)) }, (_, index) => BigInt(index));
  },
  'list<A> .reverse(): list<A>': (list: List) => list.toReversed(),
  'list<A> .distinct(): list<A>': (list: List) =>
    list.filter((item, index) => list.findIndex((other) => isEqualCel(other, item)) === index),
};

function contains(list: List, sublist: List): boolean {
  return sublist.every((item) => list.some((each) => isEqualCel(each, item)));
}

/** Lists as sets. Source: cel-go, ext/sets.go */
const sets: Library = {
  'sets.contains(list<A>, list<A>): bool': contains,
  'sets.equivalent(list<A>, list<A>): bool': (one: List, two: List) =>
    contains(one, two) && contains(two, one),
  'sets.intersects(list<A>, list<A>): bool': (one: List, two: List) =>
    one.some((item) => two.some((each) => isEqualCel(each, item))),
};

export const lists: Library = { ...kubernetesLists, ...extendedLists, ...sets };
