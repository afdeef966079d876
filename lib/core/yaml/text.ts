import { dump } from 'js-yaml';
import { doubleQuoted } from '../base';
import { type YamlDialect, resolvePlainScalar } from './scalar';

const dialects: readonly YamlDialect[] = ['core', 'kubernetes'];

/** Words that some reader of YAML 1.1 or 1.2 takes for a boolean or null, in any case of letters. */
const reservedWords = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const longestWord = Math.max(...Array.from(reservedWords, ({ length }) => length));

/**
 * Texts that are plain for every reader in block style: they begin with a letter or a slash, so they are no
 * number and no indicator, and hold neither `: ` nor ` #` nor a colon at the end.
 */
const plainText = /^[A-Za-z/](?:[\w./@%+=,()&|`'"$*!?<>^~;[\]{}\\-]|:(?=[!-~])| (?=[!-"$-~]))*$/;

/** Characters that readers of YAML drop, fold or refuse unless escaped, and those that deceive the people who read it. */
const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
/** What a literal block cannot hold exactly for every reader: odd first lines, lines of blanks, the unprintable. */
const unfitForLiteral = /^[ \t\n]|[^\P{Cc}\n\t]|[\p{Bidi_Control}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
const lineOfBlanks = /^[ \t]+$/m;
/** At the start of a line these divide documents. */
const documentMarker = /^(?:---|\.\.\.)/;

const plainTexts = new Map<string, boolean>();

/** Whether a text can stand as it is, as a value or as a key. */
export function isPlainText(text: string): boolean {
  // The same few hundred keys and words come again and again.
  const known = plainTexts.get(text);
  if (known !== undefined) return known;
  const plain = plainText.test(text) && !isReserved(text);
  if (text.length < 100 && plainTexts.size < 10_000) plainTexts.set(text, plain);
  return plain;
}

function isReserved(text: string): boolean {
  return text.length <= longestWord && reservedWords.has(text.toLowerCase());
}

/** A text that is not plain, as a value. @param indent of the map or list that holds it */
export function writeUnusualText(text: string, indent: string): string {
  if (text.includes('\n') && !unfitForLiteral.test(text) && !lineOfBlanks.test(text)) {
    return literal(text, indent);
  }
  return unusual(text);
}

/** A key that is plain, or quoted already, with its colon. */
export function writeKey(text: string, indent: string): string {
  return text.length <= maxKeyLength ? `${text}:` : `? ${text}\n${indent}:`;
}

/** A key that is not plain, with its colon. */
export function writeUnusualKey(key: string, indent: string): string {
  return writeKey(unusual(key), indent);
}

/** YAML 1.1 wants a point in a number with an exponent. */
export function writeNumber(value: number): string {
  if (value === 0) return '0';
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

const knownTexts = new Map<string, string>();

/** Numbers in digits alone, which every reader takes for one: most texts that need quotes are. */
const digits = /^\d{1,20}$/;

/** js-yaml decides how to quote; it knows what readers of YAML 1.1 and 1.2 each make of a text. */
function unusual(text: string): string {
  // As js-yaml does, which takes 5 ms to load.
  if (digits.test(text)) return `'${text}'`;
  const known = knownTexts.get(text);
  if (known !== undefined) return known;
  const written =
    invisible.test(text) || documentMarker.test(text) ? doubleQuoted(text) : quotedByJsYaml(text);
  // The same few texts ("true", "8080") come again and again; whatever is long or rare is not worth keeping.
  if (text.length < 100 && knownTexts.size < 10_000) knownTexts.set(text, written);
  return written;
}

function quotedByJsYaml(text: string): string {
  const written = dump([text], { lineWidth: -1 }).slice('- '.length, -'\n'.length);
  // Go's reader, and so kubectl, takes some more for numbers than the YAML specifications do: 0X1F, 0B1.
  const isMisread = written === text && dialects.some((each) => resolvePlainScalar(text, each) !== text);
  return isMisread ? doubleQuoted(text) : written;
}
