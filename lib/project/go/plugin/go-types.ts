/** A type as a Go file writes it. */
export type GoType =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list'; readonly of: GoType }
  | { readonly kind: 'map'; readonly of: GoType }
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  /** Something that no configuration can be read into, or that is not looked into. */
  | { readonly kind: 'other' };

/** A field of a struct. */
export interface GoField {
  readonly name: string;
  readonly type: GoType;
  /** Its tag, without quotes; '' where it has none. */
  readonly tag: string;
}

interface Token {
  readonly text: string;
  readonly line: number;
}

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|[\p{L}_][\p{L}\p{Nd}_]*|\d[\w.]*|\n|[^\s]/gu;

const isWord = (text: string | undefined): text is string => text !== undefined && /^[\p{L}_]/u.test(text);
const isString = (text: string | undefined): text is string => text !== undefined && /^["`]/.test(text);

/** The types that a Go file declares outside of functions, by name. */
export function goTypes(text: string): ReadonlyMap<string, GoType> {
  return new Reader(tokensOf(text)).declarations();
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const [found] of text.matchAll(token)) {
    if (found !== '\n' && !/^\/[/*]/.test(found)) tokens.push({ text: found, line });
    line += found.split('\n').length - 1;
  }
  return tokens;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  declarations(): ReadonlyMap<string, GoType> {
    const types = new Map<string, GoType>();
    while (this.peek() !== undefined) {
      const text = this.next();
      if (text === '{' || text === '(') this.skipBlock();
      if (text !== 'type') continue;
      if (this.take('(')) {
        while (this.peek() !== undefined && !this.take(')')) this.declaration(types);
      } else this.declaration(types);
    }
    return types;
  }

  private declaration(types: Map<string, GoType>): void {
    const name = this.next();
    this.take('=');
    if (isWord(name)) types.set(name, this.type());
  }

  private type(): GoType {
    if (this.take('*')) return this.type();
    if (this.take('[')) {
      while (this.peek() !== undefined && !this.take(']')) this.at++;
      return { kind: 'list', of: this.type() };
    }
    if (this.take('map')) {
      this.take('[');
      this.type();
      this.take(']');
      return { kind: 'map', of: this.type() };
    }
    if (this.take('struct')) return this.take('{') ? { kind: 'struct', fields: this.fields() } : other;
    if (this.take('interface')) {
      if (this.take('{')) this.skipBlock();
      return { kind: 'named', name: 'any' };
    }
    const name = this.next();
    if (!isWord(name) || ['func', 'chan'].includes(name)) return this.rest();
    return this.take('.') ? { kind: 'named', name: `${name}.${this.next() ?? ''}` } : { kind: 'named', name };
  }

  private fields(): readonly GoField[] {
    const fields: GoField[] = [];
    while (this.peek() !== undefined && !this.take('}')) {
      if (this.take(';')) continue;
      const start = this.at;
      const names = this.names();
      const isEmbedded = names.length === 0;
      if (isEmbedded) this.at = start;
      const type = this.type();
      const tag = isString(this.peek()) ? (this.next() ?? '') : '';
      for (const name of isEmbedded ? [embeddedName(type)] : names)
        fields.push({ name, type, tag: unquoted(tag) });
      if (this.at === start) this.at++;
    }
    return fields;
  }

  /** The names before a type; none where the type itself stands there, embedded. */
  private names(): readonly string[] {
    const names: string[] = [];
    do {
      const name = this.next();
      if (!isWord(name)) return [];
      names.push(name);
    } while (this.take(','));
    const [before, following] = [this.tokens[this.at - 1], this.tokens[this.at]];
    const isEnd =
      following === undefined ||
      following.line !== before?.line ||
      /^[};.]$/.test(following.text) ||
      isString(following.text);
    return isEnd ? [] : names;
  }

  /** What is left of the line, which is not looked into. */
  private rest(): GoType {
    const line = this.tokens[this.at - 1]?.line;
    while (this.tokens[this.at]?.line === line && !isString(this.peek()) && this.peek() !== '}')
      if (this.take('{') || this.take('(')) this.skipBlock();
      else this.at++;
    return other;
  }

  private skipBlock(): void {
    let open = 1;
    while (open > 0) {
      const text = this.next();
      if (text === undefined) return;
      if (text === '{' || text === '(') open++;
      if (text === '}' || text === ')') open--;
    }
  }

  private peek(): string | undefined {
    return this.tokens[this.at]?.text;
  }

  private next(): string | undefined {
    return this.tokens[this.at++]?.text;
  }

  private take(text: string): boolean {
    if (this.peek() !== text) return false;
    this.at++;
    return true;
  }
}

const other: GoType = { kind: 'other' };

function embeddedName(type: GoType): string {
  return type.kind === 'named' ? (type.name.split('.').at(-1) ?? '') : '';
}

/** Tags are raw strings; in quotes only the quotes in them are escaped. */
function unquoted(tag: string): string {
  return tag.startsWith('`') ? tag.slice(1, -1) : tag.slice(1, -1).replaceAll('\\"', '"');
}
