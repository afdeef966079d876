import { Remembered } from '../../core/base';
import { type Bytes, fromBytes, toBytes } from './bytes';
import { domainsOf } from './domains';
import type { HttpRequest } from './http-request';
import { HTTP_LANGUAGES, type Language, type RuleProtocol, type RuleSyntax, TCP_LANGUAGES } from './language';
import type { MatcherTable, Test } from './matcher';
import { parse } from './parser';
import { priorityOf } from './priority';
import { compileProgram } from './program';
import type { RequestLine } from './request-line';
import { RuleError } from './rule-error';
import type { TcpConnection } from './tcp-connection';
import type { MatcherNode, PlacedMatcher, RuleNode } from './tree';
import { type TraefikVersion, readVersion } from '../version';

export interface RuleOptions {
  /** Traefik takes any other word for `v3`. @default v3 */
  readonly syntax?: RuleSyntax;
  /** Whose matchers: those of HTTP routers or those of TCP routers. @default http */
  readonly protocol?: RuleProtocol;
  /** The release of Traefik that reads it, for example `3.7.13`. @default the newest that is proven */
  readonly traefikVersion?: string;
}

/** A rule that Traefik takes. */
export interface Rule {
  readonly text: string;
  readonly syntax: RuleSyntax;
  readonly protocol: RuleProtocol;
  /** The rule as plain data. */
  readonly tree: RuleNode;
  /** All its matchers, in written order. */
  readonly matchers: readonly PlacedMatcher[];
  /** The priority of a router that sets none: the rule's length in bytes, or -1 for a catch-all TCP rule. */
  readonly priority: number;
  /** The domains that Traefik takes from it, for TLS options and certificates, in order; before 3.7.13 negated ones too. */
  readonly hosts: readonly string[];
  /** Whether Traefik's multiplexer would take this request for a router with this rule. */
  matches(line: RequestLine): boolean;
  /** The same for a request that is parsed already; one of the other protocol never matches. */
  takes(request: HttpRequest | TcpConnection): boolean;
}

/** Rules that were read before: checks, the traffic model and constructs ask for the same ones. */
type Known = Remembered<Rule>;

/** Those of a language, by the release that reads them. */
const known = new Map<object, Map<TraefikVersion, Known>>();

const mostKnown = 5000;

/**
 * Parses a rule.
 *
 * @throws RuleError where Traefik would disable the router that has it, VersionError where there is no such version
 */
export function parseRule(text: string, options: RuleOptions = {}): Rule {
  const syntax = options.syntax === 'v2' ? 'v2' : 'v3';
  const version = readVersion(options.traefikVersion);
  return options.protocol === 'tcp'
    ? readRule(text, syntax, 'tcp', version, TCP_LANGUAGES[syntax])
    : readRule(text, syntax, 'http', version, HTTP_LANGUAGES[syntax]);
}

/** A rule of HTTP in the v3 syntax that was read before and is still remembered. */
export function knownRule(text: string, traefikVersion?: string): Rule | undefined {
  return knownOf(HTTP_LANGUAGES.v3, readVersion(traefikVersion)).peek(text);
}

function knownOf(language: object, version: TraefikVersion): Known {
  let ofLanguage = known.get(language);
  if (!ofLanguage) known.set(language, (ofLanguage = new Map()));
  let ofVersion = ofLanguage.get(version);
  if (!ofVersion) ofLanguage.set(version, (ofVersion = new Remembered(mostKnown)));
  return ofVersion;
}

function readRule<Request>(
  text: string,
  syntax: RuleSyntax,
  protocol: RuleProtocol,
  version: TraefikVersion,
  language: Language<Request>,
): Rule {
  return knownOf(language, version).get(text, () => {
    const source = toBytes(text);
    const { tree, matchers } = parse(source, language.spellings);
    const test = compile(tree, matchers, language.matchers);
    return {
      text,
      syntax,
      protocol,
      tree,
      matchers,
      priority: priorityOf(tree, source, protocol),
      hosts: domainsOf(matchers, language.domainMatcher, version),
      takes: (request) => language.speaks(request) && test(request),
      matches: (line) => {
        const request = language.receive(line);
        return request !== undefined && test(request);
      },
    };
  });
}

/** Builds the matchers in written order, as Traefik does, so that the first error is the same one. */
function compile<Request>(
  tree: RuleNode,
  matchers: readonly PlacedMatcher[],
  table: MatcherTable<Request>,
): Test<Request> {
  const tests = matchers.map(({ matcher }) => build(matcher, table));
  return compileProgram(tree, tests);
}

function build<Request>(matcher: MatcherNode, table: MatcherTable<Request>): Test<Request> {
  const { name, start } = matcher;
  const args: Bytes[] = matcher.args.map(toBytes);
  const builder = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!builder) throw new RuleError(`unsupported function: ${name}`, start);
  if (args.length === 0) throw new RuleError(`no args for matcher ${name}`, start);
  if (args.includes(''))
    throw new RuleError(`empty args for matcher ${name}, [${matcher.args.join(' ')}]`, start);
  try {
    return builder(args);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuleError(`error while adding rule ${name}: ${fromBytes(reason)}`, start);
  }
}
