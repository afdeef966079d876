import type { Call, Expr, Macro, MacroName } from './ast';
import { CelFault } from './fault';

/** How a macro is called: how many variables it binds, and whether a filter may stand before its body. */
interface Form {
  readonly name: MacroName;
  readonly variables: number;
  readonly hasFilter: boolean;
}

/** By name and number of arguments. */
const forms: Readonly<Record<string, Form>> = {
  'all/2': { name: 'all', variables: 1, hasFilter: false },
  'exists/2': { name: 'exists', variables: 1, hasFilter: false },
  'exists_one/2': { name: 'exists_one', variables: 1, hasFilter: false },
  'map/2': { name: 'map', variables: 1, hasFilter: false },
  'map/3': { name: 'map', variables: 1, hasFilter: true },
  'filter/2': { name: 'filter', variables: 1, hasFilter: false },
  'all/3': { name: 'all', variables: 2, hasFilter: false },
  'exists/3': { name: 'exists', variables: 2, hasFilter: false },
  'exists_one/3': { name: 'exists_one', variables: 2, hasFilter: false },
  'existsOne/3': { name: 'exists_one', variables: 2, hasFilter: false },
  'transformList/3': { name: 'transformList', variables: 2, hasFilter: false },
  'transformList/4': { name: 'transformList', variables: 2, hasFilter: true },
  'transformMap/3': { name: 'transformMap', variables: 2, hasFilter: false },
  'transformMap/4': { name: 'transformMap', variables: 2, hasFilter: true },
  'transformMapEntry/3': { name: 'transformMapEntry', variables: 2, hasFilter: false },
  'transformMapEntry/4': { name: 'transformMapEntry', variables: 2, hasFilter: true },
  'sortBy/2': { name: 'sortBy', variables: 1, hasFilter: false },
  'optMap/2': { name: 'optMap', variables: 1, hasFilter: false },
  'optFlatMap/2': { name: 'optFlatMap', variables: 1, hasFilter: false },
};

/** What a call means: a macro, or the call itself. @throws CelFault where a macro is called wrongly */
export function expand(call: Call): Expr {
  const { name, target, args, at } = call;
  if (!target) return name === 'has' && args.length === 1 ? presence(args[0], at) : call;
  const key = `${name}/${args.length}`;
  const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
  return form ? macroOf(form, target, args, at) : call;
}

function presence(field: Expr | undefined, at: number): Expr {
  if (field?.kind !== 'select') throw new CelFault('invalid argument to has() macro', field?.at ?? at);
  return { ...field, kind: 'has' };
}

function macroOf(
  { name, variables: count, hasFilter }: Form,
  range: Expr,
  args: readonly Expr[],
  at: number,
): Macro {
  const variables = args.slice(0, count).map((arg) => {
    if (arg.kind !== 'name') throw new CelFault('argument must be a simple name', arg.at);
    if (arg.name === '__result__')
      throw new CelFault('iteration variable overwrites accumulator variable', arg.at);
    return arg.name;
  });
  if (new Set(variables).size < count) throw new CelFault(`duplicate variable name: ${variables[0]}`, at);
  const [first, second] = args.slice(count);
  const body = hasFilter ? second : first;
  if (!body) throw new CelFault('argument must be a simple name', at);
  return { kind: 'macro', at, name, range, variables, body, ...(hasFilter && first && { filter: first }) };
}
