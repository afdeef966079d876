import { oncePer } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { type Rule, type RuleBuilder, RuleError, parseRule } from '../rule';

/** A rule as a route uses it. */
export interface RuleUse {
  readonly text: string;
  readonly protocol: 'http' | 'tcp';
  readonly syntax: 'v2' | 'v3' | undefined;
  /** The release of Traefik that reads it. @default the newest that is proven */
  readonly traefikVersion?: string | undefined;
  /** Where it stands in the props of the route. */
  readonly field: FieldPath;
}

/** What the checks and certificates need to know of a rule. */
export interface RuleFacts {
  /** Why Traefik can't read the rule; the rest is then empty. */
  readonly error?: RuleError;
  /** Hosts that a request may ask for: those of Host and HostSNI, except where they are negated. */
  readonly hosts: readonly string[];
  /** Expressions of HostRegexp and HostSNIRegexp, except where they are negated. */
  readonly hostExpressions: readonly string[];
  /** Hosts that Traefik takes from the rule for TLS; before 3.7.13 it counts negated ones as well. */
  readonly domains: readonly string[];
}

/** The rules of the routes of one object; a route of a file may lack its rule. */
export function ruleUses(
  protocol: RuleUse['protocol'],
  routes: readonly { readonly match?: string | RuleBuilder; readonly syntax?: 'v2' | 'v3' }[] = [],
  traefikVersion?: string,
): readonly RuleUse[] {
  return routes.flatMap(({ match, syntax }, index) =>
    match === undefined
      ? []
      : [{ text: String(match), protocol, syntax, traefikVersion, field: ['routes', index, 'match'] }],
  );
}

/** Reads a rule as Traefik does; once, however many ask. */
export const factsOf = oncePer(readRule);

function readRule({ text, protocol, syntax = 'v3', traefikVersion }: RuleUse): RuleFacts {
  let rule: Rule;
  try {
    rule = parseRule(text, { protocol, syntax, traefikVersion });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { error, hosts: [], hostExpressions: [], domains: [] };
  }
  const hosts: string[] = [];
  const hostExpressions: string[] = [];
  for (const { matcher, negated } of rule.matchers) {
    if (negated) continue;
    if (namesHost.has(matcher.name)) hosts.push(...matcher.args);
    else if (namesExpression.has(matcher.name)) hostExpressions.push(...matcher.args);
  }
  return { hosts, hostExpressions, domains: rule.hosts };
}

const namesHost: ReadonlySet<string> = new Set(['Host', 'HostHeader', 'HostSNI']);
const namesExpression: ReadonlySet<string> = new Set(['HostRegexp', 'HostSNIRegexp']);
