import type { Expr, ListItem, MapEntry } from './ast';
import { CelFault } from './fault';
import { type Token, tokensOf } from './lexer';
import { expand } from './macros';

/** Words that are kept for later, and name nothing. */
const reserved = new Set(
  'as break const continue else for function if import let loop namespace package return var void while'.split(
    ' ',
  ),
);

/** Binary operators, from what binds least; `&&`, `||` and `?:` stand apart. */
const levels: readonly (readonly string[])[] = [
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** How deep expressions may nest, as in Kubernetes. */
const deepest = 250;

/**
 * Reads an expression of CEL.
 *
 * @throws CelFault where it is none
 */
export function parseCel(text: string): Expr {
  const parser = new Parser(tokensOf(text));
  return parser.whole();
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expr {
    const expr = this.expression();
    if (this.token.kind !== 'end') throw this.unexpected();
    return expr;
  }

  private get token(): Token {
    return this.tokens[this.next] ?? { kind: 'end', at: 0, text: '' };
  }

  private unexpected(): CelFault {
    const { at, text, kind } = this.token;
    return new CelFault(`Syntax error: mismatched input '${kind === 'end' ? '<EOF>' : text}'`, at);
  }

  private isSign(...signs: readonly string[]): boolean {
    return this.token.kind === 'sign' && signs.includes(this.token.text);
  }

  private takes(sign: string): boolean {
    const isNext = this.isSign(sign);
    if (isNext) this.next++;
    return isNext;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw this.unexpected();
  }

  private expression(): Expr {
    if (++this.depth > deepest) throw new CelFault('expression nests too deep', this.token.at);
    const test = this.either();
    const { at } = this.token;
    let expr = test;
    if (this.takes('?')) {
      const yes = this.either();
      this.expect(':');
      expr = { kind: 'if', at, test, yes, no: this.expression() };
    }
    this.depth--;
    return expr;
  }

  private either(): Expr {
    let left = this.both();
    for (let { at } = this.token; this.takes('||'); { at } = this.token)
      left = { kind: 'or', at, left, right: this.both() };
    return left;
  }

  private both(): Expr {
    let left = this.binary(0);
    for (let { at } = this.token; this.takes('&&'); { at } = this.token)
      left = { kind: 'and', at, left, right: this.binary(0) };
    return left;
  }

  private binary(level: number): Expr {
    const signs = levels[level];
    if (!signs) return this.unary();
    let left = this.binary(level + 1);
    while (this.isSign(...signs)) {
      const { at, text } = this.token;
      this.next++;
      left = { kind: 'call', at, name: text, args: [left, this.binary(level + 1)] };
    }
    return left;
  }

  /** Two signs are none, and a number takes the one before it. */
  private unary(): Expr {
    const { at, text } = this.token;
    let count = 0;
    while (this.isSign('!', '-') && this.takes(text)) count++;
    if (count > 0 && this.isSign('!', '-')) throw this.unexpected();
    const isNegated = count % 2 === 1;
    const literal = this.token;
    if (isNegated && text === '-' && literal.kind === 'literal' && isNumber(literal.value)) {
      this.next++;
      return this.member({ kind: 'literal', at, value: checkedInt(-literal.value, at) });
    }
    const operand = this.member(this.primary());
    return isNegated ? { kind: 'call', at, name: text === '-' ? '-_' : '!_', args: [operand] } : operand;
  }

  private primary(): Expr {
    const token = this.token;
    const { at } = token;
    if (token.kind === 'literal') {
      this.next++;
      const { value } = token;
      return { kind: 'literal', at, value: typeof value === 'bigint' ? checkedInt(value, at) : value };
    }
    if (this.takes('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (this.takes('[')) return { kind: 'list', at, items: this.until(']', () => this.item()) };
    if (this.takes('{')) return { kind: 'map', at, entries: this.until('}', () => this.entry()) };
    this.takes('.');
    const name = this.name();
    if (reserved.has(name)) throw new CelFault(`reserved identifier: ${name}`, at);
    if (this.isSign('{')) throw new CelFault(`undeclared reference to '${name}' (in container '')`, at);
    if (!this.takes('(')) return { kind: 'name', at, name };
    return expand({ kind: 'call', at, name, args: this.until(')', () => this.expression()) });
  }

  private member(start: Expr): Expr {
    let operand = start;
    for (;;) {
      const { at } = this.token;
      if (this.takes('.')) {
        const isOptional = this.takes('?');
        const field = this.name();
        const isCall = !isOptional && this.takes('(');
        operand = isCall
          ? expand({
              kind: 'call',
              at,
              name: field,
              target: operand,
              args: this.until(')', () => this.expression()),
            })
          : { kind: isOptional ? 'optional-select' : 'select', at, operand, field };
      } else if (this.takes('[')) {
        const kind = this.takes('?') ? 'optional-index' : 'index';
        operand = { kind, at, operand, index: this.expression() };
        this.expect(']');
      } else return operand;
    }
  }

  private name(): string {
    const { kind, text } = this.token;
    if (kind !== 'word') throw this.unexpected();
    this.next++;
    return text;
  }

  private item(): ListItem {
    const isOptional = this.takes('?');
    return { isOptional, value: this.expression() };
  }

  private entry(): MapEntry {
    const isOptional = this.takes('?');
    const key = this.expression();
    this.expect(':');
    return { isOptional, key, value: this.expression() };
  }

  /** What commas part, up to a sign; a last comma is left alone, but in calls. */
  private until<T>(end: string, read: () => T): readonly T[] {
    const parts: T[] = [];
    while (!this.takes(end)) {
      parts.push(read());
      if (this.takes(',')) {
        if (end === ')' && this.isSign(end)) throw this.unexpected();
      } else if (!this.isSign(end)) throw this.unexpected();
    }
    return parts;
  }
}

function isNumber(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function checkedInt(value: bigint | number, at: number): bigint | number {
  if (typeof value === 'bigint' && value >= 2n ** 63n) throw new CelFault('invalid int literal', at);
  return value;
}
