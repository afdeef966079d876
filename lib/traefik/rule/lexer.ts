import { type Bytes, isAscii, runeAt, runeWidth } from './bytes';
import { commentEnd, lineDirectiveError } from './comment';
import { RuleError } from './rule-error';
import { scanRawString, scanRune, scanString } from './literal';

/** What Go's scanner calls a token; operators and punctuation stand for themselves in `text`. */
export interface Token {
  readonly kind: 'identifier' | 'string' | 'character' | 'number' | 'operator' | 'newline' | 'end';
  /** As written; for the newline and the end, nothing. */
  readonly text: Bytes;
  /** The value of a string. */
  readonly value?: Bytes;
  readonly start: number;
  readonly end: number;
}

/** Go's operators by their first character, longest first, as its scanner takes them. */
const OPERATORS: ReadonlyMap<string, readonly string[]> = byFirstCharacter(
  '<<= >>= &^= ... && || == != <= >= := <- ++ -- << >> &^ += -= *= /= %= &= |= ^= ' +
    '( ) [ ] { } , . : ; ! & | ^ ~ + - * / % < > =',
);

const ASCII_WORD = /[A-Za-z0-9_]+/y;

/** After these, Go takes a line's end for a semicolon. */
const ENDS_LINE: ReadonlySet<Bytes> = new Set([')', ']', '}', '++', '--']);

const KEYWORDS: ReadonlySet<Bytes> = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map ' +
    'package range return select struct switch type var'
  ).split(' '),
);
const KEYWORDS_ENDING_LINE: ReadonlySet<Bytes> = new Set(['break', 'continue', 'fallthrough', 'return']);

/**
 * Go's scanner over a rule, as far as a rule needs it. Offsets are bytes. Where Go's scanner would report an
 * error, this throws it; what comes after does not matter, as the rule is refused anyway.
 */
export class Lexer {
  private offset: number;
  private mayEnd = false;
  private lineStart = 0;
  /** A newline inside a comment that ends the line: it comes as a token of its own. */
  private pendingNewline: number | undefined;
  private readonly illegal: RuleError | undefined;

  constructor(private readonly source: Bytes) {
    this.illegal = firstIllegal(source);
    this.offset = source.startsWith('\xef\xbb\xbf') ? 3 : 0;
  }

  next(): Token {
    const token = this.scan();
    if (this.illegal && this.illegal.offset < token.end) throw this.illegal;
    return token;
  }

