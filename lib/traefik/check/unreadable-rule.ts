import type { Finding, RuleId } from '../../core/finding';
import { type RuleError, globMeant, parseRule, translation } from '../rule';
import type { RuleUse } from './rule-facts';

/** Mistakes in a rule that have a rule of their own, by Traefik's words about them. */
const known: readonly (readonly [RegExp, RuleId])[] = [
  [/^unsupported function: (?:Headers|HeadersRegexp|HostHeader)$/i, 'old-matcher'],
  [/: unexpected number of parameters; got \d+, expected one of \[1\]$/, 'old-arguments'],
  [/ does not start with a '\/'$|path must start with a slash/, 'path-without-slash'],
  [/non-ASCII characters are not allowed/, 'non-ascii-host'],
  [/: error parsing regexp|: compiling/, 'invalid-rule-regexp'],
];

/** A rule that Traefik cannot read: which mistake that is, and what to write instead where that is known. */
export function unreadable(use: RuleUse, error: RuleError): Pick<Finding, 'rule' | 'fix'> {
  const rule = ruleOfError(use.text, error);
  const fix =
    rule === 'old-matcher' || rule === 'old-arguments' ? inV3(use) : (globMeant(use.text) ?? error.fix);
  return { rule, ...(fix !== undefined && { fix }) };
}

/** What a rule of v2 is in v3. */
function inV3({ text, protocol }: RuleUse): string | undefined {
  try {
    return translation(parseRule(text, { protocol, syntax: 'v2' }));
  } catch {
    return undefined;
  }
}

/** The rule that tells why Traefik cannot read a rule. */
function ruleOfError(text: string, { message }: RuleError): RuleId {
  if (text.trim() === '') return 'empty-rule';
  return known.find(([words]) => words.test(message))?.[1] ?? 'invalid-rule';
}
