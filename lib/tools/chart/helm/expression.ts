import type { Computation } from '../template/computation';
import type { Condition, Feature, Template, ValueUse } from '../template/template';
import { type ValuePath, keyOf, startsWith } from '../values';
import { quoted } from './literal';

/** How values are written in one file of the chart. */
export interface Names {
  /** Variables that stand for a part of the values, outermost first. */
  readonly variables: readonly { readonly name: string; readonly path: ValuePath }[];
  /** Expressions of what the program takes for a value but the chart computes, by path. */
  readonly expressions: ReadonlyMap<string, string>;
  readonly computations: readonly Computation[];
  /** Key of the value that says which environment's fixed parts are taken. */
  readonly selector: string;
}

const identifier = /^[A-Za-z_]\w*$/;

/** Names that Go's templates take for methods of Helm's values rather than for keys. */
const methods = new Set(['AsMap', 'Encode', 'PathValue', 'Table', 'YAML']);

/** A value as an expression. */
export function valueExpression(path: ValuePath, { variables, expressions }: Names): string {
  const known = expressions.get(keyOf(path));
  if (known !== undefined) return known;
  const variable = variables.findLast(
    ({ path: start }) => start.length <= path.length && start.every((key, index) => key === path[index]),
  );
  let text = variable ? variable.name : '.Values';
  for (const key of path.slice(variable?.path.length ?? 0)) {
    text =
      identifier.test(key) && !(text === '.Values' && methods.has(key))
        ? `${text}.${key}`
        : `(index ${text} ${quoted(key)})`;
  }
  return text;
}

/** A use of a value as an expression that may be piped on. */
export function useExpression({ path, second, computation }: ValueUse, names: Names): string {
  const value = valueExpression(path, names);
  const found = names.computations.find(({ name }) => name === computation);
  if (!found) return value;
  return second ? found.expression(value, valueExpression(second, names)) : found.expression(value);
}

/** Whole numbers added up, as an expression. */
export function sumExpression({ paths, plus }: Template & { kind: 'sum' }, names: Names): string {
  return `add ${[...paths.map((path) => valueExpression(path, names)), plus].join(' ')}`;
}

/** A text as one expression; undefined where it has no such form. */
export function textExpression(template: Template, names: Names): string | undefined {
  switch (template.kind) {
    case 'literal':
      return quoted(String(template.value));
    case 'value':
      return useExpression(template, names);
    case 'sum':
      return sumExpression(template, names);
    case 'text': {
      const format = template.parts
        .map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : '%s'))
        .join('');
      const uses = template.parts.flatMap((part) =>
        typeof part === 'string' ? [] : [operand(useExpression(part, names))],
      );
      return `printf ${quoted(format)} ${uses.join(' ')}`;
    }
    case 'choice': {
      const otherwise = textExpression(template.otherwise, names);
      if (otherwise === undefined) return undefined;
      return template.options.reduceRight<string | undefined>((rest, { when, value }) => {
        const text = textExpression(value, names);
        return text === undefined || rest === undefined
          ? undefined
          : `ternary ${operand(text)} ${operand(rest)} ${operand(conditionExpression(when, names))}`;
      }, otherwise);
    }
    default:
      return undefined;
  }
}

/** A condition as an expression. */
export function conditionExpression(condition: Condition, names: Names): string {
  switch (condition.kind) {
    case 'feature':
      return featureExpression(condition.feature, names);
    case 'not':
      return `not ${operand(conditionExpression(condition.condition, names))}`;
    default: {
      if (condition.conditions.length === 0) return condition.kind === 'and' ? 'true' : 'false';
      const parts = condition.conditions.map((part) => operand(conditionExpression(part, names)));
      return `${condition.kind} ${parts.join(' ')}`;
    }
  }
}

function featureExpression(feature: Feature, names: Names): string {
  switch (feature.kind) {
    case 'present':
      // A value that was set to null is still a key; one of another map may be missing with it.
      return feature.isMap
        ? safeExpression(feature.path, names)
        : `not (kindIs "invalid" ${safeExpression(feature.path, names)})`;
    case 'true':
      return valueExpression(feature.path, names);
    case 'is':
      return `eq (toRawJson ${valueExpression(feature.path, names)}) ${quoted(JSON.stringify(feature.value))}`;
    case 'above':
      return `gt (int64 ${valueExpression(feature.path, names)}) ${feature.limit}`;
    default: {
      const [only, ...others] = feature.names.map(quoted);
      const chosen = valueExpression([names.selector], names);
      return others.length === 0
        ? `eq ${chosen} ${only}`
        : `has ${chosen} (list ${[only, ...others].join(' ')})`;
    }
  }
}

/** A value that may be missing together with the maps around it. */
function safeExpression(path: ValuePath, names: Names): string {
  const variable = names.variables.find(({ path: start }) => startsWith(path, start));
  const inside = path.slice(variable?.path.length ?? 0);
  if (inside.length < 2) return valueExpression(path, names);
  return `(dig ${inside.map(quoted).join(' ')} nil ${variable?.name ?? '.Values.AsMap'})`;
}

/** An expression as an operand of another one. */
export function operand(expression: string): string {
  return /[\s|]/.test(expression) && !/^(?:"(?:[^"\\]|\\.)*"|\([^()]*\))$/.test(expression)
    ? `(${expression})`
    : expression;
}
