import { escaped } from '../../../core/base';
import { CelBeyond, CelError } from '../fault';
import { type CelValue, isList, isMap } from '../values';
import { typeNameOf } from './conversions';
import { doubleText } from './number-text';
import { timeText } from './time-values';

/** A verb of a format: its letter, and the digits that are asked for. */
export interface Verb {
  readonly letter: string;
  readonly digits: number;
}

const clause = /%(?:\.(\d+))?(.)?/gs;

/** The kinds of values that a verb takes, and in whose words it refuses others. Source: cel-go, ext/formatting.go */
export const verbs: Readonly<
  Record<string, { readonly kinds: readonly string[]; readonly refusal: string }>
> = {
  s: {
    kinds: [
      'list',
      'map',
      'int',
      'uint',
      'double',
      'bool',
      'string',
      'timestamp',
      'bytes',
      'duration',
      'type',
      'null',
    ],
    refusal:
      'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
  },
  d: { kinds: ['int', 'uint'], refusal: 'decimal clause can only be used on integers' },
  f: { kinds: ['double', 'string'], refusal: 'fixed-point clause can only be used on doubles' },
  e: { kinds: ['double', 'string'], refusal: 'scientific clause can only be used on doubles' },
  b: { kinds: ['int', 'uint', 'bool'], refusal: 'only integers and bools can be formatted as binary' },
  o: { kinds: ['int', 'uint'], refusal: 'octal clause can only be used on integers' },
  x: {
    kinds: ['int', 'uint', 'string', 'bytes'],
    refusal: 'only integers, byte buffers, and strings can be formatted as hex',
  },
  X: {
    kinds: ['int', 'uint', 'string', 'bytes'],
    refusal: 'only integers, byte buffers, and strings can be formatted as hex',
  },
};

/** Puts something in the place of each verb. @throws CelError where a text is no format */
export function replaceVerbs(text: string, write: (verb: Verb, index: number) => string): string {
  let next = 0;
  return text.replace(clause, (_, digits: string | undefined, letter: string | undefined) => {
    if (letter === '%' && digits === undefined) return '%';
    if (letter === undefined) throw new CelError('unexpected end of string');
    if (!Object.hasOwn(verbs, letter))
      throw new CelError(`could not parse formatting clause: unrecognized formatting clause "${letter}"`);
    return write({ letter, digits: digits === undefined ? 6 : Number(digits) }, next++);
  });
}

/** `format`: the verbs of a text with values in their place. */
export function formatText(text: string, values: readonly CelValue[]): string {
  return replaceVerbs(text, ({ letter, digits }, index) => {
    const value = values[index];
    if (value === undefined) throw new CelError(`index ${index} out of range`);
    const written = writeValue(letter, digits, value);
    if (written !== undefined) return written;
    const refusal = verbs[letter]?.refusal ?? '';
    throw new CelError(`error during formatting: ${refusal}, was given ${typeNameOf(value)}`);
  });
}

function writeValue(letter: string, digits: number, value: CelValue): string | undefined {
  switch (letter) {
    case 's':
      return stringText(value);
    case 'd':
      return integer(value)?.toString();
    case 'f':
      return typeof value === 'number' ? fixed(value, digits) : undefined;
    case 'e':
      return typeof value === 'number' ? scientific(value, digits) : undefined;
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : integer(value)?.toString(2);
    case 'o':
      return integer(value)?.toString(8);
    case 'x':
      return hex(value);
    default:
      return hex(value)?.toUpperCase();
  }
}

function integer(value: CelValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'uint'
    ? value.value
    : undefined;
}

function hex(value: CelValue): string | undefined {
  if (typeof value === 'string') return Buffer.from(value).toString('hex');
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : integer(value)?.toString(16);
}

/** Go's printer for English parts thousands. */
function fixed(value: number, digits: number): string {
  const [whole = '', fraction] = finite(value).toFixed(digits).split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = finite(value).toExponential(digits).split('e');
  const power = String(Math.abs(Number(exponent))).padStart(2, '0');
  const sign = Number(exponent) < 0 ? '⁻' : '';
  return `${mantissa}×10${sign}${Array.from(power)
    .map((digit) => raised[Number(digit)])
    .join('')}`;
}

function finite(value: number): number {
  if (Number.isFinite(value) && Math.abs(value) < 1e21) return value;
  throw new CelBeyond('how Go writes such a number by %f or %e is not evaluated');
}

function stringText(value: CelValue): string | undefined {
  if (isList(value) || isMap(value)) return within(value);
  if (value === null) return 'null';
  if (typeof value === 'number') return doubleText(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object') return String(value);
  if (!('kind' in value)) return undefined;
  switch (value.kind) {
    case 'uint':
      return String(value.value);
    case 'type':
      return value.name;
    case 'timestamp':
      return timeText(value);
    case 'duration':
      return `${doubleText(Number(value.nanoseconds) / 1e9)}s`;
    default:
      return undefined;
  }
}

/** A value as a part of a list or map: as CEL would have it written. */
function within(value: CelValue): string {
  if (isList(value)) return `[${value.map(within).join(', ')}]`;
  if (isMap(value)) {
    const entries = [...value.entries].map(([key, each]) => [within(key), within(each)] as const);
    const inOrder = entries.toSorted(([first], [second]) => (first < second ? -1 : 1));
    return `{${inOrder.map(([key, each]) => `${key}:${each}`).join(', ')}}`;
  }
  if (typeof value === 'string') return goQuoted(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? value.toFixed(6) : goQuoted(doubleText(value));
  if (value instanceof Uint8Array) return `b${goQuoted(Buffer.from(value).toString())}`;
  const text = stringText(value);
  if (text === undefined) throw new CelError(`no formatting function for ${typeNameOf(value)}`);
  const isTime = typeof value === 'object' && value !== null && 'nanoseconds' in value;
  return isTime ? `${value.kind}(${goQuoted(text)})` : text;
}

/** What is written for a mark between double quotes. */
export const quoted: Readonly<Record<string, string>> = { ...escaped, '"': '\\"' };

/** As Go's %q quotes. */
function goQuoted(text: string): string {
  return `"${text.replace(/[\\"]|(?! )[\p{C}\p{Z}]/gu, (mark) => {
    const known = quoted[mark];
    if (known !== undefined) return known;
    const code = mark.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  })}"`;
}
