import { isPlainMap } from '../../core/base';
import type { FieldPath, Finding } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { CelError, type CelValue } from '../cel';
import { type CrdRule, type RuledSchema, ruledSchema } from './rules';
import { selfOf } from './self';

/** What the rules of a CRD (`x-kubernetes-validations`) have against an object of its kind, each at its field. */
export function crdFindings(
  schema: Readonly<Record<string, unknown>>,
  object: ApiObjectData,
): readonly Finding[] {
  const ruled = ruledSchema(schema);
  return ruled ? findingsAt(ruled, object, []) : [];
}

function findingsAt(ruled: RuledSchema, value: unknown, field: FieldPath): readonly Finding[] {
  if (value === undefined || value === null) return [];
  const { schema, rules, properties, items, values } = ruled;
  const self = rules.length === 0 ? undefined : selfOf(schema, value);
  const own = self === undefined ? [] : rules.flatMap((rule) => failureOf(rule, self) ?? []);
  const below = [
    ...Array.from(properties, ([name, child]) => [name, child] as const),
    ...(values && isPlainMap(value) ? Object.keys(value).map((name) => [name, values] as const) : []),
  ].flatMap(([name, child]) =>
    isPlainMap(value) && Object.hasOwn(value, name) ? findingsAt(child, value[name], [...field, name]) : [],
  );
  const inList =
    items && Array.isArray(value)
      ? value.flatMap((item: unknown, index) => findingsAt(items, item, [...field, index]))
      : [];
  return [
    ...own.map((message): Finding => ({ rule: 'broken-crd-rule', message, field })),
    ...below,
    ...inList,
  ];
}

/** What the API server says where a rule does not hold, or cannot be evaluated. */
function failureOf({ text, program, message, messageProgram }: CrdRule, self: CelValue): string | undefined {
  try {
    const read = program();
    if (!read || read.run(() => self) === true) return undefined;
    const made = messageProgram?.()?.run(() => self);
    if (typeof made === 'string' && made.trim() !== '') return sentence(made.trim());
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
  }
  return sentence(message ?? `failed rule: ${text.trim()}`);
}

/** The words of a CRD as a sentence of ours. */
function sentence(words: string): string {
  return `The CRD says of it: ${words.replace(/\.$/, '')}.`;
}
