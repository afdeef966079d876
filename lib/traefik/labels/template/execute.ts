import { isPlainMap, own } from '../../../core/base';
import { TemplateError, UnknownTemplateError } from './error';
import { functions } from './functions';
import { type Node, type Operand, type Pipeline, parseTemplate } from './parse';
import { isTrue, printed } from './values';

/**
 * Carries out a template of Go's text/template with sprig's functions for texts, lists and maps.
 *
 * @param variables those of the program that `env` reads; without them `env` is not computed
 * @throws TemplateError where Go does not take it, or fails in it; UnknownTemplateError where it has what is not
 * computed here
 */
export function executeTemplate(
  template: string,
  data: Readonly<Record<string, unknown>>,
  variables?: Readonly<Record<string, string | null>>,
): string {
  const environment = variables && new Map(Object.entries(variables));
  return run(parseTemplate(template), {
    dot: data,
    variables: new Map<string, unknown>([['$', data]]),
    ...(environment && { environment }),
  });
}

interface Scope {
  readonly dot: unknown;
  readonly variables: Map<string, unknown>;
  /** Variables of the program. */
  readonly environment?: ReadonlyMap<string, string | null>;
}

function run(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => runNode(node, scope)).join('');
}

function runNode(node: Node, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'action') {
    const value = evaluate(node.pipeline, scope);
    return node.pipeline.variables.length > 0 ? '' : printed(value);
  }
  const inner = { ...scope, variables: new Map(scope.variables) };
  if (node.kind === 'range') return runRange(node, inner);
  const value = evaluate(node.pipeline, inner);
  if (!isTrue(value)) return run(node.otherwise, inner);
  return run(node.body, node.kind === 'with' ? { ...inner, dot: value } : inner);
}

function runRange(
  { pipeline, body, otherwise }: Node & { readonly kind: 'if' | 'with' | 'range' },
  scope: Scope,
): string {
  const value = evaluate({ ...pipeline, variables: [] }, scope);
  const entries = entriesOf(value);
  if (entries.length === 0) return run(otherwise, scope);
  const [first, second] = pipeline.variables;
  return entries
    .map(([key, item]) => {
      const variables = new Map(scope.variables);
      if (first !== undefined) variables.set(first, second === undefined ? item : key);
      if (second !== undefined) variables.set(second, item);
      return run(body, { dot: item, variables });
    })
    .join('');
}

function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  if (isPlainMap(value)) return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (value === undefined) return [];
  throw new TemplateError(`range can't iterate over ${printed(value)}`);
}

function evaluate({ variables, commands }: Pipeline, scope: Scope): unknown {
  let result: unknown;
  for (const [index, command] of commands.entries()) {
    result = runCommand(command, scope, index === 0 ? [] : [result]);
  }
  const [name] = variables;
  if (name !== undefined) scope.variables.set(name, result);
  return result;
}

function runCommand([first, ...rest]: readonly Operand[], scope: Scope, piped: readonly unknown[]): unknown {
  if (!first) return undefined;
  if (first.kind === 'call') {
    const args = [...rest.map((operand) => valueOf(operand, scope)), ...piped];
    return call(first.name, args, scope);
  }
  if (rest.length + piped.length > 0) throw new TemplateError("can't give argument to non-function");
  return valueOf(first, scope);
}

function call(name: string, args: readonly unknown[], { environment }: Scope): unknown {
  if (name === 'env' && environment) return environment.get(printed(args[0])) ?? '';
  const found = functions.get(name);
  if (!found) throw new UnknownTemplateError(`the function ${name}`);
  return found(...args);
}

function valueOf(operand: Operand, scope: Scope): unknown {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'call':
      return call(operand.name, [], scope);
    case 'dot':
      return fieldsOf(scope.dot, operand.fields);
    case 'variable':
      if (!scope.variables.has(operand.name)) throw new TemplateError(`undefined variable "${operand.name}"`);
      return fieldsOf(scope.variables.get(operand.name), operand.fields);
    default:
      return fieldsOf(evaluate(operand.pipeline, scope), operand.fields);
  }
}

/** The fields of what a router's template is given are these three; labels are a map, of which any may be asked. */
const knownFields = new Set(['Name', 'ContainerName', 'Labels']);

function fieldsOf(value: unknown, fields: readonly string[]): unknown {
  return fields.reduce<unknown>((found, field) => {
    if (!isPlainMap(found)) throw new TemplateError(`can't evaluate field ${field}`);
    if (isModel(found) && !knownFields.has(field)) throw new TemplateError(`can't evaluate field ${field}`);
    return own(found, field);
  }, value);
}

function isModel(value: Readonly<Record<string, unknown>>): boolean {
  return isPlainMap(value['Labels']) && 'ContainerName' in value;
}
