import { type Attempt, failed, isFailed, made, quoteMeta, stableJson } from '../../core/base';
import type { MatcherNode, RuleNode } from '../../traefik/rule';
import { alternativesOf, mostMatches } from './alternatives';

/** A header or a query parameter of a match. */
interface NamedMatch {
  readonly type?: 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** A match of an HTTPRoute. */
export interface HttpMatch {
  readonly path?: { readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string };
  readonly method?: string;
  readonly headers?: readonly NamedMatch[];
  readonly queryParams?: readonly NamedMatch[];
}

/** Matches for the same hosts. */
export interface HostMatches {
  /** Any host where there is none. */
  readonly hostnames: readonly string[];
  readonly matches: readonly HttpMatch[];
}

/** Hosts and matches of a rule of Traefik's; fails where they cannot say it. */
export function matchesOf(tree: RuleNode): Attempt<readonly HostMatches[]> {
  const alternatives = alternativesOf(tree);
  if (isFailed(alternatives)) return alternatives;
  // Alternatives that differ in nothing but the host are one match, and matches for the same hosts are one rule.
  const byMatch: ByMatch = new Map();
  for (const matchers of alternatives.value) {
    const read = readMatchers(matchers);
    if (isFailed(read)) return read;
    const { host, match } = read.value;
    const key = stableJson(match);
    const known = byMatch.get(key) ?? { hosts: new Set<string>(), match, isAny: false };
    byMatch.set(key, known);
    if (host === undefined) known.isAny = true;
    else known.hosts.add(host);
  }
  joinElements(byMatch);
  const byHosts = new Map<string, { hostnames: readonly string[]; matches: HttpMatch[] }>();
  for (const { hosts, match, isAny } of byMatch.values()) {
    const hostnames = isAny ? [] : [...hosts].toSorted();
    const key = stableJson(hostnames);
    const known = byHosts.get(key) ?? { hostnames, matches: [] };
    byHosts.set(key, known);
    known.matches.push(match);
  }
  const all = [...byHosts.values()];
  if (all.some(({ matches }) => matches.length > mostMatches)) {
    return failed(`it has more than ${mostMatches} alternatives, and a rule of an HTTPRoute takes no more`);
  }
  return made(all);
}

type ByMatch = Map<string, { readonly hosts: Set<string>; readonly match: HttpMatch; isAny: boolean }>;

/** A path and all that begins with it and a slash are what a prefix of the Gateway API means, which has one match for both. */
function joinElements(byMatch: ByMatch): void {
  for (const [key, exact] of byMatch) {
    const { path, ...rest } = exact.match;
    if (path?.type !== 'Exact') continue;
    const below = stableJson({ ...rest, path: prefixPath(`${path.value}/`) });
    const other = byMatch.get(below);
    if (!other || other.isAny !== exact.isAny) continue;
    if (stableJson([...other.hosts].toSorted()) !== stableJson([...exact.hosts].toSorted())) continue;
    const match: HttpMatch = { path: { type: 'PathPrefix', value: path.value }, ...rest };
    byMatch.delete(below);
    byMatch.delete(key);
    byMatch.set(stableJson(match), { ...exact, match });
  }
}

/** A prefix of Traefik's is one of the text, as an expression says it: one of the Gateway API ends where a part of the path ends. */
function prefixPath(prefix: string): NonNullable<HttpMatch['path']> {
  return prefix === '/'
    ? { type: 'PathPrefix', value: '/' }
    : { type: 'RegularExpression', value: `^${quoteMeta(prefix)}` };
}

interface Read {
  readonly host: string | undefined;
  readonly match: HttpMatch;
}

function readMatchers(matchers: readonly MatcherNode[]): Attempt<Read> {
  let host: string | undefined;
  let match: HttpMatch = {};
  for (const matcher of matchers) {
    if (matcher.name === 'Host') {
      const name = hostnameOf(matcher);
      if (isFailed(name)) return name;
      if (host !== undefined && host !== name.value) return failed('it asks for two hosts at once');
      host = name.value;
      continue;
    }
    const next = withMatcher(match, matcher);
    if (isFailed(next)) return next;
    match = next.value;
  }
  return made({ host, match });
}

/** What the schema of the Gateway API takes. */
const hostnamePattern = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const pathPattern = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
const pathExcluded = /\/\/|\/\.\.?(?:\/|$)|%2f|#/i;
const namePattern = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;
const methods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
]);

