/*
 * The small languages of circuitBreaker.expression and buffering.retryExpression: comparisons of a function with
 * a literal, joined by && and ||. Only whether Traefik takes them matters here, since what they say depends on
 * responses.
 */

type Type = 'condition' | 'int' | 'float' | 'string' | 'intOf' | 'floatOf' | 'stringOf';

/** A function of such a language: the types of its arguments and of what it gives. */
export interface PredicateFunction {
  readonly args: readonly ('int' | 'float')[];
  readonly gives: Type;
}

const token =
  /\s*(?:(\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|(\d+)|("(?:[^"\\\n]|\\.)*"|`[^`]*`)|([A-Za-z_]\w*)|(&&|\|\||[<>=!]=|[<>(),]))/y;

const precedence: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 3],
  ['<=', 3],
  ['>', 3],
  ['>=', 3],
]);

const literalOf: ReadonlyMap<Type, Type> = new Map([
  ['intOf', 'int'],
  ['floatOf', 'float'],
  ['stringOf', 'string'],
]);

interface Token {
  readonly kind: 'float' | 'int' | 'string' | 'name' | 'operator';
  readonly text: string;
}

/** How deep parentheses may nest. */
const maxDepth = 1000;

/** Why an expression is none of the language; undefined where it is. */
export function predicateError(
  expression: string,
  functions: ReadonlyMap<string, PredicateFunction>,
): string | undefined {
  const tokens = tokenize(expression);
  if (!tokens) return `"${expression}" is no expression`;
  let at = 0;
  try {
    const type = binary(1, 0);
    if (at < tokens.length) return `unexpected ${tokens[at]?.text}`;
    return type === 'condition' ? undefined : 'expected predicate';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }

  function binary(level: number, depth: number): Type {
    let left = level > 3 ? primary(depth) : binary(level + 1, depth);
    for (let next = tokens?.[at]; next?.kind === 'operator'; next = tokens?.[at]) {
      if (precedence.get(next.text) !== level) break;
      at += 1;
      left = combine(next.text, left, binary(level + 1, depth));
    }
    return left;
  }

  function primary(depth: number): Type {
    const next = tokens?.[at];
    at += 1;
    if (!next || depth > maxDepth) throw new Error('operand expected');
    if (next.text === '(' && next.kind === 'operator') {
      const type = binary(1, depth + 1);
      expect(')');
      return type;
    }
    if (next.kind === 'name') return call(next.text, depth);
    if (next.kind === 'operator') throw new Error(`operand expected, not ${next.text}`);
    return next.kind;
  }

  function call(name: string, depth: number): Type {
    const found = functions.get(name);
    if (!found) throw new Error(`unsupported function: ${name}`);
    expect('(');
    const args: Type[] = [];
    while (tokens?.[at]?.text !== ')') {
      args.push(binary(1, depth + 1));
      if (tokens?.[at]?.text === ',') at += 1;
      else break;
    }
    expect(')');
    const fits = args.length === found.args.length && args.every((type, index) => type === found.args[index]);
    if (!fits) throw new Error(`wrong arguments of ${name}`);
    return found.gives;
  }

  function expect(text: string): void {
    if (tokens?.[at]?.text !== text) throw new Error(`expected ${text}`);
    at += 1;
  }
}

function combine(operator: string, left: Type, right: Type): Type {
  if (operator === '&&' || operator === '||') {
    if (left === 'condition' && right === 'condition') return 'condition';
    throw new Error(`${operator} joins conditions`);
  }
  const isOrder = operator.startsWith('<') || operator.startsWith('>');
  if (literalOf.get(left) === right && !(isOrder && left === 'stringOf')) return 'condition';
  throw new Error(`${operator} cannot compare these`);
}

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const match = token.exec(text);
    if (!match) return undefined;
    const [, float, int, string, name, operator = ''] = match;
    if (float !== undefined) tokens.push({ kind: 'float', text: float });
    else if (int !== undefined) tokens.push({ kind: 'int', text: int });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'operator', text: operator });
  }
  return tokens;
}
