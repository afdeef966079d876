import { authAddresses } from './auth-servers';
import type { Random } from './random';

/** Random values for every kind of HTTP middleware; some are wrong on purpose. */
const kinds: Readonly<Record<string, (random: Random) => unknown>> = {
  addPrefix: (random) => ({ prefix: random.pick(['/pre', '/p q', '/%2F', '/a%20b']) }),
  stripPrefix: (random) => ({
    prefixes: random.pick([['/a'], ['/api', '/a'], ['/api/'], ['/'], ['/foo bar'], ['/x', '/foo'], ['/a/']]),
    forceSlash: random.maybe(0.2, () => random.chance(0.5)),
  }),
  stripPrefixRegex: (random) => ({
    regex: random.pick([['^/a'], ['/[a-z]+'], ['b', '^/api/v[0-9]+'], ['('], ['']]),
  }),
  replacePath: (random) => ({ path: random.pick(['/new', '/new?x=1', '/n w', '/n%2Fw', 'rel', '/%zz']) }),
  replacePathRegex: (random) => ({
    regex: random.pick(['^/a(.*)', '^/([a-z]+)/([a-z]+)', '/', '(?P<x>b)', '[']),
    replacement: random.pick(['/r$1', '/$2/$1', '/${1}x', '/$1x', '//y', '/../z', '/${x}', '$$']),
  }),
  redirectRegex: (random) => ({
    regex: random.pick(['^http://([^/]+)/a(.*)', '^https?://(.*)$', '/api', 'nothing', '^(http):(.*)']),
    replacement: random.pick([
      'https://${1}/new$2',
      'https://$1',
      'http://x.test/$1abc',
      '/rel',
      '${1}s:$2',
      '//y/ z',
    ]),
    permanent: random.maybe(0.5, () => random.chance(0.5)),
  }),
  redirectScheme: (random) => ({
    scheme: random.pick(['https', 'https', 'http', '']),
    port: random.maybe(0.4, () => random.pick(['443', '8443', '80'])),
    permanent: random.maybe(0.5, () => random.chance(0.5)),
  }),
  ipAllowList: (random) => ({
    sourceRange: random.maybe(0.9, () =>
      random.pick([['10.99.0.0/24'], ['10.99.1.1'], ['203.0.113.0/24'], ['bad'], ['::/0'], ['0.0.0.0/0']]),
    ),
    ipStrategy: random.maybe(0.4, () =>
      random.pick([
        { depth: 1 },
        { depth: 2 },
        { depth: 3 },
        { excludedIPs: ['198.51.100.0/24'] },
        { ipv6Subnet: 64 },
        { excludedIPs: ['bad'] },
      ]),
    ),
    rejectStatusCode: random.maybe(0.2, () => random.pick([404, 403, 599])),
  }),
  ipWhiteList: (random) => ({ sourceRange: random.pick([['10.99.0.0/24'], ['10.99.1.1'], ['']]) }),
  headers: (random) =>
    random.pick([
      { customRequestHeaders: { 'X-Test': '1', 'X-Forwarded-Proto': '' } },
      { customRequestHeaders: { Host: 'changed.test', 'x-lower': 'v' } },
      { customRequestHeaders: { 'X-Forwarded-For': '' } },
      { customResponseHeaders: { 'X-Out': 'yes', Server: '' } },
      {
        accessControlAllowOriginList: ['https://app.test'],
        accessControlAllowMethods: ['GET', 'PUT'],
        accessControlMaxAge: 100,
      },
      {
        accessControlAllowOriginListRegex: ['^https://.*\\.test$'],
        accessControlAllowCredentials: true,
        addVaryHeader: true,
      },
      { accessControlAllowOriginListRegex: ['('] },
      { allowedHosts: ['a.test', 'B.test'] },
      { stsSeconds: 100, stsIncludeSubdomains: true, frameDeny: true, contentTypeNosniff: true },
      { sslRedirect: true, sslHost: 'x.test' },
      {},
      { isDevelopment: true, allowedHosts: ['z.test'] },
    ]),
  encodedCharacters: (random) =>
    random.pick([
      {},
      { allowEncodedSlash: true },
      { allowEncodedSlash: true, allowEncodedPercent: true, allowEncodedSemicolon: true },
    ]),
  errors: (random) => ({
    status: random.pick([['400-599'], ['404', '401'], ['500-599'], ['401']]),
    query: random.maybe(0.7, () => random.pick(['/error/{status}', '/{originalStatus}?u={url}', 'rel'])),
    service: random.pick([
      { name: 'plain', port: 80 },
      { name: 'missing', port: 80 },
    ]),
    statusRewrites: random.maybe(0.3, () => ({ '400-499': 418 })),
  }),
  rateLimit: (random) =>
    random.pick([
      { average: 100000, burst: 100000 },
      {},
      { period: '1m', average: 1000000, burst: 5000 },
      { average: 100000, burst: 100000, sourceCriterion: { requestHost: true } },
      { average: 1, sourceCriterion: { requestHost: true, requestHeaderName: 'X' } },
    ]),
  inFlightReq: (random) =>
    random.pick([{ amount: 100 }, {}, { amount: 10, sourceCriterion: { requestHeaderName: 'X-Test' } }]),
  basicAuth: (random) => ({
    secret: random.pick(['users', 'users', 'users', 'pair', 'missing', 'empty', 'comment']),
    realm: random.maybe(0.3, () => 'my realm'),
    removeHeader: random.maybe(0.3, () => true),
    headerField: random.maybe(0.3, () => random.pick(['X-User', 'x-user'])),
  }),
  digestAuth: (random) => ({ secret: random.pick(['digest', 'users', 'missing']) }),
  buffering: (random) =>
    random.pick([
      { maxRequestBodyBytes: 10 },
      { retryExpression: 'IsNetworkError() && Attempts() < 2' },
      { retryExpression: 'bad' },
      {},
    ]),
  circuitBreaker: (random) => ({
    expression: random.pick([
      'NetworkErrorRatio() > 0.30',
      'LatencyAtQuantileMS(50.0) > 100',
      'ResponseCodeRatio(500, 600, 0, 600) > 0.25',
      'NetworkErrorRatio() > 1',
      'nonsense',
      'LatencyAtQuantileMS(50) > 1',
    ]),
    checkPeriod: random.maybe(0.3, () => random.pick(['1s', 5, '100ms'])),
  }),
  compress: (random) =>
    random.pick([
      {},
      { encodings: ['gzip'] },
      { encodings: ['x'] },
      { excludedContentTypes: ['a/b'], includedContentTypes: ['c/d'] },
      { defaultEncoding: 'gzip' },
      { defaultEncoding: 'br', encodings: ['gzip'] },
    ]),
  passTLSClientCert: (random) =>
    random.pick([{ pem: true }, { info: { notAfter: true, subject: { commonName: true } } }, {}]),
  retry: (random) =>
    random.pick([
      { attempts: 2 },
      { attempts: 0 },
      { attempts: 3, initialInterval: '10ms', status: ['500'] },
      { attempts: 1, disableRetryOnNetworkError: true },
      { attempts: 2, timeout: 5 },
    ]),
  contentType: (random) => random.pick([{}, { autoDetect: false }]),
  grpcWeb: (random) => ({ allowOrigins: random.pick([['*'], ['https://app.test'], ['https://b.test'], []]) }),
  forwardAuth: (random) => ({
    address: random.pick([
      authAddresses.passes,
      authAddresses.passes,
      authAddresses.passes,
      authAddresses.refuses,
      'auth:80',
      'http://[',
      'http:///x',
      undefined,
    ]),
    trustForwardHeader: random.maybe(0.4, () => random.chance(0.5)),
    authResponseHeaders: random.maybe(0.4, () => random.pick([['X-Test'], ['x-user', 'X-Other']])),
    authResponseHeadersRegex: random.maybe(0.2, () =>
      random.pick(['^X-(Test|User)$', '^X-Forwarded-P', '(']),
    ),
    preserveRequestMethod: random.maybe(0.2, () => true),
    maxResponseBodySize: random.maybe(0.2, () => 100_000),
  }),
  plugin: () => ({ demo: { a: 1 } }),
};

/** The kinds of middleware, chains apart. */
export const middlewareKinds: readonly string[] = Object.keys(kinds);

/** The spec of a middleware of a kind. */
export function middlewareSpec(random: Random, names: readonly string[]): Record<string, unknown> {
  const chance = random.next();
  if (chance < 0.08) {
    return { chain: { middlewares: random.some(3, () => ({ name: pickName(random, names) })) } };
  }
  if (chance < 0.1) return {};
  if (chance < 0.13) return { addPrefix: { prefix: '/two' }, stripPrefix: { prefixes: ['/a'] } };
  const kind = middlewareKinds[random.below(middlewareKinds.length)] ?? 'addPrefix';
  return { [kind]: kinds[kind]?.(random) };
}

function pickName(random: Random, names: readonly string[]): string {
  return names[random.below(names.length)] ?? 'missing';
}
