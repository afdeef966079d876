import { Remembered } from './remembered';

/** How Kubernetes writes an amount: a text, or a number for a whole one. */
type QuantityText = string | number;

/** Nano-units in one unit of each suffix; a nano-unit is the smallest that Kubernetes knows. */
export const nano = 1_000_000_000n;
const suffixes = new Map<string, bigint>([
  ['n', 1n],
  ['u', 1_000n],
  ['m', 1_000_000n],
  ['', nano],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, i): [string, bigint] => [
    suffix,
    nano * 1000n ** BigInt(i + 1),
  ]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i): [string, bigint] => [
    suffix,
    nano * 1024n ** BigInt(i + 1),
  ]),
]);

const syntax = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:([eE][+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/;

/** Thousands of containers ask for the same few amounts. */
const amounts = new Remembered<bigint | undefined>(1_000);

/**
 * Value of a Kubernetes quantity in nano-units, exactly (what is smaller is rounded up, as Kubernetes does), or nothing
 * where the text is not a quantity.
 */
export function parseQuantity(quantity: QuantityText): bigint | undefined {
  return amounts.get(String(quantity), readQuantity);
}

function readQuantity(text: string): bigint | undefined {
  const match = syntax.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const power = (exponent === undefined ? 0 : Number(exponent.slice(1))) - fraction.length;
  const unit = exponent === undefined ? (suffixes.get(suffix) ?? nano) : nano;
  const magnitude =
    power >= 0 ? digits * unit * 10n ** BigInt(power) : divideUp(digits * unit, 10n ** BigInt(-power));
  return sign === '-' ? -magnitude : magnitude;
}

/** A quotient, rounded up as Kubernetes rounds amounts. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return dividend <= 0n ? dividend / divisor : (dividend + divisor - 1n) / divisor;
}
