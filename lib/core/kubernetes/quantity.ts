import { divideUp, nano, parseQuantity } from '../base';

/** Value in whole units, rounded up; for memory these are bytes, for CPU cores. */
export function wholeUnits(quantity: string | number): bigint | undefined {
  const value = parseQuantity(quantity);
  return value === undefined ? undefined : divideUp(value, nano);
}

/** Quantity as manifests have it: always text, so that a whole number of cores reads like half of one. */
export function formatQuantity(quantity: string | number): string {
  return String(quantity);
}
