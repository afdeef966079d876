import { Remembered } from '../../core/base';
import { fromBytes, toBytes, toLower } from './bytes';
import { HTTP_LANGUAGES, TCP_LANGUAGES, spellingsOf } from './language';
import { parse } from './parser';
import { type RuleNode, matchersOf } from './tree';
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
export function domainsOf(tree: RuleNode, matcherName: string, version: TraefikVersion): string[] {
  const negatedToo = !version.has('negated-hosts');
  return matchersOf(tree)
    .filter(({ matcher, negated }) => matcher.name === matcherName && (negatedToo || !negated))
    .flatMap(({ matcher }) => matcher.args.map((arg) => fromBytes(toLower(toBytes(arg)))));
}

/**
 * The domains of an HTTP rule, from its text alone: Traefik reads them before it knows whether the rule is valid,
 * with the names of both syntaxes. Throws a `RuleError` where the text is no rule at all.
 */
export function parseDomains(text: string, traefikVersion?: string): string[] {
  return domainsOf(parse(toBytes(text), HTTP_NAMES), 'Host', readVersion(traefikVersion));
}

/** Trees of TCP rules, which models of the same objects ask for again and again. */
const tcpTrees = new Remembered<RuleNode>(1000);

/** The server names of a TCP rule, from its text alone; see `parseDomains`. */
export function parseHostSNI(text: string, traefikVersion?: string): string[] {
  const tree = tcpTrees.get(text, () => parse(toBytes(text), TCP_NAMES));
  return domainsOf(tree, 'HostSNI', readVersion(traefikVersion));
}