function hostnameOf({ args: [written = ''] }: MatcherNode): Attempt<string> {
  const name = written.toLowerCase();
  return name.length <= 253 && hostnamePattern.test(name)
    ? made(name)
    : failed(`${JSON.stringify(written)} is no hostname of an HTTPRoute`);
}

function withMatcher(match: HttpMatch, { name, args }: MatcherNode): Attempt<HttpMatch> {
  const [first = '', second] = args;
  switch (name) {
    case 'Path':
      return withPath(match, { type: 'Exact', value: first });
    case 'PathPrefix':
      return withPath(match, prefixPath(first));
    case 'PathRegexp':
      return withPath(match, { type: 'RegularExpression', value: first });
    case 'Method': {
      const method = first.toUpperCase();
      if (!methods.has(method)) return failed(`an HTTPRoute knows no method ${method}`);
      if (match.method !== undefined && match.method !== method)
        return failed('it asks for two methods at once');
      return made({ ...match, method });
    }
    case 'Header':
    case 'HeaderRegexp': {
      const headers = withNamed(match.headers, name === 'HeaderRegexp', first, second, 'header');
      return isFailed(headers) ? headers : made({ ...match, headers: headers.value });
    }
    case 'Query':
    case 'QueryRegexp': {
      const queryParams = withNamed(match.queryParams, name === 'QueryRegexp', first, second, 'parameter');
      return isFailed(queryParams) ? queryParams : made({ ...match, queryParams: queryParams.value });
    }
    default:
      return failed(`it has no ${name}`);
  }
}

function withPath(match: HttpMatch, { type, value }: NonNullable<HttpMatch['path']>): Attempt<HttpMatch> {
  if (match.path !== undefined) return failed('it asks for two paths at once');
  const isTaken = type === 'RegularExpression' || (pathPattern.test(value) && !pathExcluded.test(value));
  if (!isTaken || Buffer.byteLength(value) > 1024)
    return failed(`${JSON.stringify(value)} is no path of an HTTPRoute`);
  return made({ ...match, path: { type, value } });
}

function withNamed(
  known: readonly NamedMatch[] = [],
  isExpression: boolean,
  name: string,
  value: string | undefined,
  what: string,
): Attempt<readonly NamedMatch[]> {
  if (!namePattern.test(name)) return failed(`${JSON.stringify(name)} is no ${what} of an HTTPRoute`);
  if (value === undefined || value === '' || Buffer.byteLength(value) > 1024) {
    return failed(`a ${what} of an HTTPRoute has a value of 1 to 1024 characters`);
  }
  if (known.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    return failed(`it asks twice for the ${what} ${name}`);
  if (known.length === 16) return failed(`a match of an HTTPRoute has 16 ${what}s at most`);
  return made([...known, { ...(isExpression && { type: 'RegularExpression' as const }), name, value }]);
}

/** Whether a request can be of both of two matches; where it cannot be told, it can. */
export function mayMeet(one: HostMatches, other: HostMatches): boolean {
  const share =
    one.hostnames.length === 0 ||
    other.hostnames.length === 0 ||
    one.hostnames.some((host) => other.hostnames.includes(host));
  return share && one.matches.some((a) => other.matches.some((b) => meet(a, b)));
}

function meet(a: HttpMatch, b: HttpMatch): boolean {
  if (a.method !== undefined && b.method !== undefined && a.method !== b.method) return false;
  const [one, other] = [reachOf(a), reachOf(b)];
  if (!one || !other) return true;
  if (one.isExact && other.isExact) return one.text === other.text;
  if (one.isExact) return one.text.startsWith(other.text);
  if (other.isExact) return other.text.startsWith(one.text);
  return one.text.startsWith(other.text) || other.text.startsWith(one.text);
}

const literalPrefix = /^\^((?:[^\\.+*?()|[\]{}^$]|\\[\\.+*?()|[\]{}^$])*)$/;

/** The text with which every path of a match begins, or which it is; undefined where an expression says otherwise. */
function reachOf({ path }: HttpMatch): { readonly text: string; readonly isExact: boolean } | undefined {
  if (!path) return { text: '/', isExact: false };
  if (path.type !== 'RegularExpression') return { text: path.value, isExact: path.type === 'Exact' };
  const text = literalPrefix.exec(path.value)?.[1];
  return text === undefined ? undefined : { text: text.replace(/\\(.)/g, '$1'), isExact: false };
}

/** Whether a match says by an expression what is the beginning of a path. */
export function isTextPrefix({ path }: HttpMatch): boolean {
  return path?.type === 'RegularExpression' && literalPrefix.test(path.value);
}
