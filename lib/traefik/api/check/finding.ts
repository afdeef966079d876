import { type FieldPath, type Finding, type RuleId } from '../../../core/finding';
import { nearest } from '../../../core/base';

/** What becomes of the routers of a middleware that Traefik cannot make. */
export const disabledRouters =
  'Traefik disables every router that uses it: their requests fall through to other routers, or get 404.';

/** An error in a field: what is wrong, what Traefik does with it, what to write instead. */
export function refused(
  rule: RuleId,
  field: FieldPath,
  { message, consequence = disabledRouters, fix }: { message: string; consequence?: string; fix?: string },
): Finding {
  return { rule, severity: 'error', field, message, consequence, ...(fix !== undefined && { fix }) };
}

/** A finding where a field that the CRD allows to be left out is missing or empty, though nothing works without it. */
export function required(
  value: string | number | readonly unknown[] | object | undefined,
  field: FieldPath,
  consequence = disabledRouters,
): readonly Finding[] {
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (!isEmpty) return [];
  const name = String(field.at(-1));
  const message = value === undefined ? `The field "${name}" is missing.` : `The field "${name}" is empty.`;
  return [refused('missing-field', field, { message, consequence, fix: `Give "${name}".` })];
}

/** A finding where a text is none of the words that Traefik knows. */
export function knownWord(
  value: string | undefined,
  words: readonly string[],
  field: FieldPath,
  consequence = disabledRouters,
): readonly Finding[] {
  if (value === undefined || words.includes(value)) return [];
  const near = nearest(value, words);
  const message = `Traefik does not know ${JSON.stringify(value)} here.`;
  const fix = near === undefined ? `Write one of ${words.join(', ')}.` : `Write ${JSON.stringify(near)}.`;
  return [refused('unknown-word', field, { message, consequence, fix })];
}
