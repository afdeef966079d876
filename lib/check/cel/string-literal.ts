import { escapes } from '../../core/base';
import { CelFault } from './fault';

export interface StringLiteral {
  readonly value: string | Uint8Array;
  /** Where the text goes on. */
  readonly end: number;
}

const start = /(?<prefix>[rR][bB]?|[bB][rR]?)?(?<quote>"""|'''|"|')/y;

/**
 * The string or bytes that are written at a place, undefined where none begin there.
 *
 * @throws CelFault where they do not end, or hold what they may not
 */
export function readString(text: string, at: number): StringLiteral | undefined {
  start.lastIndex = at;
  const { prefix = '', quote } = start.exec(text)?.groups ?? {};
  if (quote === undefined) return undefined;
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  const parts: string[] = [];
  let index = at + prefix.length + quote.length;
  while (!text.startsWith(quote, index)) {
    const mark = text[index];
    if (mark === undefined || (quote.length === 1 && /[\r\n]/.test(mark)))
      throw new CelFault(`Syntax error: token recognition error at: '${text.slice(at, at + 20)}'`, at);
    if (mark === '\\' && !isRaw) {
      const { value, end } = readEscape(text, index, isBytes);
      parts.push(value);
      index = end;
    } else {
      // In bytes, what is written stands for its UTF-8: one character a byte until the end.
      parts.push(isBytes ? Buffer.from(mark, 'utf8').toString('latin1') : mark);
      index++;
    }
  }
  const joined = parts.join('');
  return {
    value: isBytes ? Uint8Array.from(Buffer.from(joined, 'latin1')) : joined,
    end: index + quote.length,
  };
}

const plain: Readonly<Record<string, string>> = {
  ...escapes,
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};

const escape =
  /\\(?:x(?<hex>[0-9a-fA-F]{2})|X(?<HEX>[0-9a-fA-F]{2})|u(?<short>[0-9a-fA-F]{4})|U(?<long>[0-9a-fA-F]{8})|(?<octal>[0-3][0-7]{2})|(?<plain>[abfnrtv\\?"'`]))/y;

function readEscape(text: string, at: number, isBytes: boolean): { value: string; end: number } {
  escape.lastIndex = at;
  const found = escape.exec(text);
  const { hex, HEX = hex, short, long = short, octal, plain: mark } = found?.groups ?? {};
  if (!found || (isBytes && long !== undefined))
    throw new CelFault(`Syntax error: there is no escape ${text.slice(at, at + 2)}`, at);
  const end = at + found[0].length;
  if (mark !== undefined) return { value: plain[mark] ?? mark, end };
  const code = octal === undefined ? Number.parseInt(HEX ?? long ?? '', 16) : Number.parseInt(octal, 8);
  if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff))
    throw new CelFault('Syntax error: there is no such character', at);
  return { value: String.fromCodePoint(code), end };
}
