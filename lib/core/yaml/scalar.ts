/**
 * Which reader's rules decide what a plain (unquoted) scalar means: `core` is YAML 1.2, where `yes` is text;
 * `kubernetes` is what kubectl, Helm and the API server do (the Go library sigs.k8s.io/yaml), where `yes` is
 * true, `010` is 8 and keys that are no strings become strings; `compose` is what Docker Compose does (the Go library
 * go.yaml.in/yaml/v4), where `yes` is text and `010` is 8.
 */
export type YamlDialect = 'core' | 'kubernetes' | 'compose';

/**
 * What a scalar can be in JSON; `NaN` and the infinities stand for themselves and are refused by the caller. Integers of
 * 64 bits that a number cannot hold are bigints, in the dialect of Go, which has them.
 */
export type ScalarValue = string | number | bigint | boolean | null;

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const coreBooleans = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const goBooleans = new Map([
  ...coreBooleans,
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const mayBeNumber = /^[-+.0-9]/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const coreRadix = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const infinity = /^([-+]?)\.(?:inf|Inf|INF)$/;
const notANumber = /^\.(?:nan|NaN|NAN)$/;
/** Go's strconv.ParseInt with base 0, after the underscores are taken out. */
const goRadix = /^([-+]?)0([xX][0-9a-fA-F]+|[oO]?[0-7]+|[bB][01]+)$/;

/** What a plain scalar means to a reader of the dialect. */
export function resolvePlainScalar(text: string, dialect: YamlDialect): ScalarValue {
  if (nulls.has(text)) return null;
  const boolean = (dialect === 'kubernetes' ? goBooleans : coreBooleans).get(text);
  if (boolean !== undefined) return boolean;
  if (!mayBeNumber.test(text)) return text;
  const infinite = infinity.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  if (notANumber.test(text)) return NaN;
  return (dialect === 'core' ? coreNumber(text) : goNumber(text)) ?? text;
}

function coreNumber(text: string): number | undefined {
  if (coreRadix.test(text) || decimal.test(text)) return Number(text);
  return undefined;
}

function goNumber(text: string): number | bigint | undefined {
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  const [whole, sign, body] = goRadix.exec(digits) ?? [];
  if (whole !== undefined && body !== undefined) {
    const magnitude = Number(/^[0-7]/.test(body) ? `0o${body}` : `0${body.toLowerCase()}`);
    return sign === '-' ? 0 - magnitude : magnitude;
  }
  if (!decimal.test(digits)) return undefined;
  if (/^[-+]?\d{16,20}$/.test(digits) && !Number.isSafeInteger(Number(digits))) {
    const exact = BigInt(digits.replace(/^\+/, ''));
    if (BigInt.asIntN(64, exact) === exact || BigInt.asUintN(64, exact) === exact) return exact;
  }
  // What is too large for a float stays text in Go.
  return Number.isFinite(Number(digits)) ? Number(digits) : undefined;
}
