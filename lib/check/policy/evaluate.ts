import { CelBeyond, CelError, type CelProgram, type CelValue } from '../cel';
import type { CompiledExpression, CompiledPolicy, CompiledValidation } from './compile';
import { type NamespaceLabels, type Resource, matches } from './resource';
import { namespaceValue, requestValue } from './variables';

/** The longest message that an expression may make. Source: k8s.io/apiserver, pkg/apis/cel/config.go */
const longestMessage = 5 * 1024;

/** An object with all that expressions ask of it, made once for all policies. */
export class Subject {
  private request: CelValue | undefined;
  private namespace: CelValue | undefined;

  constructor(
    readonly resource: Resource,
    /** The object itself. */
    private readonly object: CelValue,
    readonly labelsOf: NamespaceLabels,
  ) {}

  valueOf(name: string): CelValue {
    switch (name) {
      case 'object':
        return this.object;
      case 'request':
        this.request ??= requestValue(this.resource);
        return this.request;
      case 'namespaceObject':
        this.namespace ??= namespaceValue(this.resource, this.labelsOf);
        return this.namespace;
      default:
        return null;
    }
  }
}

/**
 * What a policy has against an object, in the words in which the API server would say it; nothing where it is fine.
 *
 * @param params what its binding gives it
 * @throws CelBeyond where the verdict cannot be known here
 */
export function violations(
  policy: CompiledPolicy,
  subject: Subject,
  params: CelValue = null,
): readonly string[] {
  const { spec, conditions, validations } = policy;
  if (!matches(spec.matchConstraints ?? {}, subject.resource, subject.labelsOf)) return [];
  const plain = (name: string): CelValue => (name === 'params' ? params : subject.valueOf(name));
  const fails = (spec.failurePolicy ?? 'Fail') === 'Fail';
  const { isMet, errors } = conditionsOf(conditions, plain);
  if (!isMet) return [];
  if (errors.length > 0)
    return fails ? [errors.length === 1 ? errors.join('') : `[${errors.join(', ')}]`] : [];
  const valueOf = withVariables(policy, plain);
  return validations.flatMap((validation): readonly string[] => {
    try {
      return validation.program.run(valueOf) === true ? [] : [denial(validation, valueOf)];
    } catch (error) {
      const message = failureOf(validation.expression, error);
      return fails ? [message] : [];
    }
  });
}

/** One condition that is not met decides, whatever errors others have. */
function conditionsOf(
  conditions: readonly CompiledExpression[],
  valueOf: (name: string) => CelValue,
): { readonly isMet: boolean; readonly errors: readonly string[] } {
  const errors = new Set<string>();
  for (const { expression, program } of conditions) {
    try {
      if (program.run(valueOf) !== true) return { isMet: false, errors: [] };
    } catch (error) {
      errors.add(failureOf(expression, error));
    }
  }
  return { isMet: true, errors: [...errors] };
}

/** @throws whatever is no error of CEL, a verdict that cannot be known included */
function failureOf(expression: string, error: unknown): string {
  return `expression '${expression}' resulted in error: ${messageOf(error)}`;
}

/** `variables`: each is evaluated when it is first asked for, and once. */
function withVariables(
  { variables }: CompiledPolicy,
  plain: (name: string) => CelValue,
): (name: string) => CelValue {
  const programs = new Map(variables.map(({ name, program }) => [name, program]));
  const known = new Map<string, CelValue>();
  const valueOf = (name: string): CelValue => (name === 'variables' ? all : plain(name));
  const all: CelValue = {
    kind: 'map',
    entries: lazyMap(programs, known, valueOf),
  };
  return valueOf;
}

/** A map that computes what is asked for. */
function lazyMap(
  programs: ReadonlyMap<string, CelProgram>,
  known: Map<string, CelValue>,
  valueOf: (name: string) => CelValue,
): Map<string, CelValue> {
  const entries = new Map<string, CelValue>();
  entries.has = (name) => programs.has(name);
  entries.get = (name) => {
    const program = programs.get(name);
    const value = known.get(name) ?? program?.run(valueOf);
    if (value !== undefined) known.set(name, value);
    return value;
  };
  return entries;
}

function denial(
  { expression, message, messageProgram }: CompiledValidation,
  valueOf: (name: string) => CelValue,
): string {
  const made = messageProgram && madeMessage(messageProgram, valueOf);
  if (made !== undefined) return made;
  const written = message?.trim() ?? '';
  return written === '' ? `failed expression: ${expression.trim()}` : written;
}

/** What an expression says; undefined where it says nothing that the API server would print. */
function madeMessage(program: CelProgram, valueOf: (name: string) => CelValue): string | undefined {
  try {
    const value = program.run(valueOf);
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' || text.includes('\n') || Buffer.byteLength(text) > longestMessage ? undefined : text;
  } catch (error) {
    messageOf(error);
    return undefined;
  }
}

/** The message of an error of CEL. @throws whatever is none, a verdict that cannot be known included */
function messageOf(error: unknown): string {
  if (error instanceof CelError && !(error instanceof CelBeyond)) return error.message;
  throw error;
}
