import { type Bytes, isAscii, runeAt, runeWidth, textOffsets } from './bytes';
import { commentEnd, lineDirectiveError } from './comment';
import { RuleError } from './rule-error';
import { scanRawString, scanRune, scanString } from './literal';

/** What Go's scanner calls a token; operators and punctuation stand for themselves in `text`. */
export interface Token {
  readonly kind:
    'identifier' | 'keyword' | 'string' | 'character' | 'number' | 'operator' | 'newline' | 'end';
  /** As written; for the newline and the end, nothing. */
  readonly text: Bytes;
  /** Where it stands in the rule's text. */
  readonly start: number;
}

/** Go's operators by their first character, longest first, as its scanner takes them. */
const OPERATORS: ReadonlyMap<string, readonly string[]> = byFirstCharacter(
  '<<= >>= &^= ... && || == != <= >= := <- ++ -- << >> &^ += -= *= /= %= &= |= ^= ' +
    '( ) [ ] { } , . : ; ! & | ^ ~ + - * / % < > =',
);

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
 * Go's scanner over a rule, as far as a rule needs it. It stands at one token, the first to begin with, and is what it
 * tells of that: thousands of rules are read in a run, and a token each would be as much work as all else. Where Go's
 * scanner would report an error, this throws it; what comes after does not matter, as the rule is refused anyway.
 */
export class Lexer implements Token {
  kind: Token['kind'] = 'end';
  /** An operator or a name as written; of other tokens nothing. */
  word: Bytes = '';
  /** The value of a string. */
  value: Bytes = '';
  start = 0;
  /** Where it ends in the rule's text. */
  end = 0;
  /** Where it starts, in bytes. */
  private from = 0;
  /** Where what comes after it starts, in bytes. */
  private offset: number;
  private mayEnd = false;
  private readonly illegal: RuleError | undefined;
  /** Tells places in the text by those in bytes; undefined where both are the same. */
  private readonly place: ((offset: number) => number) | undefined;

  constructor(private readonly source: Bytes) {
    this.place = isAscii(source) ? undefined : textOffsets(source);
    this.illegal = firstIllegal(source, this.place === undefined);
    this.offset = source.startsWith('\xef\xbb\xbf') ? 3 : 0;
    this.next();
  }

  get text(): Bytes {
    if (this.word !== '' || this.kind === 'newline' || this.kind === 'end') return this.word;
    return this.source.slice(this.from, this.offset);
  }

  /** Whether nothing but blanks and ends of lines is left: the newlines of a YAML block end no more than the rule. */
  get isAtEnd(): boolean {
    const isBetween = this.kind === 'newline' || this.kind === 'end';
    return isBetween && !/[^ \t\r\n]/.test(this.source.slice(this.offset));
  }

  /** Goes on to the next token. */
  next(): void {
    if (!this.place) {
      this.scan();
      return;
    }
    try {
      this.scan();
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      throw new RuleError(error.message, this.place(error.offset), error.fix);
    }
    this.start = this.place(this.start);
    this.end = this.place(this.end);
  }

  private scan(): void {
    const { source } = this;
    for (let at = this.offset; ;) {
      const code = source.charCodeAt(at);
      if (isBlank(code) || (code === NEWLINE && !this.mayEnd)) at++;
      else if (code === SLASH && startsComment(source.charCodeAt(at + 1))) {
        const end = this.commentEnd(at);
        const newline = this.mayEnd && source.charCodeAt(at + 1) === STAR ? source.indexOf('\n', at) : -1;
        this.offset = end;
        // A newline inside a comment that ends the line comes as a token of its own.
        if (newline >= 0 && newline < end) return this.endLine('newline', newline);
        at = end;
      } else if (code === NEWLINE || at >= source.length) {
        this.offset = at;
        return this.endLine(this.mayEnd ? 'newline' : 'end', at);
      } else return this.scanToken(at, code);
    }
  }

