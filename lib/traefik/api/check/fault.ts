import { nearest } from '../../../core/base';
import type { FieldPath, Finding, RuleId } from '../../../core/finding';

/** What is wrong with a spec: what people are told, and where Traefik refuses it, its own words. */
export interface SpecFault extends Finding {
  /** Absent where Traefik takes it, and does something else than was meant. */
  readonly refusal?: Refusal;
}

/** How Traefik refuses a spec. */
export interface Refusal {
  /** Its own words, as it logs them or shows them in its API. */
  readonly reason: string;
  /** Its `provider` leaves the object out and only logs it; its `builder` shows the error and disables the routers. */
  readonly by: 'provider' | 'builder';
}

/** What a refused field becomes, for people and for the model. */
export interface Consequence {
  /** Its rule, where the mistake has one of its own. */
  readonly rule?: RuleId;
  /** @default every router that uses it is disabled */
  readonly consequence?: string;
  /** The words in which Traefik refuses it. @default Traefik takes it */
  readonly reason?: string;
  /** What refuses it. @default "builder" */
  readonly by?: Refusal['by'];
}

/** What becomes of the routers of a middleware that Traefik cannot make. */
export const disabledRouters =
  'Traefik disables every router that uses it: their requests fall through to other routers, or get 404.';

/** An error in a field: what is wrong, what Traefik does with it, what to write instead. */
export function refused(
  rule: RuleId,
  field: FieldPath,
  {
    message,
    consequence = disabledRouters,
    fix,
    reason,
    by = 'builder',
  }: Omit<Consequence, 'rule'> & { message: string; fix?: string },
): SpecFault {
  return {
    rule,
    severity: 'error',
    field,
    message,
    consequence,
    ...(fix !== undefined && { fix }),
    ...(reason !== undefined && { refusal: { reason, by } }),
  };
}

/** A fault where a field that the CRD allows to be left out is missing or empty, though nothing works without it. */
export function required(
  value: string | number | readonly unknown[] | object | undefined,
  field: FieldPath,
  { rule = 'missing-field', ...consequence }: Consequence = {},
): readonly SpecFault[] {
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (!isEmpty) return [];
  const name = String(field.at(-1));
  const message = value === undefined ? `The field "${name}" is missing.` : `The field "${name}" is empty.`;
  return [refused(rule, field, { message, fix: `Give "${name}".`, ...consequence })];
}

/** A fault where a text is none of the words that Traefik knows. */
export function knownWord(
  value: string | undefined,
  words: readonly string[],
  field: FieldPath,
  { rule = 'unknown-word', ...consequence }: Consequence = {},
): readonly SpecFault[] {
  if (value === undefined || words.includes(value)) return [];
  const near = nearest(value, words);
  const message = `Traefik does not know ${JSON.stringify(value)} here.`;
  const fix = near === undefined ? `Write one of ${words.join(', ')}.` : `Write ${JSON.stringify(near)}.`;
  return [refused(rule, field, { message, fix, ...consequence })];
}

/** The faults of a list whose texts must be words that Traefik knows. */
export function knownWords(
  values: readonly string[] | undefined,
  words: readonly string[],
  field: FieldPath,
  consequence: Consequence = {},
): readonly SpecFault[] {
  return (values ?? []).flatMap((value, index) => knownWord(value, words, [...field, index], consequence));
}

/** The first words in which a provider, or a builder, refuses a spec with these faults. */
export function refusalBy(by: Refusal['by'], faults: readonly SpecFault[]): string | undefined {
  return faults.find(({ refusal }) => refusal?.by === by)?.refusal?.reason;
}
