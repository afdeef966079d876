import { dump } from 'js-yaml';
import { Remembered, doubleQuoted } from '../base';
import { type YamlDialect, resolvePlainScalar } from './scalar';
import { Unwritable } from './unwritable';

const dialects: readonly YamlDialect[] = ['core', 'kubernetes'];

/** Words that some reader of YAML 1.1 or 1.2 takes for a boolean or null, in any case of letters. */
const reservedWords = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const longestWord = Math.max(...Array.from(reservedWords, ({ length }) => length));

/**
 * Texts that are plain for every reader in block style: their beginning is no indicator, and not that of a number, and they
 * hold neither `: ` nor ` #` nor a colon at the end. A letter, a slash, an address (`:8080`), an option (`--listen`); digits
 * and points are the beginning of an amount (`128Mi`, `50%`), a range (`10.0.0.0/8`) or a version (`1.2.3`) where what comes
 * next goes on no number, as the letters in 0b1, 1e3, 0o7 and 0xF do.
 */
const plainText =
  /^(?:[A-Za-z/]|:(?=[!-~])|--?(?=[A-Za-z])|\d[\d.]*[ac-df-np-wyzAC-DF-NP-WYZ%/]|\d+\.\d+\.\d)(?:[\w./@%+=,()&|`'"$*!?<>^~;[\]{}\\-]|:(?=[!-~])| (?=[!-"$-~]))*$/;

/** Characters that readers of YAML drop, fold or refuse unless escaped, and those that deceive the people who read it. */
const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
/** What a literal block cannot hold exactly for every reader: odd first lines, lines of blanks, the unprintable. */
const unfitForLiteral = /^[ \t\n]|[^\P{Cc}\n\t]|[\p{Bidi_Control}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
const lineOfBlanks = /^[ \t]+$/m;
const loneSurrogate = /\p{Surrogate}/u;
/** At the start of a line these divide documents. */
const documentMarker = /^(?:---|\.\.\.)/;

/** Whether a text can stand as it is, as a value or as a key. */
export function isPlainText(text: string): boolean {
  return plainText.test(text) && !isReserved(text);
}

function isReserved(text: string): boolean {
  return text.length <= longestWord && reservedWords.has(text.toLowerCase());
}

/** The few hundred keys and words that come again and again, as they are written on one line. */
const knownTexts = new Remembered<string>(10_000);
const knownKeys = new Remembered<string>(10_000);

/**
 * A text as a value. @param indent of the map or list that holds it
 * @throws Unwritable
 */
export function writeText(text: string, indent: string): string {
  if (text.includes('\n') && !unfitForLiteral.test(text) && !lineOfBlanks.test(text)) {
    checkText(text);
    return literal(text, indent);
  }
  return knownTexts.get(text, onOneLine);
}

/**
 * A key with its colon. @param indent of the map that holds it
 * @throws Unwritable
 */
export function writeKey(key: string, indent: string): string {
  const text = knownKeys.get(key, onOneLine);
  return text.length <= maxKeyLength ? `${text}:` : `? ${text}\n${indent}:`;
}

function checkText(text: string): void {
  if (loneSurrogate.test(text)) {
    throw new Unwritable(`${JSON.stringify(text)} holds half a surrogate pair, which UTF-8 cannot carry`);
  }
}

/**
 * YAML 1.1 wants a point in a number with an exponent.
 * @throws Unwritable
 */
export function writeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) throw new Unwritable(`${value} is no number that JSON can carry`);
  if (Number.isInteger(value)) {
    throw new Unwritable(`${value} is beyond ±2^53, where numbers are no longer exact`);
  }
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** The longest key that YAML allows on a line is 1024; some of it is kept for what stands before. */
const maxKeyLength = 1000;

function literal(text: string, indent: string): string {
  const body = text.replace(/\n+$/, '');
  const trailing = text.length - body.length;
  const chomping = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const inner = `${indent}  `;
  const lines = body.split('\n').map((line) => (line === '' ? '' : inner + line));
  return `|${chomping}\n${lines.join('\n')}${'\n'.repeat(Math.max(trailing - 1, 0))}`;
}

/** What js-yaml, which takes 5 ms to load, puts into single quotes as well: numbers in digits alone, and a few words. */
const quotedForCertain = /^(?:\d{1,20}|true|false|)$/;

/** js-yaml decides how to quote; it knows what readers of YAML 1.1 and 1.2 each make of a text. */
function onOneLine(text: string): string {
  if (isPlainText(text)) return text;
  checkText(text);
  if (quotedForCertain.test(text)) return `'${text}'`;
  return invisible.test(text) || documentMarker.test(text) ? doubleQuoted(text) : quotedByJsYaml(text);
}

function quotedByJsYaml(text: string): string {
  const written = dump([text], { lineWidth: -1 }).slice('- '.length, -'\n'.length);
  // Go's reader, and so kubectl, takes some more for numbers than the YAML specifications do: 0X1F, 0B1.
  const isMisread = written === text && dialects.some((each) => resolvePlainScalar(text, each) !== text);
  return isMisread ? doubleQuoted(text) : written;
}
