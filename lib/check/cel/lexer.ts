import { CelFault } from './fault';
import { readString } from './string-literal';
import type { CelValue } from './values';

export type Token =
  | { readonly kind: 'literal'; readonly at: number; readonly text: string; readonly value: CelValue }
  /** A word; `in`, `true`, `false` and `null` are signs and literals. */
  | { readonly kind: 'word'; readonly at: number; readonly text: string }
  | { readonly kind: 'sign'; readonly at: number; readonly text: string }
  | { readonly kind: 'end'; readonly at: number; readonly text: '' };

const space = /(?:[ \t\r\n\f]|\/\/[^\n]*)+/y;
const number =
  /(?:0x(?<hex>[0-9a-fA-F]+)|(?<double>\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|(?<int>\d+))(?<unsigned>[uU])?/y;
const word = /[A-Za-z_]\w*/y;
const sign = /==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]{}]/y;

/**
 * The words and signs of an expression.
 *
 * @throws CelFault where something is none
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  for (;;) {
    at += take(space)?.[0].length ?? 0;
    if (at >= text.length) return [...tokens, { kind: 'end', at, text: '' }];
    const literal = readString(text, at);
    const digits = literal ? undefined : take(number);
    if (literal) {
      tokens.push({ kind: 'literal', at, text: text.slice(at, literal.end), value: literal.value });
      at = literal.end;
    } else if (digits) {
      tokens.push({ kind: 'literal', at, text: digits[0], value: numberOf(digits, at) });
      at += digits[0].length;
    } else {
      const name = take(word)?.[0];
      const found = name ?? take(sign)?.[0];
      if (found === undefined)
        throw new CelFault(`Syntax error: token recognition error at: '${text[at] ?? ''}'`, at);
      tokens.push(name === undefined ? { kind: 'sign', at, text: found } : wordToken(name, at));
      at += found.length;
    }
  }
}

const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function wordToken(text: string, at: number): Token {
  const value = Object.hasOwn(constants, text) ? constants[text] : undefined;
  if (value !== undefined) return { kind: 'literal', at, text, value };
  return { kind: text === 'in' ? 'sign' : 'word', at, text };
}

function numberOf({ groups: { hex, double, int, unsigned } = {} }: RegExpExecArray, at: number): CelValue {
  if (double !== undefined) {
    if (unsigned !== undefined) throw new CelFault('Syntax error: a double is never unsigned', at);
    return Number(double);
  }
  const value = hex === undefined ? BigInt(int ?? 0) : BigInt(`0x${hex}`);
  const limit = unsigned === undefined ? 2n ** 63n : 2n ** 64n - 1n;
  // One more than the largest integer is the smallest without its sign, which the parser knows.
  if (value > limit) throw new CelFault('invalid int literal', at);
  return unsigned === undefined ? value : { kind: 'uint', value };
}
