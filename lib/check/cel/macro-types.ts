import type { Expr, Macro } from './ast';
import { CelFault } from './fault';
import { type Scope, isBool, within } from './scope';
import { type Type, basic, dyn, typeText } from './types';

/** The type of what a macro makes. @throws CelFault where it has none */
export function checkMacro(
  { name, range, variables, filter, body, at }: Macro,
  scope: Scope,
  typeOfExpr: (expr: Expr, scope: Scope) => Type,
): Type {
  const type = typeOfExpr(range, scope);
  if (name === 'optMap' || name === 'optFlatMap') {
    const item = optionalItem(type, range.at);
    const inner = typeOfExpr(body, within(scope, variables, [item]));
    if (name === 'optMap') return { kind: 'optional', item: inner };
    return inner.kind === 'dyn' ? inner : { kind: 'optional', item: optionalItem(inner, body.at) };
  }
  const [key, item] = elementTypes(type, range.at, variables.length);
  const inner = within(scope, variables, variables.length === 1 ? [item] : [key, item]);
  if (filter) mustBeBool(typeOfExpr(filter, inner), filter.at);
  const made = typeOfExpr(body, inner);
  switch (name) {
    case 'all':
    case 'exists':
    case 'exists_one':
      mustBeBool(made, body.at);
      return basic('bool');
    case 'filter':
      mustBeBool(made, body.at);
      return { kind: 'list', item };
    case 'map':
    case 'transformList':
      return { kind: 'list', item: made };
    case 'transformMap':
      return { kind: 'map', key, value: made };
    case 'transformMapEntry':
      if (made.kind === 'map' || made.kind === 'dyn') return made;
      throw new CelFault(
        `found no matching overload for 'transformMapEntry' applied to '${typeText(made)}'`,
        at,
      );
    default:
      return { kind: 'list', item };
  }
}

function mustBeBool(type: Type, at: number): void {
  if (!isBool(type)) throw new CelFault(`expected type 'bool' but found '${typeText(type)}'`, at);
}

function optionalItem(type: Type, at: number): Type {
  if (type.kind === 'optional') return type.item;
  if (type.kind === 'dyn' || type.kind === 'param') return dyn;
  throw new CelFault(`expected type 'optional_type' but found '${typeText(type)}'`, at);
}

/** What variables stand for: with one, elements of a list or keys of a map; with two, index or key, and value. */
function elementTypes(type: Type, at: number, count: number): readonly [Type, Type] {
  if (type.kind === 'dyn' || type.kind === 'param') return [dyn, dyn];
  if (type.kind === 'list') return [basic('int'), type.item];
  if (type.kind === 'map') return [type.key, count === 1 ? type.key : type.value];
  throw new CelFault(
    `expression of type '${typeText(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
    at,
  );
}
