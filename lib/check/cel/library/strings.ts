import { CelError } from '../fault';
import type { Library } from '../signature';
import type { CelValue } from '../values';
import { formatText, quoted } from './format-text';
import { runesOf, sliceRunes } from './runes';

const ascii = { lower: /[A-Z]+/g, upper: /[a-z]+/g };

/** What Go's unicode.IsSpace holds for a space. */
const spaces = '\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const outer = new RegExp(`^[${spaces}]+|[${spaces}]+$`, 'g');

function within(index: bigint, most: number, min = 0): number {
  if (index < BigInt(min) || index > BigInt(most)) throw new CelError(`index out of range: ${index}`);
  return Number(index);
}

/** Where one text begins in another, from a character on; counted in characters. */
function indexFrom(text: string, part: string, from: bigint): bigint {
  const runes = Array.from(text);
  if (part === '') return from < 0n || from > BigInt(runes.length) ? outOfRange(from) : from;
  const start = within(from, runes.length);
  const found = runes.slice(start).join('').indexOf(part);
  if (found < 0) return -1n;
  return BigInt(start + Array.from(runes.slice(start).join('').slice(0, found)).length);
}

function outOfRange(index: bigint): never {
  throw new CelError(`index out of range: ${index}`);
}

function lastIndexFrom(text: string, part: string, from: bigint): bigint {
  const runes = Array.from(text);
  const start = within(from, runes.length);
  if (part === '') return from;
  const needle = Array.from(part);
  for (let index = Math.min(start, runes.length - needle.length); index >= 0; index--) {
    if (needle.every((rune, offset) => runes[index + offset] === rune)) return BigInt(index);
  }
  return -1n;
}

/** Go's strings.SplitN: a part for each character where the separator is empty. */
function split(text: string, separator: string, limit: bigint): readonly string[] {
  if (limit === 0n) return [];
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  if (limit < 0n || BigInt(parts.length) <= limit) return parts;
  const kept = Number(limit) - 1;
  return [...parts.slice(0, kept), parts.slice(kept).join(separator)];
}

function replace(text: string, old: string, fresh: string, limit: bigint): string {
  if (limit === 0n) return text;
  const most = limit < 0n ? Infinity : Number(limit);
  if (old === '') {
    const runes = Array.from(text);
    const parts = runes.map((rune, index) => (index < most ? fresh + rune : rune));
    return parts.join('') + (runes.length < most ? fresh : '');
  }
  const parts = text.split(old);
  return parts.map((part, index) => (index === 0 ? part : (index <= most ? fresh : old) + part)).join('');
}

function join(list: readonly CelValue[], separator: string): string {
  return list
    .map((item) => {
      if (typeof item !== 'string') throw new CelError('no such overload');
      return item;
    })
    .join(separator);
}

/** Texts. Source: cel-go, common/stdlib and ext/strings.go (version 2) */
export const strings: Library = {
  'string .contains(string): bool': (text: string, part: string) => text.includes(part),
  'string .startsWith(string): bool': (text: string, part: string) => text.startsWith(part),
  'string .endsWith(string): bool': (text: string, part: string) => text.endsWith(part),
  'string .charAt(int): string': (text: string, index: bigint) => {
    const runes = Array.from(text);
    return runes[within(index, runes.length)] ?? '';
  },
  'string .indexOf(string): int': (text: string, part: string) => indexFrom(text, part, 0n),
  'string .indexOf(string, int): int': indexFrom,
  'string .lastIndexOf(string): int': (text: string, part: string) =>
    lastIndexFrom(text, part, BigInt(runesOf(text).length)),
  'string .lastIndexOf(string, int): int': lastIndexFrom,
  'string .lowerAscii(): string': (text: string) => text.replace(ascii.lower, (part) => part.toLowerCase()),
  'string .upperAscii(): string': (text: string) => text.replace(ascii.upper, (part) => part.toUpperCase()),
  'string .replace(string, string): string': (text: string, old: string, fresh: string) =>
    replace(text, old, fresh, -1n),
  'string .replace(string, string, int): string': replace,
  'string .split(string): list<string>': (text: string, separator: string) => split(text, separator, -1n),
  'string .split(string, int): list<string>': split,
  'string .substring(int): string': (text: string, start: bigint) => {
    const { length } = runesOf(text);
    return sliceRunes(text, within(start, length), length);
  },
  'string .substring(int, int): string': (text: string, start: bigint, end: bigint) => {
    const { length } = runesOf(text);
    if (start > end) throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
    return sliceRunes(text, within(start, length), within(end, length));
  },
  'string .trim(): string': (text: string) => text.replace(outer, ''),
  'list<string> .join(): string': (list: readonly CelValue[]) => join(list, ''),
  'list<string> .join(string): string': join,
  'string .format(list<dyn>): string': formatText,
  'strings.quote(string): string': (text: string) =>
    // oxlint-disable-next-line no-control-regex -- a bell is one of the marks that are quoted
    `"${text.replace(/[\u0007\b\f\n\r\t\v\\"]/g, (mark) => quoted[mark] ?? mark)}"`,
};