  private scan(): Token {
    const { source } = this;
    for (;;) {
      if (this.pendingNewline !== undefined) {
        const at = this.pendingNewline;
        this.pendingNewline = undefined;
        return { kind: 'newline', text: '', start: at, end: at };
      }
      this.skipBlanks();
      const start = this.offset;
      if (start >= source.length || source[start] === '\n') {
        const atEnd = start >= source.length;
        if (atEnd && this.illegal) throw this.illegal;
        if (!this.mayEnd) return { kind: 'end', text: '', start, end: start };
        this.mayEnd = false;
        return { kind: 'newline', text: '', start, end: start };
      }
      if (source[start] !== '/' || !/[/*]/.test(source[start + 1] ?? '')) return this.scanToken(start);
      this.skipComment(start);
    }
  }

  private skipBlanks(): void {
    for (;;) {
      const char = this.source[this.offset];
      if (char === '\n' && !this.mayEnd) this.lineStart = this.offset + 1;
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
      this.offset++;
    }
  }

  private skipComment(start: number): void {
    const { source } = this;
    const end = commentEnd(source, start);
    if (end === undefined) throw this.illegal ?? new RuleError('comment not terminated', start);
    const text = source.slice(start, end);
    const directive = lineDirectiveError(text, start === this.lineStart);
    if (directive) throw new RuleError(directive.message, start + directive.offset);
    const newline = text.startsWith('/*') ? text.indexOf('\n') : -1;
    if (newline >= 0) {
      this.lineStart = start + text.lastIndexOf('\n') + 1;
      if (this.mayEnd) {
        this.pendingNewline = start + newline;
        this.mayEnd = false;
      }
    }
    this.offset = end;
  }

  private scanToken(start: number): Token {
    const token = this.readToken(start);
    this.offset = token.end;
    const raw = token.kind === 'string' ? token.text.lastIndexOf('\n') : -1;
    if (raw >= 0) this.lineStart = start + raw + 1;
    this.mayEnd =
      token.kind === 'operator'
        ? ENDS_LINE.has(token.text)
        : !KEYWORDS.has(token.text) || KEYWORDS_ENDING_LINE.has(token.text);
    return token;
  }

  private readToken(start: number): Token {
    const { source } = this;
    const first = source[start] ?? '';
    if (isLetter(source, start)) return this.token('identifier', start, this.identifierEnd(start));
    if (isNumberStart(first, source[start + 1])) return this.token('number', start, numberEnd(source, start));
    if (first === '`' || first === '"') {
      const { end, value } = first === '"' ? scanString(source, start) : scanRawString(source, start);
      return { kind: 'string', text: source.slice(start, end), value, start, end };
    }
    if (first === "'") return this.token('character', start, scanRune(source, start));
    const operator = OPERATORS.get(first)?.find((text) => source.startsWith(text, start));
    if (operator === undefined) throw illegalCharacter(source, start);
    return this.token('operator', start, start + operator.length);
  }

  private token(kind: Token['kind'], start: number, end: number): Token {
    return { kind, text: this.source.slice(start, end), start, end };
  }

  private identifierEnd(start: number): number {
    ASCII_WORD.lastIndex = start;
    ASCII_WORD.test(this.source);
    let end = Math.max(start, ASCII_WORD.lastIndex);
    while (isLetter(this.source, end) || isDigit(this.source, end)) end += runeWidth(this.source, end);
    return end;
  }
}

function byFirstCharacter(operators: string): ReadonlyMap<string, readonly string[]> {
  const byFirst = new Map<string, string[]>();
  for (const operator of operators.split(' ')) {
    const first = operator.slice(0, 1);
    byFirst.set(first, [...(byFirst.get(first) ?? []), operator]);
  }
  return byFirst;
}

/** Whether a word is one of Go's keywords, which can't name a matcher. */
export function isKeyword(word: Bytes): boolean {
  return KEYWORDS.has(word);
}

function isLetter(source: Bytes, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code < 0x80) return ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f;
  return at < source.length && /^\p{L}$/u.test(runeText(source, at));
}

function isDigit(source: Bytes, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code < 0x80) return code >= 0x30 && code <= 0x39;
  return at < source.length && /^\p{Nd}$/u.test(runeText(source, at));
}

function isNumberStart(first: string, second: string | undefined): boolean {
  const digit = first === '.' ? (second ?? '') : first;
  return digit >= '0' && digit <= '9';
}

function runeText(source: Bytes, at: number): string {
  const width = runeWidth(source, at);
  return width === 0 ? '' : String.fromCodePoint(runeAt(source, at, width));
}

/** Numbers are never allowed in a rule, so how far one reaches decides nothing but the message. */
function numberEnd(source: Bytes, start: number): number {
  const length = /^[\w.]*/.exec(source.slice(start, start + 64))?.[0].length ?? 1;
  return start + length;
}

/** Go refuses these bytes wherever they stand, in strings and comments too. */
function firstIllegal(source: Bytes): RuleError | undefined {
  if (isAscii(source) && !source.includes('\0')) return undefined;
  for (let at = 0; at < source.length;) {
    const width = runeWidth(source, at);
    if (width === 0) return new RuleError('illegal UTF-8 encoding', at);
    if (source[at] === '\0') return new RuleError('illegal character NUL', at);
    if (at > 0 && source.startsWith('\xef\xbb\xbf', at)) {
      return new RuleError('illegal byte order mark', at, 'remove the invisible U+FEFF');
    }
    at += width;
  }
  return undefined;
}

function illegalCharacter(source: Bytes, at: number): RuleError {
  const char = runeText(source, at);
  if (char === '“' || char === '”') {
    return new RuleError(
      `curly quotation mark '${char}' (use neutral '"')`,
      at,
      'quote arguments with backticks: `…`',
    );
  }
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const blank = /^\p{Z}$/u.test(char);
  return new RuleError(
    `illegal character U+${code}${blank || char < ' ' ? '' : ` '${char}'`}`,
    at,
    blank ? 'use a plain space' : undefined,
  );
}
