/**
 * A byte string: one UTF-16 unit a byte, so every unit is below 256. Go's strings are bytes, and so are rules
 * and requests to Traefik: `/%FF` is a path that no JavaScript text can hold. Plain ASCII is the same in both.
 */
export type Bytes = string;

/** First and last lone surrogate that stands for a byte that is not UTF-8 (0x80 to 0xff). */
const ESCAPED_BYTE = { first: 0xdc80, last: 0xdcff, base: 0xdc00 } as const;

const REPLACEMENT = 0xfffd;

/** Whether every unit is ASCII, so that text and bytes are the same. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

/**
 * The UTF-8 bytes of a text. Bytes that are no UTF-8 are written as the lone surrogates U+DC80 to U+DCFF,
 * as `fromBytes` writes them; any other lone surrogate becomes U+FFFD.
 */
export function toBytes(text: string): Bytes {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? REPLACEMENT;
    if (code >= ESCAPED_BYTE.first && code <= ESCAPED_BYTE.last) {
      bytes += String.fromCharCode(code - ESCAPED_BYTE.base);
    } else {
      bytes += encodeRune(code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code);
    }
  }
  return bytes;
}

/** The text of a byte string; the inverse of `toBytes` for any bytes. */
export function fromBytes(bytes: Bytes): string {
  return decode(bytes, (byte) => String.fromCharCode(ESCAPED_BYTE.base + byte));
}

/** The text as Go's regular expressions see it: each byte that is no UTF-8 is one U+FFFD. */
export function toRunes(bytes: Bytes): string {
  return decode(bytes, () => '\ufffd');
}

/** Whether the bytes are valid UTF-8, as Go's `utf8.ValidString` has it. */
export function isUtf8(bytes: Bytes): boolean {
  for (let i = 0; i < bytes.length;) {
    const width = runeWidth(bytes, i);
    if (width === 0) return false;
    i += width;
  }
  return true;
}

/** Width in bytes of the UTF-8 sequence at an offset; 0 where there is no valid one. */
export function runeWidth(bytes: Bytes, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes.charCodeAt(at);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // The second byte is what keeps out overlong forms, surrogates and everything past U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes.charCodeAt(at + 1);
  if (!(second >= low && second <= high)) return 0;
  for (let i = 2; i < width; i++) {
    const next = bytes.charCodeAt(at + i);
    if (!(next >= 0x80 && next <= 0xbf)) return 0;
  }
  return width;
}

/** Go's `strings.ToLower`: code point by code point, no special casing by context. */
export function toLower(bytes: Bytes): Bytes {
  return isAscii(bytes) ? bytes.toLowerCase() : mapRunes(bytes, (char) => char.toLowerCase());
}

/** The same of a text, whose bytes are lowered. */
export function lowerText(text: string): string {
  return isAscii(text) ? text.toLowerCase() : fromBytes(toLower(toBytes(text)));
}

/** Go's `strings.ToUpper`. */
export function toUpper(bytes: Bytes): Bytes {
  return isAscii(bytes) ? bytes.toUpperCase() : mapRunes(bytes, (char) => char.toUpperCase());
}

/** What Go takes for white space. */
const SPACE = '\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000'.concat(
  '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
);

/** Go's `strings.TrimSpace`. */
export function trimSpace(bytes: Bytes): Bytes {
  return toBytes(trim(fromBytes(bytes), SPACE));
}

/** A text without these characters at its start and end, in linear time, which a pattern with `+$` is not. */
export function trim(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start++;
  return trimEnd(text.slice(start), characters);
}

/** A text without these characters at its end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Go maps one rune to one rune and writes U+FFFD for what is no UTF-8. */
function mapRunes(bytes: Bytes, map: (char: string) => string): Bytes {
  let mapped = '';
  for (const char of toRunes(bytes)) {
    const [first = char, ...rest] = map(char);
    // Full case mappings of several code points are none in Go, but for U+0130, whose simple one is "i".
    mapped += rest.length === 0 ? first : char === '\u0130' ? 'i' : char;
  }
  return toBytes(mapped);
}

function encodeRune(code: number): Bytes {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  const tail = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), ...tail);
  return String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...tail);
}

function decode(bytes: Bytes, invalid: (byte: number) => string): string {
  if (isAscii(bytes)) return bytes;
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const width = runeWidth(bytes, i);
    text += width === 0 ? invalid(bytes.charCodeAt(i)) : String.fromCodePoint(runeAt(bytes, i, width));
    i += width || 1;
  }
  return text;
}

/** The code point of the valid UTF-8 sequence of `width` bytes at an offset. */
export function runeAt(bytes: Bytes, at: number, width: number): number {
  const lead = bytes.charCodeAt(at);
  if (width === 1) return lead;
  let code = lead & (0xff >> (width + 1));
  for (let i = 1; i < width; i++) code = (code << 6) | (bytes.charCodeAt(at + i) & 0x3f);
  return code;
}

/** Maps byte offsets to offsets into the text, which is what callers and editors count in. */
export function textOffsets(bytes: Bytes): (offset: number) => number {
  if (isAscii(bytes)) return (offset) => offset;
  const offsets = new Int32Array(bytes.length + 1);
  let units = 0;
  for (let at = 0; at < bytes.length;) {
    const width = runeWidth(bytes, at) || 1;
    offsets.fill(units, at, at + width);
    units += width === 4 ? 2 : 1;
    at += width;
  }
  offsets[bytes.length] = units;
  return (offset) => offsets[offset] ?? units;
}
