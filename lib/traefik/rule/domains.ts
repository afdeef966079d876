import { Remembered } from '../../core/base';
import { lowerText, toBytes } from './bytes';
import { HTTP_LANGUAGES, TCP_LANGUAGES, spellingsOf } from './language';
import { parse } from './parser';
import type { PlacedMatcher } from './tree';
import { type TraefikVersion, readVersion } from '../version';

const HTTP_NAMES = spellingsOf([
  ...Object.keys(HTTP_LANGUAGES.v3.matchers),
  ...Object.keys(HTTP_LANGUAGES.v2.matchers),
]);
const TCP_NAMES = spellingsOf([
  ...Object.keys(TCP_LANGUAGES.v3.matchers),
  ...Object.keys(TCP_LANGUAGES.v2.matchers),
]);

/** The arguments of every matcher of this name that names domains, in lower case and in written order. */
export function domainsOf(
  matchers: readonly PlacedMatcher[],
  matcherName: string,
  version: TraefikVersion,
): string[] {
  const domains: string[] = [];
  for (const { matcher, negated } of matchers) {
    if (matcher.name !== matcherName || (negated && version.has('negated-hosts'))) continue;
    for (const domain of matcher.args) domains.push(lowerText(domain));
  }
  return domains;
}

/**
 * The domains of an HTTP rule, from its text alone: Traefik reads them before it knows whether the rule is valid,
 * with the names of both syntaxes. Throws a `RuleError` where the text is no rule at all.
 */
export function parseDomains(text: string, traefikVersion?: string): string[] {
  return domainsOf(parse(toBytes(text), HTTP_NAMES).matchers, 'Host', readVersion(traefikVersion));
}

/** Matchers of TCP rules, which models of the same objects ask for again and again. */
const tcpMatchers = new Remembered<readonly PlacedMatcher[]>(1000);

/** The server names of a TCP rule, from its text alone; see `parseDomains`. */
export function parseHostSNI(text: string, traefikVersion?: string): string[] {
  const matchers = tcpMatchers.get(text, () => parse(toBytes(text), TCP_NAMES).matchers);
  return domainsOf(matchers, 'HostSNI', readVersion(traefikVersion));
}
