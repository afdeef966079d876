import { isPlainMap, oncePer, own } from '../../core/base';
import { type CelProgram, CelFault, dyn, readCel } from '../cel';

/** One of `x-kubernetes-validations`. */
export interface CrdRule {
  readonly text: string;
  readonly program: Expression;
  /** @default the rule itself is told */
  readonly message?: string;
  readonly messageProgram?: Expression;
}

/** Read when it is first asked for; undefined of what the API server would not have taken. */
export type Expression = () => CelProgram | undefined;

/** A part of the schema of a CRD, with the rules on it and below it. */
export interface RuledSchema {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly rules: readonly CrdRule[];
  readonly properties: ReadonlyMap<string, RuledSchema>;
  readonly items?: RuledSchema;
  /** Of a map, whatever its keys are. */
  readonly values?: RuledSchema;
}

/**
 * The parts of a schema that have rules on them or below them; undefined where none has. A rule that is about a change of
 * an object is left out, since objects are created here; so is one that compares lists whose order the schema calls of no
 * account, which is for the API server to judge.
 *
 * Source: Kubernetes, "Extend the Kubernetes API with CustomResourceDefinitions", Validation rules
 */
export const ruledSchema: (schema: Readonly<Record<string, unknown>>) => RuledSchema | undefined =
  oncePer(readRuled);

/** Of hundreds of parts few have rules: nothing is made for the others. */
function readRuled(schema: unknown): RuledSchema | undefined {
  if (!isPlainMap(schema)) return undefined;
  const rules = rulesOf(schema);
  const properties = new Map<string, RuledSchema>();
  const written = own(schema, 'properties');
  if (isPlainMap(written)) {
    for (const name of Object.keys(written)) {
      const ruled = readRuled(written[name]);
      if (ruled) properties.set(name, ruled);
    }
  }
  const items = readRuled(schema['items']);
  const values = readRuled(schema['additionalProperties']);
  if (rules.length + properties.size === 0 && !items && !values) return undefined;
  return { schema, rules, properties, ...(items && { items }), ...(values && { values }) };
}

function rulesOf(schema: Readonly<Record<string, unknown>>): readonly CrdRule[] {
  const written = schema['x-kubernetes-validations'];
  if (!Array.isArray(written)) return [];
  return written.filter(isPlainMap).flatMap((each): readonly CrdRule[] => {
    const { rule, message, messageExpression } = each;
    if (typeof rule !== 'string' || isForTheServer(schema, rule)) return [];
    return [
      {
        text: rule,
        program: expression(rule, 'bool'),
        ...(typeof message === 'string' && { message }),
        ...(typeof messageExpression === 'string' && {
          messageProgram: expression(messageExpression, 'string'),
        }),
      },
    ];
  });
}

/** To read the first takes as long as to check a hundred objects, and few objects have a field with a rule. */
function expression(text: string, result: 'bool' | 'string'): Expression {
  let read: { readonly program: CelProgram | undefined } | undefined;
  return () => (read ??= { program: programOf(text, result) }).program;
}

/** Undefined for what the API server would not have taken with the CRD, or what asks for the object before a change. */
function programOf(text: string, result: 'bool' | 'string'): CelProgram | undefined {
  try {
    return readCel(text, { names: { self: dyn }, result });
  } catch (error) {
    if (error instanceof CelFault) return undefined;
    throw error;
  }
}

/** Whether the API server compares lists as the schema says, which expressions do not know here. */
function isForTheServer(schema: unknown, rule: string): boolean {
  // Two of these are equal whatever their order.
  const listType = own(schema, 'x-kubernetes-list-type');
  if ((listType === 'set' || listType === 'map') && /[=!]=|\+/.test(rule)) return true;
  const properties = own(schema, 'properties');
  return [
    ...Object.values(isPlainMap(properties) ? properties : {}),
    own(schema, 'items'),
    own(schema, 'additionalProperties'),
  ].some((child) => isPlainMap(child) && isForTheServer(child, rule));
}
