import type { Call, Expr } from './ast';
import { CelFault } from './fault';
import { checkFormat } from './format-check';
import { checkMacro } from './macro-types';
import type { Overload } from './signature';
import { type Scope, functionName, isBool, typeNames } from './scope';
import { type Type, any, basic, dyn, typeText } from './types';
import { type Bindings, isSameType, resolved, unify } from './unify';
import { kindOf } from './values';

/**
 * The type of an expression, as cel-go finds it; `dyn` where that is known only when it runs.
 *
 * @throws CelFault where it has none
 */
export function typeOfExpr(expr: Expr, scope: Scope): Type {
  const check = (inner: Expr): Type => typeOfExpr(inner, scope);
  switch (expr.kind) {
    case 'literal': {
      const kind = kindOf(expr.value);
      // Literals have none of the types whose parts must be known.
      return kind === 'list' || kind === 'map' || kind === 'optional' ? dyn : basic(kind);
    }
    case 'name':
      return typeOfName(expr.name, expr.at, scope);
    case 'select':
      return selected(check(expr.operand), expr.field, expr.at);
    case 'optional-select':
      return optionalOf(selected(check(expr.operand), expr.field, expr.at));
    case 'has':
      selected(check(expr.operand), expr.field, expr.at);
      return basic('bool');
    case 'index':
      return indexed(check(expr.operand), check(expr.index), expr.at);
    case 'optional-index': {
      const operand = check(expr.operand);
      const type = indexed(operand, check(expr.index), expr.at);
      // What may be missing from what nobody knows is of the type of what stands for it.
      return operand.kind === 'dyn' || operand.kind === 'param'
        ? { kind: 'optional', item: any }
        : optionalOf(type);
    }
    case 'list':
      return {
        kind: 'list',
        item: joined(
          expr.items.map((item) => itemType(check(item.value), item)),
          expr.at,
          scope,
        ),
      };
    case 'map': {
      const keys = expr.entries.map((entry) => check(entry.key));
      const values = expr.entries.map((entry) => itemType(check(entry.value), entry));
      return { kind: 'map', key: joined(keys, expr.at, scope), value: joined(values, expr.at, scope) };
    }
    case 'and':
    case 'or': {
      const types = [check(expr.left), check(expr.right)];
      if (!types.every(isBool)) throw mismatch(expr.kind === 'and' ? '_&&_' : '_||_', types, expr.at);
      return basic('bool');
    }
    case 'if': {
      const [test, yes, no] = [check(expr.test), check(expr.yes), check(expr.no)];
      const type = isBool(test) ? unify(yes, no, new Map()) : undefined;
      if (!type) throw mismatch('_?_:_', [test, yes, no], expr.at);
      return type;
    }
    case 'call':
      return typeOfCall(expr, scope);
    default:
      return checkMacro(expr, scope, typeOfExpr);
  }
}

function typeOfName(name: string, at: number, scope: Scope): Type {
  const beyond = Object.hasOwn(scope.beyond, name) ? scope.beyond[name] : undefined;
  if (beyond !== undefined) throw new CelFault(beyond, at, true);
  const type = scope.typeOf(name);
  if (type) return type;
  if (typeNames.has(name)) return basic('type');
  throw new CelFault(`undeclared reference to '${name}' (in container '')`, at);
}

function optionalOf(type: Type): Type {
  return type.kind === 'optional' ? type : { kind: 'optional', item: type };
}

function selected(operand: Type, field: string, at: number): Type {
  switch (operand.kind) {
    case 'dyn':
    case 'param':
      return dyn;
    case 'map':
      return operand.value;
    case 'optional':
      return optionalOf(selected(operand.item, field, at));
    case 'object': {
      const type = Object.hasOwn(operand.fields, field) ? operand.fields[field] : undefined;
      const beyond =
        operand.beyond && Object.hasOwn(operand.beyond, field) ? operand.beyond[field] : undefined;
      if (beyond !== undefined) throw new CelFault(beyond, at, true);
      if (!type) throw new CelFault(`undefined field '${field}'`, at);
      return type;
    }
    default:
      throw new CelFault(`type '${typeText(operand)}' does not support field selection`, at);
  }
}

