import { HTTP_MATCHERS } from './http-matchers';
import { HTTP_MATCHERS_V2 } from './http-matchers-v2';
import { type HttpRequest, receiveHttp } from './http-request';
import type { MatcherTable } from './matcher';
import type { RequestLine } from './request-line';
import { TCP_MATCHERS, TCP_MATCHERS_V2 } from './tcp-matchers';
import { type TcpConnection, openTcp } from './tcp-connection';

export type RuleSyntax = 'v3' | 'v2';
export type RuleProtocol = 'http' | 'tcp';

/** What a rule's words mean: the matchers of one protocol in one syntax, and what they are matched on. */
export interface Language<Request> {
  readonly matchers: MatcherTable<Request>;
  /** Traefik's name of each matcher by every spelling that it takes. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The matcher whose arguments are the rule's domains. */
  readonly domainMatcher: string;
  /** What Traefik sees of a request; undefined where it never gets to a router. */
  receive(line: RequestLine): Request | undefined;
  /** Whether this is a request of this protocol. */
  speaks(request: HttpRequest | TcpConnection): request is Request & (HttpRequest | TcpConnection);
}

export const HTTP_LANGUAGES: Readonly<Record<RuleSyntax, Language<HttpRequest>>> = {
  v3: httpLanguage(HTTP_MATCHERS),
  v2: httpLanguage(HTTP_MATCHERS_V2),
};

export const TCP_LANGUAGES: Readonly<Record<RuleSyntax, Language<TcpConnection>>> = {
  v3: tcpLanguage(TCP_MATCHERS),
  v2: tcpLanguage(TCP_MATCHERS_V2),
};

/** The four ways in which Traefik lets a matcher's name be written, for each of these names. */
export function spellingsOf(names: Iterable<string>): ReadonlyMap<string, string> {
  const spelled = new Map<string, string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const title = name.slice(0, 1).toUpperCase() + lower.slice(1);
    for (const spelling of [name, lower, name.toUpperCase(), title]) spelled.set(spelling, name);
  }
  return spelled;
}

function httpLanguage(matchers: MatcherTable<HttpRequest>): Language<HttpRequest> {
  return {
    matchers,
    spellings: spellingsOf(Object.keys(matchers)),
    domainMatcher: 'Host',
    receive: receiveHttp,
    speaks: (request) => request.kind === 'http',
  };
}

function tcpLanguage(matchers: MatcherTable<TcpConnection>): Language<TcpConnection> {
  return {
    matchers,
    spellings: spellingsOf(Object.keys(matchers)),
    domainMatcher: 'HostSNI',
    receive: openTcp,
    speaks: (request) => request.kind === 'tcp',
  };
}
