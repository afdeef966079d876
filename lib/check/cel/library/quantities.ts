import { nano, parseQuantity } from '../../../core/base';
import { CelError } from '../fault';
import type { Library } from '../signature';
import type { CelOpaque } from '../values';

function quantityOf(nanos: bigint): CelOpaque {
  return { kind: 'quantity', data: nanos, key: String(nanos) };
}

function nanosOf({ data }: CelOpaque): bigint {
  if (typeof data === 'bigint') return data;
  throw new TypeError('a quantity holds nano-units');
}

/** As the API server reads it, for which a suffix alone is nothing, and fine. */
function read(text: string): bigint | undefined {
  return /^(?=.)[+-]?\.?(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(text) ? 0n : parseQuantity(text);
}

function orderOf(one: CelOpaque, two: CelOpaque): bigint {
  const difference = nanosOf(one) - nanosOf(two);
  return difference < 0n ? -1n : difference > 0n ? 1n : 0n;
}

function isInteger(quantity: CelOpaque): boolean {
  const nanos = nanosOf(quantity);
  return nanos % nano === 0n && nanos / nano >= -(2n ** 63n) && nanos / nano < 2n ** 63n;
}

/** Amounts. Source: k8s.io/apiserver, pkg/cel/library/quantity.go */
export const quantities: Library = {
  'quantity(string): quantity': (text: string) => {
    const nanos = read(text);
    if (nanos !== undefined) return quantityOf(nanos);
    throw new CelError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  },
  'isQuantity(string): bool': (text: string) => read(text) !== undefined,
  'sign(quantity): int': (quantity: CelOpaque) => orderOf(quantity, quantityOf(0n)),
  'quantity .isGreaterThan(quantity): bool': (one: CelOpaque, two: CelOpaque) => orderOf(one, two) > 0n,
  'quantity .isLessThan(quantity): bool': (one: CelOpaque, two: CelOpaque) => orderOf(one, two) < 0n,
  'quantity .compareTo(quantity): int': orderOf,
  'quantity .isInteger(): bool': isInteger,
  'quantity .asInteger(): int': (quantity: CelOpaque) => {
    if (!isInteger(quantity)) throw new CelError('cannot convert value to integer');
    return nanosOf(quantity) / nano;
  },
  'quantity .asApproximateFloat(): double': (quantity: CelOpaque) => Number(nanosOf(quantity)) / 1e9,
  'quantity .add(quantity): quantity': (one: CelOpaque, two: CelOpaque) =>
    quantityOf(nanosOf(one) + nanosOf(two)),
  'quantity .add(int): quantity': (one: CelOpaque, two: bigint) => quantityOf(nanosOf(one) + two * nano),
  'quantity .sub(quantity): quantity': (one: CelOpaque, two: CelOpaque) =>
    quantityOf(nanosOf(one) - nanosOf(two)),
  'quantity .sub(int): quantity': (one: CelOpaque, two: bigint) => quantityOf(nanosOf(one) - two * nano),
};