function indexed(operand: Type, index: Type, at: number): Type {
  if (operand.kind === 'dyn' || operand.kind === 'param') return dyn;
  if (operand.kind === 'optional') return optionalOf(indexed(operand.item, index, at));
  if (operand.kind === 'list' && unify(basic('int'), index, new Map())) return operand.item;
  if (operand.kind === 'map' && unify(operand.key, index, new Map())) return operand.value;
  throw mismatch('_[_]', [operand, index], at);
}

/** What an element that may be missing adds to its list or map. */
function itemType(
  type: Type,
  { isOptional, value }: { readonly isOptional: boolean; readonly value: Expr },
): Type {
  if (!isOptional || type.kind === 'dyn') return type;
  if (type.kind === 'optional') return type.item;
  throw new CelFault(
    `expected type 'optional_type(${typeText(type)})' but found '${typeText(type)}'`,
    value.at,
  );
}

/** The one type of what stands together in a literal. Source: cel-go, cel/validator.go */
function joined(types: readonly Type[], at: number, { mixes = false }: Scope): Type {
  const [first = any] = types;
  const other = types.find((type) => !isSameType(first, type));
  if (!other) return first;
  if (!mixes) throw new CelFault(`expected type '${typeText(first)}' but found '${typeText(other)}'`, at);
  return dyn;
}

function typeOfCall(call: Call, scope: Scope): Type {
  const { functions } = scope;
  const { name, args, at } = call;
  const qualified = functionName(call, scope);
  const isMethod = qualified === undefined;
  // What is formatted may be of any types, side by side.
  const inner = isMethod && name === 'format' ? { ...scope, mixes: true } : scope;
  const given = [...(isMethod && call.target ? [call.target] : []), ...args].map((arg) =>
    typeOfExpr(arg, inner),
  );
  if (inner !== scope) checkFormat(call, (part) => typeOfExpr(part, inner));
  const all = functions.named(qualified ?? name, isMethod);
  if (all.length === 0)
    throw new CelFault(`undeclared reference to '${qualified ?? name}' (in container '')`, at);
  const fitting = all.flatMap((overload) => {
    const bindings: Bindings = new Map();
    const { params, result } = overload;
    const fits =
      params.length === given.length &&
      params.every((param, index) => unify(param, given[index] ?? dyn, bindings) !== undefined);
    return fits ? [{ overload, result: resolved(result, bindings) }] : [];
  });
  const [first, ...rest] = fitting;
  if (!first) throw mismatch(qualified ?? name, given, at, isMethod);
  const beyond = fitting.find(({ overload }) => overload.beyond !== undefined)?.overload.beyond;
  if (beyond !== undefined) throw new CelFault(beyond, at, true);
  const open = given.findIndex(isOpen);
  const isGuessed = rest.some(
    ({ overload }) => !isSameType(paramOf(overload, open), paramOf(first.overload, open)),
  );
  if (open >= 0 && isGuessed) throw new CelFault(guessed, at, true);
  return rest.every((other) => isSameType(first.result, other.result)) ? first.result : dyn;
}

function paramOf({ params }: Overload, index: number): Type {
  return params[index] ?? dyn;
}

/** Whether nothing has told yet of which type a part of a type is. */
function isOpen(type: Type): boolean {
  return type === any || ((type.kind === 'list' || type.kind === 'optional') && isOpen(type.item));
}

const guessed =
  'the API server takes the first type that fits for what could be of several: say which with string(…), int(…) or dyn(…)';

function mismatch(name: string, types: readonly Type[], at: number, isMethod = false): CelFault {
  const [first, ...rest] = types.map(typeText);
  const given = isMethod ? `${first}.(${rest.join(', ')})` : `(${types.map(typeText).join(', ')})`;
  const sign = /^[^\w]/.test(name) ? (types.length === 1 ? name : `_${name}_`) : name;
  return new CelFault(`found no matching overload for '${sign}' applied to '${given}'`, at);
}
