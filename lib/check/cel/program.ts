import type { Call, Expr } from './ast';
import { isEqualCel, keyFor } from './compare';
import { CelBeyond, CelError, noSuchOverload } from './fault';
import { type Run, attempt } from './frame';
import { runMacro } from './macro-runs';
import { type Scope, functionName, typeNames } from './scope';
import type { Overload } from './signature';
import type { Type } from './types';
import { type CelKey, type CelValue, isList, kindOf, mapOf, none, some } from './values';

/** Where macros of an expression keep what they bind, by name. */
export type Slots = ReadonlyMap<string, number>;

/** Makes a checked expression ready to run. */
export function compile(expr: Expr, scope: Scope, slots: Slots = new Map()): Run {
  const inner = (part: Expr): Run => compile(part, scope, slots);
  switch (expr.kind) {
    case 'literal': {
      const { value } = expr;
      return () => value;
    }
    case 'name':
      return compileName(expr.name, scope, slots);
    case 'select': {
      const [operand, { field }] = [inner(expr.operand), expr];
      return (frame) => selectField(operand(frame), field);
    }
    case 'optional-select': {
      const [operand, { field }] = [inner(expr.operand), expr];
      return (frame) => optionally(operand(frame), (value) => findField(value, field));
    }
    case 'has': {
      const [operand, { field }] = [inner(expr.operand), expr];
      return (frame) => hasField(operand(frame), field);
    }
    case 'index': {
      const [operand, index] = [inner(expr.operand), inner(expr.index)];
      return (frame) => elementAt(operand(frame), index(frame));
    }
    case 'optional-index': {
      const [operand, index] = [inner(expr.operand), inner(expr.index)];
      return (frame) => {
        const key = index(frame);
        return optionally(operand(frame), (value) => findElement(value, key));
      };
    }
    case 'list': {
      const items = expr.items.map(({ value, isOptional }) => ({ run: inner(value), isOptional }));
      return (frame) => items.flatMap(({ run, isOptional }) => spread(run(frame), isOptional));
    }
    case 'map': {
      const entries = expr.entries.map(({ key, value, isOptional }) => ({
        key: inner(key),
        run: inner(value),
        isOptional,
      }));
      return (frame) => {
        const made = new Map<CelKey, CelValue>();
        for (const { key, run, isOptional } of entries) {
          const name = keyOf(key(frame));
          for (const value of spread(run(frame), isOptional)) {
            made.set(name, value);
          }
        }
        return mapOf(made);
      };
    }
    case 'and':
      return logical(inner(expr.left), inner(expr.right), false);
    case 'or':
      return logical(inner(expr.left), inner(expr.right), true);
    case 'if': {
      const [test, yes, no] = [inner(expr.test), inner(expr.yes), inner(expr.no)];
      return (frame) => {
        const value = test(frame);
        if (typeof value !== 'boolean') throw noSuchOverload();
        return value ? yes(frame) : no(frame);
      };
    }
    case 'call':
      return compileCall(expr, scope, slots);
    default:
      return runMacro(
        expr,
        (part, names) => compile(part, shadowed(scope, names), withSlots(slots, names)),
        slots.size,
      );
  }
}

/** A list of one, or of what an optional holds: `none` adds nothing. */
function spread(value: CelValue, isOptional: boolean): readonly CelValue[] {
  // A value in brackets of its own, so that lists are not taken apart.
  if (!isOptional) return [value];
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'optional')
    throw noSuchOverload();
  return value.value === undefined ? [] : [value.value];
}

/** A name that a macro binds is no function's first word, whatever it was outside. */
function shadowed(scope: Scope, names: readonly string[]): Scope {
  const isBound = new Set(names);
  return { ...scope, typeOf: (name) => (isBound.has(name) ? { kind: 'dyn' } : scope.typeOf(name)) };
}

function withSlots(slots: Slots, names: readonly string[]): Slots {
  const all = new Map(slots);
  names.forEach((name, index) => all.set(name, slots.size + index));
  return all;
}

function compileName(name: string, { typeOf }: Scope, slots: Slots): Run {
  const slot = slots.get(name);
  if (slot !== undefined) return ({ bound }) => bound[slot] ?? null;
  if (!typeOf(name) && typeNames.has(name)) return () => ({ kind: 'type', name });
  return ({ valueOf }) => valueOf(name);
}

/** `false` on either side decides `&&` whatever the other is, even an error; `true` decides `||`. */
function logical(left: Run, right: Run, decides: boolean): Run {
  return (frame) => {
    const first = attempt(left, frame);
    if (first === decides) return decides;
    const second = attempt(right, frame);
    if (second === decides) return decides;
    if (first instanceof CelError) throw first;
    if (second instanceof CelError) throw second;
    if (typeof first !== 'boolean' || typeof second !== 'boolean') throw noSuchOverload();
    return !decides;
  };
}

