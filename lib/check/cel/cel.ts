import { typeOfExpr } from './checker';
import { CelError, CelFault } from './fault';
import { type Run, attempt, frameOf } from './frame';
import { kubernetesFunctions, regexpOf } from './library';
import { parseCel } from './parser';
import { partsOf } from './parts';
import { compile } from './program';
import type { Scope } from './scope';
import { type Type, typeText } from './types';
import type { Expr } from './ast';
import type { CelValue } from './values';

/** An expression that can be evaluated. */
export interface CelProgram {
  readonly type: Type;
  /**
   * Its value for values of the names in its scope.
   *
   * @throws CelError where it has none
   */
  readonly run: (valueOf: (name: string) => CelValue) => CelValue;
}

export interface CelScope {
  /** The types of names; what is `dyn` is looked at when it is evaluated. */
  readonly names: Readonly<Record<string, Type>>;
  /** Names that Kubernetes knows and that stand for nothing here, and why. @default none */
  readonly beyond?: Readonly<Record<string, string>>;
  /** What the expression must be. @default anything */
  readonly result?: 'bool' | 'string';
}

/**
 * Reads an expression as the API server compiles it.
 *
 * @throws CelFault where the API server refuses it, or where it cannot be evaluated here
 */
export function readCel(text: string, scope: CelScope): CelProgram {
  const length = text.length <= longest ? text.length : Array.from(text).length;
  if (length > longest)
    throw new CelFault(`expression code point size exceeds limit: size: ${length}, limit ${longest}`, 0);
  try {
    return readShort(text, scope);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CelFault('it has more parts one after the other than can be looked at here', 0, true);
  }
}

/** The longest expression that is read, in characters. Source: github.com/google/cel-go, parser/options.go */
const longest = 100_000;

function readShort(text: string, { names, beyond = {}, result }: CelScope): CelProgram {
  const expr = parseCel(text);
  const scope: Scope = {
    functions: kubernetesFunctions(),
    typeOf: (name) => (Object.hasOwn(names, name) ? names[name] : undefined),
    beyond,
  };
  const type = typeOfExpr(expr, scope);
  if (result !== undefined && type.kind !== result)
    throw new CelFault(`must evaluate to ${result} but got ${typeText(type)}`, 0);
  checkLiterals(expr, scope);
  const run: Run = compile(expr, scope);
  return { type, run: (valueOf) => run(frameOf(valueOf)) };
}

/** Patterns, times and durations that are written out are looked at before anything runs. */
function checkLiterals(expr: Expr, scope: Scope): void {
  for (const part of partsOf(expr)) checkLiterals(part, scope);
  if (expr.kind !== 'call') return;
  const last = expr.args.at(-1);
  if (!last) return;
  if (expr.name === 'matches' && last.kind === 'literal' && typeof last.value === 'string') {
    const engine = regexpOf(last.value);
    if (typeof engine === 'string') throw new CelFault(`invalid matches argument: ${engine}`, last.at);
  } else if (isConversion(expr)) {
    const value = attempt(
      compile(expr, scope),
      frameOf(() => null),
    );
    if (value instanceof CelError) throw new CelFault(value.message, last.at);
  }
}

/** Whether the API server converts it when it compiles it, since what is converted is written out. */
function isConversion(expr: Expr): boolean {
  const [arg, ...more] = expr.kind === 'call' && !expr.target && conversions.has(expr.name) ? expr.args : [];
  return arg !== undefined && more.length === 0 && (arg.kind === 'literal' || isConversion(arg));
}

const conversions = new Set('bool bytes double duration int string timestamp uint'.split(' '));
