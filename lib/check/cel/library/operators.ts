import { compareCel, isEqualCel, keyFor } from '../compare';
import { CelError } from '../fault';
import type { Library } from '../signature';
import { type CelDuration, type CelMap, type CelTime, type CelUint, type CelValue } from '../values';
import { durationOf, timeOf } from './time-values';

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

export function int(value: bigint): bigint {
  if (value < int64.least || value > int64.most) throw new CelError('integer overflow');
  return value;
}

export function uint(value: bigint): CelUint {
  if (value < 0n || value >= 2n ** 64n) throw new CelError('unsigned integer overflow');
  return { kind: 'uint', value };
}

function nonZero(divisor: bigint, word: string): bigint {
  if (divisor === 0n) throw new CelError(`${word} by zero`);
  return divisor;
}

type Order = (order: number) => boolean;

/** Types of which values come before one another. */
const ordered = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];

/** Numbers of other types are compared as well. */
const orderedPairs = [
  ...ordered.map((type) => [type, type]),
  ...['int', 'uint', 'double'].flatMap((one) =>
    ['int', 'uint', 'double'].filter((two) => two !== one).map((two) => [one, two]),
  ),
];

function comparison(sign: string, holds: Order): Library {
  const run = (first: CelValue, second: CelValue): boolean => {
    const order = compareCel(first, second);
    return order !== undefined && holds(order);
  };
  return Object.fromEntries(orderedPairs.map(([one, two]) => [`${sign}(${one}, ${two}): bool`, run]));
}

/** The operators. Source: cel-go, common/stdlib */
export const operators: Library = {
  '==(A, A): bool': isEqualCel,
  '!=(A, A): bool': (first: CelValue, second: CelValue) => !isEqualCel(first, second),
  ...comparison('<', (order) => order < 0),
  ...comparison('<=', (order) => order <= 0),
  ...comparison('>', (order) => order > 0),
  ...comparison('>=', (order) => order >= 0),
  '!_(bool): bool': (value: boolean) => !value,
  '-_(int): int': (value: bigint) => int(-value),
  '-_(double): double': (value: number) => -value,
  '+(int, int): int': (one: bigint, two: bigint) => int(one + two),
  '-(int, int): int': (one: bigint, two: bigint) => int(one - two),
  '*(int, int): int': (one: bigint, two: bigint) => int(one * two),
  '/(int, int): int': (one: bigint, two: bigint) => int(one / nonZero(two, 'division')),
  '%(int, int): int': (one: bigint, two: bigint) => one % nonZero(two, 'modulus'),
  '+(uint, uint): uint': (one: CelUint, two: CelUint) => uint(one.value + two.value),
  '-(uint, uint): uint': (one: CelUint, two: CelUint) => uint(one.value - two.value),
  '*(uint, uint): uint': (one: CelUint, two: CelUint) => uint(one.value * two.value),
  '/(uint, uint): uint': (one: CelUint, two: CelUint) => uint(one.value / nonZero(two.value, 'division')),
  '%(uint, uint): uint': (one: CelUint, two: CelUint) => uint(one.value % nonZero(two.value, 'modulus')),
  '+(double, double): double': (one: number, two: number) => one + two,
  '-(double, double): double': (one: number, two: number) => one - two,
  '*(double, double): double': (one: number, two: number) => one * two,
  '/(double, double): double': (one: number, two: number) => one / two,
  '+(string, string): string': (one: string, two: string) => one + two,
  '+(bytes, bytes): bytes': (one: Uint8Array, two: Uint8Array) => Uint8Array.from([...one, ...two]),
  '+(list<A>, list<A>): list<A>': (one: readonly CelValue[], two: readonly CelValue[]) => [...one, ...two],
  '+(timestamp, duration): timestamp': (one: CelTime, two: CelDuration) =>
    timeOf(one.nanoseconds + two.nanoseconds),
  '+(duration, timestamp): timestamp': (one: CelDuration, two: CelTime) =>
    timeOf(one.nanoseconds + two.nanoseconds),
  '+(duration, duration): duration': (one: CelDuration, two: CelDuration) =>
    durationOf(one.nanoseconds + two.nanoseconds),
  '-(timestamp, timestamp): duration': (one: CelTime, two: CelTime) =>
    durationOf(one.nanoseconds - two.nanoseconds),
  '-(timestamp, duration): timestamp': (one: CelTime, two: CelDuration) =>
    timeOf(one.nanoseconds - two.nanoseconds),
  '-(duration, duration): duration': (one: CelDuration, two: CelDuration) =>
    durationOf(one.nanoseconds - two.nanoseconds),
  'in(A, list<A>): bool': (item: CelValue, list: readonly CelValue[]) =>
    list.some((each) => isEqualCel(each, item)),
  'in(A, map<A, B>): bool': (item: CelValue, { entries }: CelMap) => {
    const key = keyFor(item);
    return key !== undefined && entries.has(key);
  },
};
