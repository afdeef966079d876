import { escapes } from '../../core/base';
import type { Location } from '../../core/finding';
import { type Lookup, SubstitutionError, substitute } from './substitute';

/** A text of variables that cannot be read, and where. */
export class DotenvError extends Error {
  override readonly name = 'DotenvError';

  constructor(
    message: string,
    readonly location: Location,
  ) {
    super(message);
  }
}

const escape = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const marks: Readonly<Record<string, string>> = { ...escapes, '"': '"' };
/** Blanks that do not end a line. */
const blank = /[\t\v\f\r \u0085\u00a0]/;

/**
 * The variables of a `.env` file or of an env_file of a service, added to those given, as Compose reads them:
 * `export`, quotes (single ones are literal), comments after blanks, `NAME: value`, and names alone, which are taken
 * from `lookup`.
 *
 * @throws DotenvError where it cannot be read
 */
export function readDotenv(text: string, file: string, variables: Map<string, string>, lookup: Lookup): void {
  new DotenvReader(text.replace(/^\uFEFF/, ''), file, variables, lookup).read();
}

/**
 * The same for `format: raw`, where all after `=` is the value, as `docker run --env-file` reads it.
 *
 * @throws DotenvError where a name holds blanks, or there is none
 */
export function readRawEnv(text: string, file: string, variables: Map<string, string>, lookup: Lookup): void {
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = written.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    const name = at < 0 ? line : line.slice(0, at);
    if (name === '' || /[ \t]/.test(name)) {
      const message =
        name === '' ? 'There is no name before "=".' : `The name ${JSON.stringify(name)} holds a blank.`;
      throw new DotenvError(message, { file, line: index + 1, column: written.length - line.length + 1 });
    }
    const value = at < 0 ? lookup(name) : line.slice(at + 1);
    if (value !== undefined) variables.set(name, value);
  }
}

class DotenvReader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly variables: Map<string, string>,
    private readonly lookup: Lookup,
  ) {}

  read(): void {
    while (this.skipToStatement()) this.statement();
  }

  /** Passes blank lines and comments. @returns whether anything is left */
  private skipToStatement(): boolean {
    for (;;) {
      while (/\s|\u0085/.test(this.text[this.position] ?? '')) this.position++;
      if (this.text[this.position] !== '#') return this.position < this.text.length;
      this.toLineEnd();
    }
  }

  private toLineEnd(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end < 0 ? this.text.length : end;
  }

  private statement(): void {
    const start = this.position;
    const exported = /export\s+/y;
    exported.lastIndex = start;
    if (exported.test(this.text)) {
      this.position = start + 'export'.length;
      this.skipBlanks();
    }
    const key = this.key();
    if (key.includes(' ')) throw this.fault(`The name ${JSON.stringify(key)} holds a blank`, start);
    const separator = this.text[this.position];
    this.position++;
    if (separator !== '=' && separator !== ':') {
      const inherited = separator === '\n' ? this.lookup(key) : undefined;
      if (inherited !== undefined) this.variables.set(key, inherited);
      if (separator === undefined && key !== '') this.variables.set('', this.filled(key, start));
      return;
    }
    this.skipBlanks();
    const at = this.position;
    const quote = this.text[at];
    const value = quote === '"' || quote === "'" ? this.quoted(quote) : this.unquoted();
    this.variables.set(key, quote === "'" ? value : this.filled(value, at));
  }

  /** The name up to `=`, `:` or the end of the line. */
  private key(): string {
    const start = this.position;
    for (; this.position < this.text.length; this.position++) {
      const character = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
      if (/[=:\n]/.test(character)) break;
      if (!blank.test(character) && !/[-_.[\]\p{L}\p{N}]/u.test(character)) {
        throw this.fault(`${JSON.stringify(character)} cannot stand in the name of a variable`, start);
      }
      if (character.length > 1) this.position++;
    }
    return this.text.slice(start, this.position).trimEnd();
  }

  private unquoted(): string {
    const start = this.position;
    this.toLineEnd();
    const line = this.text.slice(start, this.position);
    this.position++;
    const comment = line.indexOf(' #');
    return (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  }

  private quoted(quote: '"' | "'"): string {
    const start = this.position;
    let value = '';
    for (let index = start + 1; index < this.text.length; index++) {
      const character = this.text[index] ?? '';
      if (character === quote) {
        this.position = index + 1;
        return quote === '"' ? value.replace(escape, unescaped) : value;
      }
      const next = this.text[index + 1];
      if (character === '\\' && next !== undefined) {
        value += next === quote ? quote : character + next;
        index++;
      } else if (character !== '\\') value += character;
    }
    throw this.fault('A quote is not closed', start);
  }

  private filled(value: string, at: number): string {
    try {
      return substitute(value, (name) => this.lookup(name) ?? this.variables.get(name));
    } catch (error) {
      if (!(error instanceof SubstitutionError)) throw error;
      throw this.fault(error.message.replace(/\.$/, ''), at);
    }
  }

  private skipBlanks(): void {
    while (blank.test(this.text[this.position] ?? '')) this.position++;
  }

  private fault(message: string, offset: number): DotenvError {
    const before = this.text.slice(0, offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return new DotenvError(`${message}.`, { file: this.file, line: before.length, column });
  }
}

function unescaped(sequence: string): string {
  const code = sequence[1] ?? '';
  // A dollar sign that is escaped is none for the variables, which are filled in afterwards.
  if (code === '$') return '$$';
  if (code === '0') {
    const octal = sequence.slice(2);
    return octal.length === 3 && Number.parseInt(octal, 8) < 256
      ? String.fromCharCode(Number.parseInt(octal, 8))
      : sequence;
  }
  return marks[code] ?? sequence;
}
