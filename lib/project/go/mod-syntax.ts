/** Where something stands in a file: line and column from 1, the column in characters. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A directive of go.mod or go.work: one line, by itself or inside of a block. */
export interface ModLine {
  readonly spot: Spot;
  /** Its words; of a line inside of a block without the block's verb. */
  readonly words: readonly string[];
  /** Comments on the lines before it, with their slashes; '' where a blank line stands between them. */
  readonly before: readonly string[];
  /** The comment behind it on its line. */
  readonly suffix: string | undefined;
}

/** A block of directives: `require ( … )`. */
export interface ModBlock {
  readonly spot: Spot;
  readonly words: readonly string[];
  readonly before: readonly string[];
  readonly lines: readonly ModLine[];
}

/** Why a file cannot be read at all: what go says of it, and where it stopped. */
export class ModSyntaxError extends Error {
  override readonly name = 'ModSyntaxError';

  constructor(
    message: string,
    readonly spot: Spot,
  ) {
    super(message);
  }
}

type Kind = 'end' | 'line end' | 'comment' | 'suffix' | 'word' | 'mark';

interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly spot: Spot;
}

const endsLine = (token: Token): boolean =>
  token.kind === 'end' || token.kind === 'line end' || token.kind === 'suffix';

/**
 * The directives of a go.mod or go.work file, in order.
 *
 * Follows the parser of golang.org/x/mod/modfile (read.go).
 *
 * @throws ModSyntaxError
 */
export function modStatements(text: string): readonly (ModLine | ModBlock)[] {
  const tokens = new Tokens(text);
  const statements: (ModLine | ModBlock)[] = [];
  let before: string[] = [];
  for (;;) {
    const { kind, text: comment } = tokens.next;
    if (kind === 'end') return statements;
    if (kind === 'line end') {
      tokens.take();
      before = [];
    } else if (kind === 'comment') {
      tokens.take();
      before.push(comment);
    } else {
      statements.push(readStatement(tokens, before));
      before = [];
    }
  }
}

function readStatement(tokens: Tokens, before: readonly string[]): ModLine | ModBlock {
  const first = tokens.take();
  const words = [first.text];
  for (;;) {
    const token = tokens.take();
    if (endsLine(token)) return { spot: first.spot, words, before, suffix: suffixOf(token) };
    if (token.text === '(' && token.kind === 'mark') {
      if (endsLine(tokens.next)) return readBlock(tokens, { spot: first.spot, words, before });
      if (tokens.next.text === ')' && tokens.next.kind === 'mark') {
        tokens.take();
        if (endsLine(tokens.next)) {
          tokens.take();
          return { spot: first.spot, words, before, lines: [] };
        }
        words.push('(', ')');
        continue;
      }
    }
    words.push(token.text);
  }
}

function readBlock(tokens: Tokens, block: Omit<ModBlock, 'lines'>): ModBlock {
  const lines: ModLine[] = [];
  let before: string[] = [];
  for (;;) {
    const { kind, text } = tokens.next;
    if (kind === 'end') {
      const { line, column } = block.spot;
      tokens.fail(`syntax error (unterminated block started at line ${line}, column ${column})`);
    } else if (kind === 'mark' && text === ')') {
      tokens.take();
      if (!endsLine(tokens.next)) tokens.fail('syntax error (expected newline after closing paren)');
      tokens.take();
      return { ...block, lines };
    } else if (kind === 'suffix') {
      tokens.take();
    } else if (kind === 'line end') {
      tokens.take();
      if (before.length === 0 ? lines.length > 0 : before.at(-1) !== '') before.push('');
    } else if (kind === 'comment') {
      tokens.take();
      before.push(text);
    } else {
      lines.push(readLine(tokens, before));
      before = [];
    }
  }
}

function readLine(tokens: Tokens, before: readonly string[]): ModLine {
  const { spot } = tokens.next;
  const words: string[] = [];
  for (;;) {
    const token = tokens.take();
    if (endsLine(token)) return { spot, words, before, suffix: suffixOf(token) };
    words.push(token.text);
  }
}

const suffixOf = (token: Token): string | undefined => (token.kind === 'suffix' ? token.text : undefined);

/** What a word may be made of: whatever Go prints, but for these. */
const wordCharacter = /^[^ ()[\]{},]$/u;
const printed = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;
const marks = '()[]{},';

const noBlockComments = 'mod files must use // comments (not /* */ comments)';

/** The words, marks, comments and line ends of a file, one ahead. */
class Tokens {
  private readonly characters: readonly string[];
  private at = 0;
  private line = 1;
  private column = 1;
  /** Whether something stands on this line already. */
  private begun = false;
  next: Token;

  constructor(text: string) {
    this.characters = Array.from(text);
    this.next = this.read();
  }

  take(): Token {
    const token = this.next;
    this.next = this.read();
    return token;
  }

  fail(message: string, spot: Spot = { line: this.line, column: this.column }): never {
    throw new ModSyntaxError(message, spot);
  }

  private read(): Token {
    while (/^[ \t\r]$/.test(this.character())) this.step();
    const spot = { line: this.line, column: this.column };
    if (this.startsWith('//')) return this.readComment(spot);
    if (this.startsWith('/*')) this.fail(noBlockComments);
    const character = this.character();
    if (character === '') return { kind: 'end', text: '', spot };
    if (character === '\n') {
      this.step();
      return { kind: 'line end', text: '', spot };
    }
    this.begun = true;
    if (marks.includes(character)) {
      this.step();
      return { kind: 'mark', text: character, spot };
    }
    return { kind: 'word', text: /["`]/.test(character) ? this.readQuoted(spot) : this.readWord(), spot };
  }

  private readComment(spot: Spot): Token {
    const kind = this.begun ? 'suffix' : 'comment';
    const text: string[] = [];
    while (!['', '\n'].includes(this.character())) text.push(this.step());
    if (this.character() === '\n') this.step();
    return { kind, text: text.join('').replace(/\r$/, ''), spot };
  }

  private readQuoted(spot: Spot): string {
    const quote = this.step();
    const text = [quote];
    for (;;) {
      if (this.character() === '') this.fail('unexpected EOF in string', spot);
      if (this.character() === '\n') this.fail('unexpected newline in string');
      const character = this.step();
      text.push(character);
      if (character === quote) return text.join('');
      if (character !== '\\' || quote === '`') continue;
      if (this.character() === '') this.fail('unexpected EOF in string', spot);
      text.push(this.step());
    }
  }

  private readWord(): string {
    if (!this.isInWord()) this.fail(`unexpected input character ${JSON.stringify(this.character())}`);
    const text: string[] = [];
    while (this.isInWord() && !this.startsWith('//')) {
      if (this.startsWith('/*')) this.fail(noBlockComments);
      text.push(this.step());
    }
    return text.join('');
  }

  private isInWord(): boolean {
    return wordCharacter.test(this.character()) && printed.test(this.character());
  }

  private character(): string {
    return this.characters[this.at] ?? '';
  }

  private startsWith(text: string): boolean {
    return this.character() === text[0] && this.characters[this.at + 1] === text[1];
  }

  private step(): string {
    const character = this.character();
    this.at++;
    this.column++;
    if (character === '\n') {
      this.line++;
      this.column = 1;
      this.begun = false;
    }
    return character;
  }
}
