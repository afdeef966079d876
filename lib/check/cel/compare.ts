import { noSuchOverload } from './fault';
import { type CelKey, type CelMap, type CelValue, isList, isMap, kindOf } from './values';

/** Whether two values are equal: numbers by what they are worth, values of other types never. */
export function isEqualCel(first: CelValue, second: CelValue): boolean {
  if (first === second) return true;
  const [one, two] = [kindOf(first), kindOf(second)];
  if (numeric.has(one) && numeric.has(two)) return compareNumbers(first, second) === 0;
  if (one !== two) return false;
  if (isList(first) && isList(second)) return isSameList(first, second);
  if (first instanceof Uint8Array && second instanceof Uint8Array) return Buffer.compare(first, second) === 0;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null)
    return false;
  if ('entries' in first && isMap(second) && isMap(first)) return isSameMap(first, second);
  if ('nanoseconds' in first && 'nanoseconds' in second) return first.nanoseconds === second.nanoseconds;
  if ('name' in first && 'name' in second) return first.name === second.name;
  if ('key' in first && 'key' in second) return first.key === second.key;
  if (!('kind' in first && 'kind' in second)) return false;
  if (first.kind !== 'optional' || second.kind !== 'optional') return false;
  if (first.value === undefined || second.value === undefined) return first.value === second.value;
  return isEqualCel(first.value, second.value);
}

function isSameList(first: readonly CelValue[], second: readonly CelValue[]): boolean {
  return (
    first.length === second.length && first.every((item, index) => isEqualCel(item, second[index] ?? null))
  );
}

function isSameMap(first: CelMap, second: CelMap): boolean {
  if (first.entries.size !== second.entries.size) return false;
  return [...first.entries].every(([key, value]) => {
    const other = second.entries.get(key);
    return other !== undefined && isEqualCel(value, other);
  });
}

const numeric = new Set(['int', 'uint', 'double']);

function numberOf(value: CelValue): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'uint'
    ? value.value
    : Number.NaN;
}

/** JavaScript compares integers with doubles by what they are worth. Undefined where one is no number. */
function compareNumbers(first: CelValue, second: CelValue): number | undefined {
  const [one, two] = [numberOf(first), numberOf(second)];
  if (one < two) return -1;
  if (one > two) return 1;
  // oxlint-disable-next-line eqeqeq -- a bigint and a number of one worth are equal by this sign alone
  return one == two ? 0 : undefined;
}

/** Which of two values comes first; undefined where neither does. @throws CelError where they have no order */
export function compareCel(first: CelValue, second: CelValue): number | undefined {
  const [one, two] = [kindOf(first), kindOf(second)];
  if (numeric.has(one) && numeric.has(two)) return compareNumbers(first, second);
  if (typeof first === 'string' && typeof second === 'string') return compareTexts(first, second);
  if (typeof first === 'boolean' && typeof second === 'boolean') return Number(first) - Number(second);
  if (first instanceof Uint8Array && second instanceof Uint8Array) return Buffer.compare(first, second);
  if (one === two && typeof first === 'object' && typeof second === 'object' && first && second) {
    if ('nanoseconds' in first && 'nanoseconds' in second)
      return compareNumbers(first.nanoseconds, second.nanoseconds);
  }
  throw noSuchOverload();
}

/** Go compares bytes of UTF-8, which is the order of characters; JavaScript's own differs for those beyond 16 bits. */
function compareTexts(first: string, second: string): number {
  if (first === second) return 0;
  const isPlain = !/[\uD800-\uDFFF]/.test(first) && !/[\uD800-\uDFFF]/.test(second);
  if (isPlain) return first < second ? -1 : 1;
  return Buffer.compare(Buffer.from(first), Buffer.from(second));
}

/** The key of a map that a value finds: numbers by what they are worth. Undefined where it finds none. */
export function keyFor(value: CelValue): CelKey | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  const number = numberOf(value);
  if (typeof number === 'bigint') return number;
  return Number.isInteger(number) ? BigInt(number) : undefined;
}
