import type { CompiledSchema } from './compiled';
import { describeSchema, describeValue, quote } from './describe';
import type { Range } from './limits';
import { typeFix } from './type-fix';
import type { JsonSchema, SchemaFinding } from './types';

/** What is wrong with a value, wherever it stands. */
export type Misfit = Omit<SchemaFinding, 'path'>;

/** Most values have none: no list is made for them. */
export const none: readonly Misfit[] = [];

export function typeMisfit(schema: CompiledSchema, value: unknown): Misfit {
  const message = `Expected ${describeSchema(schema.schema)}, found ${describeValue(value)}.`;
  const fix = typeFix(schema, value);
  return { rule: 'wrong-type', message, ...(fix !== undefined && { fix }) };
}

export function missingMisfit(key: string): Misfit {
  return {
    rule: 'missing-field',
    message: `The field ${quote(key)} is missing.`,
    fix: `Add ${quote(key)}.`,
  };
}

/** A value that `not` excludes; `not: {required: [a, b]}` means that a and b exclude each other. */
export function excludedMisfit(excluded: JsonSchema, value: unknown): Misfit {
  const keys = excluded.required ?? [];
  const message =
    keys.length > 0
      ? `${keys.map(quote).join(' and ')} may not stand ${keys.length === 1 ? 'here' : 'together'}.`
      : `This value is not allowed here: ${describeValue(value)}.`;
  return { rule: 'excluded-field', message, fix: keys.length > 1 ? 'Remove one of them.' : 'Remove it.' };
}

export function duplicateMisfit(first: number): Misfit {
  return {
    rule: 'duplicate-item',
    message: `It is the same as item ${first}.`,
    fix: 'Remove one of them.',
  };
}

/** A number of characters, items or fields that is too small or too large. */
export function countMisfit(
  count: number,
  { least, most }: Range,
  thing: 'character' | 'item' | 'field',
): Misfit | undefined {
  const tooFew = least !== undefined && count < least;
  if (!tooFew && (most === undefined || count <= most)) return undefined;
  const limit = tooFew ? `at least ${plural(least, thing)}` : `at most ${plural(most ?? 0, thing)}`;
  return { rule: 'wrong-length', message: `It has ${plural(count, thing)}.`, fix: `Give ${limit}.` };
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
