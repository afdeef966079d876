import { type Attempt, failed, made } from '../../core/base';
import { toBytes } from '../rule';
import { expressionError, expressionOf } from '../api/read';

type Labels = Readonly<Record<string, string>>;
type Condition = (labels: Labels) => boolean;

const token = /\s*(?:("(?:[^"\\\n]|\\.)*"|`[^`]*`)|([A-Za-z_]\w*)|(&&|\|\||[!(),]))/y;

/**
 * Reads `providers.docker.constraints`: `Label` and `LabelRegex`, joined by `&&`, `||` and `!`. Without an expression
 * every container is taken; with one that is wrong, none.
 */
export function readConstraints(expression: string): Attempt<Condition> {
  if (expression === '') return made(() => true);
  try {
    return made(parse(expression));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** How deep parentheses may nest. */
const maxDepth = 500;

function parse(expression: string): Condition {
  const tokens = tokenize(expression);
  let at = 0;
  const condition = either(0);
  if (at < tokens.length) throw new Error(`unexpected ${tokens[at] ?? ''}`);
  return condition;

  function either(depth: number): Condition {
    let left = both(depth);
    while (tokens[at] === '||') {
      at += 1;
      const [one, other] = [left, both(depth)];
      left = (labels) => one(labels) || other(labels);
    }
    return left;
  }

  function both(depth: number): Condition {
    let left = one(depth);
    while (tokens[at] === '&&') {
      at += 1;
      const [first, second] = [left, one(depth)];
      left = (labels) => first(labels) && second(labels);
    }
    return left;
  }

  function one(depth: number): Condition {
    if (depth > maxDepth) throw new Error('the expression is nested too deeply');
    const next = tokens[at];
    at += 1;
    if (next === '!') {
      const inner = one(depth + 1);
      return (labels) => !inner(labels);
    }
    if (next === '(') {
      const inner = either(depth + 1);
      expect(')');
      return inner;
    }
    return matcher(next ?? '');
  }

  function matcher(name: string): Condition {
    if (name !== 'Label' && name !== 'LabelRegex') throw new Error(`unsupported function: ${name}`);
    expect('(');
    const key = literal();
    expect(',');
    const value = literal();
    expect(')');
    if (name === 'Label') return (labels) => (labels[key] ?? '') === value;
    const isExpression = expressionError(value) === undefined;
    return (labels) => isExpression && expressionOf(value).test(toBytes(labels[key] ?? ''));
  }

  function literal(): string {
    const text = tokens[at] ?? '';
    at += 1;
    if (text.startsWith('`')) return text.slice(1, -1);
    if (!text.startsWith('"')) throw new Error(`a text is expected, not ${text}`);
    return String(JSON.parse(text));
  }

  function expect(sign: string): void {
    if (tokens[at] !== sign) throw new Error(`expected ${sign}`);
    at += 1;
  }
}

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const match = token.exec(text);
    if (!match) throw new Error(`"${text}" is no expression`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}