  private endLine(kind: 'newline' | 'end', at: number): void {
    this.kind = kind;
    this.word = '';
    this.mayEnd = false;
    this.stand(at, at);
  }

  private commentEnd(start: number): number {
    const { source } = this;
    const end = commentEnd(source, start);
    if (end === undefined) throw this.illegal ?? new RuleError('comment not terminated', start);
    const atLineStart = start === 0 || source.charCodeAt(start - 1) === NEWLINE;
    const directive = lineDirectiveError(source.slice(start, end), atLineStart);
    if (directive) throw new RuleError(directive.message, start + directive.offset);
    return end;
  }

  private scanToken(start: number, code: number): void {
    const { source } = this;
    this.from = start;
    this.word = '';
    if (isLetter(code, source, start)) {
      this.offset = wordEnd(source, start);
      this.word = source.slice(start, this.offset);
      const isKeyword = KEYWORDS.has(this.word);
      this.kind = isKeyword ? 'keyword' : 'identifier';
      this.mayEnd = !isKeyword || KEYWORDS_ENDING_LINE.has(this.word);
    } else if (code === BACKTICK || code === DOUBLE_QUOTE) {
      const { end, value } = code === BACKTICK ? scanRawString(source, start) : scanString(source, start);
      this.offset = end;
      this.kind = 'string';
      this.value = value;
      this.mayEnd = true;
    } else if (isDigit(code) || (code === DOT && isDigit(source.charCodeAt(start + 1)))) {
      this.offset = numberEnd(source, start);
      this.kind = 'number';
      this.mayEnd = true;
    } else if (code === QUOTE) {
      this.offset = scanRune(source, start);
      this.kind = 'character';
      this.mayEnd = true;
    } else {
      this.word = operatorAt(source, start);
      this.offset = start + this.word.length;
      this.kind = 'operator';
      this.mayEnd = ENDS_LINE.has(this.word);
    }
    this.stand(start, this.offset);
  }

  private stand(start: number, end: number): void {
    if (this.illegal && this.illegal.offset < end) throw this.illegal;
    this.start = start;
    this.end = end;
  }
}

const NEWLINE = 0x0a;
const DOUBLE_QUOTE = 0x22;
const QUOTE = 0x27;
const STAR = 0x2a;
const DOT = 0x2e;
const SLASH = 0x2f;
const BACKTICK = 0x60;

function byFirstCharacter(operators: string): ReadonlyMap<string, readonly string[]> {
  const byFirst = new Map<string, string[]>();
  for (const operator of operators.split(' ')) {
    const first = operator.slice(0, 1);
    byFirst.set(first, [...(byFirst.get(first) ?? []), operator]);
  }
  return byFirst;
}

function operatorAt(source: Bytes, at: number): string {
  for (const operator of OPERATORS.get(source.charAt(at)) ?? []) {
    if (source.startsWith(operator, at)) return operator;
  }
  throw illegalCharacter(source, at);
}

/** A space, a tab or a carriage return. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}

function startsComment(second: number): boolean {
  return second === SLASH || second === STAR;
}

function isLetter(code: number, source: Bytes, at: number): boolean {
  if (code < 0x80) return ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f;
  return code >= 0x80 && /^\p{L}$/u.test(runeText(source, at));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where a word ends: Go takes the letters and decimal digits of all scripts. */
function wordEnd(source: Bytes, start: number): number {
  for (let end = start; ;) {
    const code = source.charCodeAt(end);
    if (code >= 0x80 && /^[\p{L}\p{Nd}]$/u.test(runeText(source, end))) end += runeWidth(source, end);
    else if (isDigit(code) || isLetter(code, source, end)) end++;
    else return end;
  }
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
function firstIllegal(source: Bytes, areAllAscii: boolean): RuleError | undefined {
  if (areAllAscii) {
    const nul = source.indexOf('\0');
    return nul < 0 ? undefined : new RuleError('illegal character NUL', nul);
  }
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
