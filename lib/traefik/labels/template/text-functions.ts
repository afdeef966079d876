import { fromBytes, toBytes } from '../../rule';
import { expressionError, expressionOf } from '../../api/read';
import { TemplateError } from './error';
import type { TemplateFunction } from './functions';
import { normalize } from '../normalize';
import { textOf } from './values';

type OfTexts = (...args: readonly string[]) => unknown;

const ofTexts: Readonly<Record<string, OfTexts>> = {
  normalize: (text = '') => normalize(text),
  trim: (text = '') => text.trim(),
  trimAll: (set = '', text = '') => trimmed(text, set),
  trimPrefix: (prefix = '', text = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  trimSuffix: (suffix = '', text = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  upper: (text = '') => text.toUpperCase(),
  lower: (text = '') => text.toLowerCase(),
  title: (text = '') => text.replaceAll(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()),
  nospace: (text = '') => text.replaceAll(/\s/g, ''),
  quote: (text = '') => JSON.stringify(text),
  squote: (text = '') => `'${text}'`,
  cat: (...texts) => texts.join(' '),
  replace: (old = '', by = '', text = '') => text.replaceAll(old, () => by),
  contains: (part = '', text = '') => text.includes(part),
  hasPrefix: (prefix = '', text = '') => text.startsWith(prefix),
  hasSuffix: (suffix = '', text = '') => text.endsWith(suffix),
  splitList: (separator = '', text = '') => text.split(separator),
  split: (separator = '', text = '') =>
    Object.fromEntries(text.split(separator).map((part, index) => [`_${index}`, part])),
  toString: (text = '') => text,
  b64enc: (text = '') => Buffer.from(text).toString('base64'),
  regexMatch: (pattern = '', text = '') =>
    expressionError(pattern) === undefined && expressionOf(pattern).test(toBytes(text)),
  regexFind: (pattern = '', text = '') => fromBytes(expression(pattern).find(toBytes(text)) ?? ''),
  regexReplaceAll: (pattern = '', text = '', by = '') =>
    fromBytes(expression(pattern).replaceAll(toBytes(text), by)),
};

/** Functions of texts alone, and the few that take a number before the text. */
export const textFunctions: Readonly<Record<string, TemplateFunction>> = {
  ...Object.fromEntries(
    Object.entries(ofTexts).map(([name, made]): [string, TemplateFunction] => [
      name,
      (...args) => made(...args.map(textOf)),
    ]),
  ),
  trunc: (count, text) => cutTo(count, textOf(text)),
  substr: (start, end, text) => part(textOf(text), start, end),
  repeat: (count, text) => textOf(text).repeat(Math.min(Math.max(Number(count), 0), 1_000)),
};

function expression(pattern: string): ReturnType<typeof expressionOf> {
  const error = expressionError(pattern);
  if (error !== undefined) throw new TemplateError(error);
  return expressionOf(pattern);
}

/** A text without what it begins and ends with of a set of characters. */
function trimmed(text: string, set: string): string {
  const letters = Array.from(text);
  const isKept = (letter: string): boolean => !set.includes(letter);
  return letters.slice(letters.findIndex(isKept), letters.findLastIndex(isKept) + 1).join('');
}

function cutTo(count: unknown, text: string): string {
  const length = Number(count);
  return length < 0 ? text.slice(Math.max(text.length + length, 0)) : text.slice(0, length);
}

function part(text: string, start: unknown, end: unknown): string {
  const [from, to] = [Number(start), Number(end)];
  if (from < 0) return text.slice(0, Math.max(to, 0));
  return to < 0 || to > text.length ? text.slice(from) : text.slice(from, to);
}
