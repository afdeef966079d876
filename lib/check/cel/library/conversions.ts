import { CelError } from '../fault';
import type { Library } from '../signature';
import {
  type CelDuration,
  type CelMap,
  type CelTime,
  type CelType,
  type CelUint,
  type CelValue,
  kindOf,
} from '../values';
import { doubleText, plainDouble } from './number-text';
import { int, uint } from './operators';
import { runesOf } from './runes';
import { timeText } from './time-values';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const typeName: Readonly<Record<string, string>> = {
  null: 'null_type',
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  optional: 'optional_type',
  quantity: 'kubernetes.Quantity',
  ip: 'net.IP',
  cidr: 'net.CIDR',
  url: 'kubernetes.URL',
  format: 'kubernetes.NamedFormat',
  semver: 'kubernetes.Semver',
};

export function typeNameOf(value: CelValue): string {
  const kind = kindOf(value);
  return typeName[kind] ?? kind;
}

function wholeNumber(value: number): bigint {
  if (!(value > -(2 ** 63) && value < 2 ** 63)) throw new CelError('integer overflow');
  return BigInt(Math.trunc(value));
}

function readInt(text: string, type: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new CelError(`type conversion error from 'string' to '${type}'`);
  return BigInt(text.replace(/^\+/, ''));
}

/** How Go reads a floating-point number. */
function readDouble(text: string): number {
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (word?.[2]?.toLowerCase() === 'nan' && word[1] === '') return Number.NaN;
  if (word && word[2]?.toLowerCase() !== 'nan') return word[1] === '-' ? -Infinity : Infinity;
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new CelError(`type conversion error from 'string' to 'double'`);
  return value;
}

const truths: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  T: true,
  TRUE: true,
  true: true,
  True: true,
  '0': false,
  f: false,
  F: false,
  FALSE: false,
  false: false,
  False: false,
};

/** From one type to another, and what all types have. Source: cel-go, common/stdlib and common/types */
export const conversions: Library = {
  'dyn(A): dyn': (value: CelValue) => value,
  'type(A): type': (value: CelValue): CelType => ({ kind: 'type', name: typeNameOf(value) }),
  'int(int): int': (value: bigint) => value,
  'int(uint): int': ({ value }: CelUint) => int(value),
  'int(double): int': wholeNumber,
  'int(string): int': (text: string) => int(readInt(text, 'int')),
  'int(timestamp): int': ({ nanoseconds }: CelTime) =>
    (nanoseconds - (((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)) / 1_000_000_000n,
  'int(duration): int': ({ nanoseconds }: CelDuration) => nanoseconds,
  'uint(uint): uint': (value: CelUint) => value,
  'uint(int): uint': uint,
  'uint(double): uint': (value: number) => {
    if (!(value >= 0 && value < 2 ** 64)) throw new CelError('unsigned integer overflow');
    return uint(BigInt(Math.trunc(value)));
  },
  'uint(string): uint': (text: string) => uint(readInt(text, 'uint')),
  'double(double): double': (value: number) => value,
  'double(int): double': (value: bigint) => Number(value),
  'double(uint): double': ({ value }: CelUint) => Number(value),
  'double(string): double': readDouble,
  'bool(bool): bool': (value: boolean) => value,
  'bool(string): bool': (text: string) => {
    const value = Object.hasOwn(truths, text) ? truths[text] : undefined;
    if (value === undefined) throw new CelError(`type conversion error from 'string' to 'bool'`);
    return value;
  },
  'bytes(bytes): bytes': (value: Uint8Array) => value,
  'bytes(string): bytes': (text: string) => Uint8Array.from(Buffer.from(text)),
  'string(string): string': (value: string) => value,
  'string(bool): string': (value: boolean) => String(value),
  'string(int): string': (value: bigint) => String(value),
  'string(uint): string': ({ value }: CelUint) => String(value),
  'string(double): string': doubleText,
  'string(bytes): string': (value: Uint8Array) => {
    try {
      return decoder.decode(value);
    } catch {
      throw new CelError('invalid UTF-8 in bytes, cannot convert to string');
    }
  },
  'string(timestamp): string': timeText,
  'string(duration): string': ({ nanoseconds }: CelDuration) => `${plainDouble(Number(nanoseconds) / 1e9)}s`,
  'size(string): int': (text: string) => BigInt(runesOf(text).length),
  'size(bytes): int': (bytes: Uint8Array) => BigInt(bytes.length),
  'size(list<A>): int': (list: readonly CelValue[]) => BigInt(list.length),
  'size(map<A, B>): int': ({ entries }: CelMap) => BigInt(entries.size),
  'string .size(): int': (text: string) => BigInt(runesOf(text).length),
  'bytes .size(): int': (bytes: Uint8Array) => BigInt(bytes.length),
  'list<A> .size(): int': (list: readonly CelValue[]) => BigInt(list.length),
  'map<A, B> .size(): int': ({ entries }: CelMap) => BigInt(entries.size),
};
