import type { FieldPath, Finding, RuleId } from '../../../core/finding';

/** What a finding says beside its rule and place. */
export interface Advice {
  readonly message: string;
  readonly consequence: string;
  readonly fix: string;
}

/** A mistake that stops the synth. */
export function error(rule: RuleId, field: FieldPath, advice: Advice): Finding {
  return { rule, severity: 'error', field, ...advice };
}

/** Something that works and yet is seldom meant. */
export function warning(rule: RuleId, field: FieldPath, advice: Advice): Finding {
  return { rule, severity: 'warning', field, ...advice };
}

/** Advice. */
export function info(rule: RuleId, field: FieldPath, advice: Advice): Finding {
  return { rule, severity: 'info', field, ...advice };
}

/** Names that are listed; nobody reads more. */
const mostNames = 20;

/** Names as people list them: `"http", "grpc"`; a word of its own where there are none. */
function listed(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'none';
  const shown = all.slice(0, mostNames).map((name) => JSON.stringify(name));
  const more = all.length > mostNames ? ` and ${all.length - mostNames} more` : '';
  return `${shown.join(', ')}${more}`;
}

/** What to write instead of an unknown name. */
export function insteadOf(nearest: string | undefined, known: Iterable<string>): string {
  return nearest === undefined
    ? `Name one of those that are declared: ${listed(known)}.`
    : `Did you mean "${nearest}"?`;
}
