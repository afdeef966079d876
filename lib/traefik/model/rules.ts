import type { TraefikVersion } from '../version';
import { type Rule, RuleError, knownRule, parseDomains, parseHostSNI, parseRule } from '../rule';

export {
  DEFAULT_CLIENT_IP,
  type HttpRequest,
  type MatcherNode,
  type PlacedMatcher,
  type RequestLine,
  type Rule,
  type RuleNode,
  type TcpConnection,
  addressSet,
  canonicalHeaderKey,
  canonicalHost,
  compileRegexp,
  formatRule,
  fromBytes,
  hasControl,
  isHostHeader,
  isToken,
  isTooLongForHttp2,
  matchersOf,
  openTcp,
  parseAddress,
  parseQuery,
  parseRule,
  parseTarget,
  re2,
  receive,
  receivePlain,
  rulePriority,
  splitUrl,
  toBytes,
  toRe2js,
  toRunes,
  globMeant,
  translation,
} from '../rule';

/** A rule, or the error for which its router is disabled. */
export type ReadRule = { readonly rule: Rule } | { readonly error: string; readonly fix?: string };

/** Reads the rule of a router. */
export function readRule(
  text: string,
  syntax: string,
  protocol: 'http' | 'tcp',
  version?: TraefikVersion,
): ReadRule {
  try {
    const traefikVersion = version?.text;
    return { rule: parseRule(text, { syntax: syntax === 'v2' ? 'v2' : 'v3', protocol, traefikVersion }) };
  } catch (error) {
    const fix = error instanceof RuleError ? error.fix : undefined;
    return {
      error: `error while parsing rule ${text}: ${messageOf(error)}`,
      ...(fix !== undefined && { fix }),
    };
  }
}

/** The hosts of an HTTP rule, whichever of the two syntaxes it is in; undefined where it does not parse. */
export function domainsOf(rule: string, { text }: TraefikVersion): readonly string[] | undefined {
  return knownRule(rule, text)?.hosts ?? attempt(() => parseDomains(rule, text));
}

/** The server names of a TCP rule; undefined where it does not parse. */
export function serverNamesOf(rule: string, { text }: TraefikVersion): readonly string[] | undefined {
  return attempt(() => parseHostSNI(rule, text));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
