import { type Bytes, isAscii, toLower, toUpper } from './bytes';
import { canonicalHeaderKey } from './go-header';
import { compileRegexp } from './go-regexp';
import type { HttpRequest } from './http-request';
import { type MatcherBuilder, type MatcherTable, type Test, clientAddress, someValue } from './matcher';
import { splitHost } from './request-line';
import { type TemplateTarget, compileTemplate } from './template';

/** The HTTP matchers of the deprecated v2 rule syntax. Several arguments are alternatives, unless said. */
export const HTTP_MATCHERS_V2: MatcherTable<HttpRequest> = {
  Host: host,
  HostHeader: host,
  HostRegexp: (templates) => {
    requireAscii('HostRegexp', templates);
    const regexps = templates.map((template) => compileTemplate(template, 'host').regexp);
    return ({ rawHost }) => {
      const name = rawHost.includes(':') ? (splitHost(rawHost) ?? rawHost) : rawHost;
      return regexps.some((regexp) => regexp.test(name));
    };
  },
  ClientIP: clientAddress,
  Path: paths('path'),
  PathPrefix: paths('prefix'),
  Method: (names) => {
    const methods = new Set(names.map(toUpper));
    return (request) => methods.has(request.method);
  },
  // Name and value in turn; all must hold.
  Headers: (args) => headers(args, (expected) => (value) => value === expected),
  HeadersRegexp: (args) =>
    headers(args, (pattern) => {
      const regexp = compileRegexp(pattern);
      return (value) => regexp.test(value);
    }),
  Query: queries,
};

function host(names: readonly Bytes[]): Test<HttpRequest> {
  requireAscii('"Host"', names);
  const exact = new Set(names.map(toLower));
  // A full stop at the end is tolerated on either side.
  const tolerated = new Set([...exact].flatMap((name) => [name, name.replace(/\.$/, '')]));
  return (request) => {
    if (request.host === '') return false;
    if (tolerated.has(request.host)) return true;
    return request.host.endsWith('.') && exact.has(request.host.slice(0, -1));
  };
}

function paths(target: TemplateTarget): MatcherBuilder<HttpRequest> {
  return (templates) => {
    const regexps = templates.map((template) => {
      if (!template.startsWith('/')) throw new Error(`mux: path must start with a slash, got "${template}"`);
      return compileTemplate(template, target).regexp;
    });
    return (request) => regexps.some((regexp) => regexp.test(request.path));
  };
}

function headers(
  args: readonly Bytes[],
  expect: (value: Bytes) => (value: Bytes) => boolean,
): Test<HttpRequest> {
  // A name given twice counts once, with its last value, unless its spelling differs.
  const expectations = new Map(pairs(args).map(([name, value]) => [name, expect(value)]));
  const tests = [...expectations].map(([name, test]) => ({ key: canonicalHeaderKey(name), test }));
  return (request) => tests.every(({ key, test }) => someValue(request.headers.get(key), test));
}

/** `key=value` templates; all must hold for the first value of their key. */
function queries(args: readonly Bytes[]): Test<HttpRequest> {
  const seen = new Set<Bytes>();
  const tests = pairs(args.flatMap(cutAtEquals)).map(([key, value]) => {
    const template = `${key}=${value}`;
    const { regexp, names } = compileTemplate(template, 'query');
    const twice = names.find((name) => seen.has(name));
    if (twice !== undefined) throw new Error(`mux: duplicated route variable "${twice}"`);
    for (const name of names) seen.add(name);
    return { key: template.slice(0, template.indexOf('=')), regexp };
  });
  return (request) =>
    tests.every(({ key, regexp }) => {
      const first = request.query.get(key)?.[0];
      return regexp.test(first === undefined ? '' : `${key}=${first}`);
    });
}

function cutAtEquals(argument: Bytes): Bytes[] {
  const equals = argument.indexOf('=');
  return equals < 0 ? [argument] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function pairs(args: readonly Bytes[]): [Bytes, Bytes][] {
  if (args.length % 2 !== 0) {
    throw new Error(`mux: number of parameters must be multiple of 2, got [${args.join(' ')}]`);
  }
  return Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i] ?? '', args[2 * i + 1] ?? '']);
}

function requireAscii(matcher: string, values: readonly Bytes[]): void {
  const bad = values.find((value) => !isAscii(value));
  if (bad === undefined) return;
  throw new Error(
    `invalid value ${JSON.stringify(bad)} for ${matcher} matcher, non-ASCII characters are not allowed`,
  );
}
