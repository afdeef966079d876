import { fromBytes, toBytes, toLower } from './bytes';
import { HTTP_LANGUAGES, TCP_LANGUAGES, spellingsOf } from './language';
import { parse } from './parser';
import { type RuleNode, matchersOf } from './tree';

const HTTP_NAMES = spellingsOf([
  ...Object.keys(HTTP_LANGUAGES.v3.matchers),
  ...Object.keys(HTTP_LANGUAGES.v2.matchers),
]);
const TCP_NAMES = spellingsOf([
  ...Object.keys(TCP_LANGUAGES.v3.matchers),
  ...Object.keys(TCP_LANGUAGES.v2.matchers),
]);

/** The arguments of every matcher of this name, in lower case and in written order; `!` makes no difference. */
export function domainsOf(tree: RuleNode, matcherName: string): string[] {
  return matchersOf(tree)
    .filter(({ matcher }) => matcher.name === matcherName)
    .flatMap(({ matcher }) => matcher.args.map((arg) => fromBytes(toLower(toBytes(arg)))));
}

/**
 * The domains of an HTTP rule, from its text alone: Traefik reads them before it knows whether the rule is valid,
 * with the names of both syntaxes. Throws a `RuleError` where the text is no rule at all.
 */
export function parseDomains(text: string): string[] {
  return domainsOf(parse(toBytes(text), HTTP_NAMES), 'Host');
}

/** The server names of a TCP rule, from its text alone; see `parseDomains`. */
export function parseHostSNI(text: string): string[] {
  return domainsOf(parse(toBytes(text), TCP_NAMES), 'HostSNI');
}
