import { type Bytes, isAscii, toLower, toUpper } from './bytes';
import { domainMatches } from './domain';
import { canonicalHeaderKey } from './go-header';
import { compileRegexp } from './go-regexp';
import type { HttpRequest } from './http-request';
import { type MatcherTable, type Test, clientAddress, someValue, takes } from './matcher';

/** The HTTP matchers of Traefik's v3 rule syntax. */
export const HTTP_MATCHERS: MatcherTable<HttpRequest> = {
  ClientIP: takes([1], (address) => clientAddress([address])),
  Method: takes([1], (name) => {
    const method = toUpper(name);
    return (request) => request.method === method;
  }),
  Host: takes([1], host),
  HostRegexp: takes([1], (pattern) => {
    requireAscii('HostRegexp', pattern);
    const regexp = compileRegexp(pattern);
    // Traefik tries the flattened CNAME too, which is empty where there is none.
    return (request) => regexp.test(request.host) || regexp.test('');
  }),
  Path: takes([1], (path) => {
    requireSlash(path);
    return (request) => request.path === path;
  }),
  PathPrefix: takes([1], (prefix) => {
    requireSlash(prefix);
    return (request) => request.path.startsWith(prefix);
  }),
  PathRegexp: takes([1], (pattern) => {
    const regexp = compileRegexp(pattern);
    return (request) => regexp.test(request.path);
  }),
  Header: takes([2], (name, expected) => {
    const key = canonicalHeaderKey(name);
    return (request) => someValue(request.headers.get(key), (value) => value === expected);
  }),
  HeaderRegexp: takes([2], (name, pattern) => {
    const key = canonicalHeaderKey(name);
    const regexp = compileRegexp(pattern ?? '');
    return (request) => someValue(request.headers.get(key), (value) => regexp.test(value));
  }),
  Query: takes([1, 2], query),
  QueryRegexp: takes([1, 2], (key, pattern) => {
    if (pattern === undefined) return query(key, undefined);
    const regexp = compileRegexp(pattern);
    return (request) => someValue(request.query.get(key), (value) => regexp.test(value));
  }),
};

function host(written: Bytes): Test<HttpRequest> {
  if (written === '*') return () => true;
  requireAscii('Host', written);
  const expression = toLower(written);
  const undotted = expression.endsWith('.') ? expression.slice(0, -1) : expression;
  return ({ host }) => {
    if (host === '') return false;
    if (domainMatches(host, expression)) return true;
    if (undotted !== expression && domainMatches(host, undotted)) return true;
    return host.endsWith('.') && domainMatches(host.slice(0, -1), expression);
  };
}

/** Without a value it takes only an empty one: `?debug` and `?debug=`, not `?debug=1`. */
function query(key: Bytes, expected: Bytes = ''): Test<HttpRequest> {
  return (request) => someValue(request.query.get(key), (value) => value === expected);
}

function requireAscii(matcher: string, value: Bytes): void {
  if (isAscii(value)) return;
  throw new Error(
    `invalid value ${JSON.stringify(value)} for ${matcher} matcher, non-ASCII characters are not allowed`,
  );
}

function requireSlash(path: Bytes): void {
  if (!path.startsWith('/')) throw new Error(`path ${JSON.stringify(path)} does not start with a '/'`);
}