function selectField(operand: CelValue, field: string): CelValue {
  const value = findField(operand, field);
  if (value === undefined) throw new CelError(`no such key: ${field}`);
  return value;
}

function wrongIndex(kind: string): CelError {
  return new CelError(`unsupported index type '${kind}' in list`);
}

/** The field of a map; other values have none. */
function findField(operand: CelValue, field: string): CelValue | undefined {
  if (isList(operand)) throw wrongIndex('string');
  if (typeof operand !== 'object' || operand === null || !('kind' in operand)) return undefined;
  if (operand.kind === 'map') return operand.entries.get(field);
  return operand.kind === 'optional' ? optionally(operand, (value) => findField(value, field)) : undefined;
}

function hasField(operand: CelValue, field: string): boolean {
  if (isList(operand)) throw wrongIndex('string');
  if (typeof operand !== 'object' || operand === null || !('kind' in operand)) return false;
  if (operand.kind === 'map') return operand.entries.has(field);
  return operand.kind === 'optional' && operand.value !== undefined && hasField(operand.value, field);
}

function optionally(operand: CelValue, find: (value: CelValue) => CelValue | undefined): CelValue {
  const isOptional =
    typeof operand === 'object' && operand !== null && 'kind' in operand && operand.kind === 'optional';
  const within = isOptional ? operand.value : operand;
  if (within === undefined) return none;
  const value = find(within);
  return value === undefined ? none : some(value);
}

function elementAt(operand: CelValue, index: CelValue): CelValue {
  const value = findElement(operand, index);
  if (value !== undefined) return value;
  if (isList(operand)) throw new CelError(`index out of bounds: ${indexText(index)}`);
  throw new CelError(`no such key: ${indexText(index)}`);
}

function indexText(index: CelValue): string {
  return typeof index === 'object' ? kindOf(index) : String(index);
}

function findElement(operand: CelValue, index: CelValue): CelValue | undefined {
  if (isList(operand)) {
    const key = keyFor(index);
    if (typeof key !== 'bigint') throw wrongIndex(kindOf(index));
    return key < 0n ? undefined : operand[Number(key)];
  }
  if (typeof operand === 'object' && operand !== null && 'kind' in operand) {
    if (operand.kind === 'map') {
      const key = keyFor(index);
      if (key === undefined && typeof index !== 'number') throw new CelError('invalid qualifier type');
      return key === undefined ? undefined : operand.entries.get(key);
    }
    if (operand.kind === 'optional') return optionally(operand, (value) => findElement(value, index));
  }
  return undefined;
}

function keyOf(value: CelValue): CelKey {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (kindOf(value) === 'uint') throw new CelBeyond('maps with keys of the type uint are not evaluated');
  throw new CelBeyond('maps with keys that are no texts, numbers or truths are not evaluated');
}

function compileCall(call: Call, scope: Scope, slots: Slots): Run {
  const name = functionName(call, scope);
  const isMethod = name === undefined;
  const parts = [...(isMethod && call.target ? [call.target] : []), ...call.args];
  const args = parts.map((part) => compile(part, scope, slots));
  const [first, second] = args;
  if (first && second && isMethod && (call.name === 'or' || call.name === 'orValue'))
    return otherwise(first, second, call.name === 'orValue');
  if (first && second && call.name === '==') return (frame) => isEqualCel(first(frame), second(frame));
  if (first && second && call.name === '!=') return (frame) => !isEqualCel(first(frame), second(frame));
  const all = scope.functions
    .named(name ?? call.name, isMethod)
    .filter(({ params }) => params.length === args.length);
  return (frame) => {
    const values = args.map((arg) => arg(frame));
    const overload = all.find((each) => fits(each, values));
    if (!overload) throw noSuchOverload();
    return overload.run(...values);
  };
}

/** What stands for a missing value is evaluated only where one is missing. */
function otherwise(first: Run, second: Run, isValue: boolean): Run {
  return (frame) => {
    const optional = first(frame);
    const isOptional =
      typeof optional === 'object' && optional !== null && 'kind' in optional && optional.kind === 'optional';
    if (!isOptional) throw noSuchOverload();
    if (optional.value !== undefined) return isValue ? optional.value : optional;
    const other = second(frame);
    if (!isValue && kindOf(other) !== 'optional') throw noSuchOverload();
    return other;
  };
}

function fits({ params }: Overload, values: readonly CelValue[]): boolean {
  return params.every((param, index) => isOf(param, values[index] ?? null));
}

function isOf({ kind }: Type, value: CelValue): boolean {
  return kind === 'dyn' || kind === 'param' || kind === kindOf(value);
}
