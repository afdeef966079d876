import type { FieldPath, Finding } from '../../core/finding';
import { type RuleUse, factsOf } from './rule-facts';
import { unreadable } from './unreadable-rule';

/** What Traefik leaves above for its own routers; the API server rounds the CRD's limit down to it. */
const maximalPriority = 9223372036854774784n;

/** Rules that Traefik can't read, and rules that stand twice in one object. */
export function checkRules(rules: readonly RuleUse[]): readonly Finding[] {
  const seen = new Set<string>();
  return rules.flatMap((rule): Finding[] => {
    const { text, field } = rule;
    const { error } = factsOf(rule);
    if (error) {
      return [
        {
          ...unreadable(rule, error),
          severity: 'error',
          field,
          message: `Traefik can't read the rule ${shown(text)}: ${error.message} (at character ${error.offset + 1}).`,
        },
      ];
    }
    if (seen.has(text)) return [duplicateRule(rule)];
    seen.add(text);
    return [];
  });
}

/** A rule as a message shows it: on one line, and not longer than one reads. */
function shown(text: string): string {
  const line = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return /^$|^\s|\s$|[\n\r\t]/.test(line) ? JSON.stringify(line) : line;
}

function duplicateRule({ text, protocol, field }: RuleUse): Finding {
  return {
    rule: protocol === 'tcp' ? 'duplicate-tcp-rule' : 'duplicate-rule',
    field,
    message: `The rule ${shown(text)} stands twice in this object.`,
  };
}

/** Priorities that do not reach Traefik as they were written. */
export function checkPriority(priority: number | undefined, field: FieldPath): readonly Finding[] {
  if (priority === undefined || !Number.isInteger(priority) || Number.isSafeInteger(priority)) return [];
  const tooHigh = BigInt(priority) > maximalPriority;
  return [
    {
      rule: 'priority-out-of-range',
      severity: 'error',
      field,
      message: `The priority ${priority} is ${tooHigh ? 'above what Traefik allows' : 'not exact'}.`,
      consequence: tooHigh
        ? `The API server refuses the object above ${maximalPriority}.`
        : 'JavaScript rounds whole numbers beyond 9007199254740991, so another number would be written.',
      fix: 'Write a number between -9007199254740991 and 9007199254740991.',
    },
  ];
}

/** Routes on every entry point of their protocol. */
export function checkEntryPoints(
  entryPoints: readonly string[] | undefined,
  protocol: string,
): readonly Finding[] {
  if (entryPoints && entryPoints.length > 0) return [];
  return [
    {
      rule: 'no-entry-points',
      severity: 'warning',
      field: ['entryPoints'],
      message: 'The routes name no entry point.',
      consequence: `Traefik puts them on every default ${protocol} entry point; with its Helm chart that includes metrics.`,
      fix: 'Name them, for example `entryPoints: [websecure]`.',
    },
  ];
}
