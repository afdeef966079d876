import { type Ask, type Own, type Row, behind, object, route, secret, secureRoute, web } from './row';

const found: Ask = { line: 'GET /', bad: 404, good: 200 };

/** A row whose sides differ in the spec of one middleware. */
function middleware(
  code: Row['code'],
  mistake: string,
  bad: object,
  good: object,
  rest: Partial<Row> = { asks: [found] },
): Row {
  return { code, mistake, bad: (own) => behind(own, bad), good: (own) => behind(own, good), ...rest };
}

const disabled = (says: RegExp): Partial<Row> => ({ says, asks: [found] });

const prefix = { addPrefix: { prefix: '/x' } };

/** A chain that names another one, and that another. */
const chains = ({ name, match }: Own, last: object) => [
  object('Middleware', `${name}-a`, { chain: { middlewares: [{ name: `${name}-b` }] } }),
  object('Middleware', `${name}-b`, last),
  route(name, match, { middlewares: [{ name: `${name}-a` }] }),
];

const named = (
  { name, match }: Own,
  reference: object,
  of: ReturnType<typeof object> = object('Middleware', name, prefix),
) => [of, route(name, match, { middlewares: [reference] })];

const everybody = ['0.0.0.0/0', '::/0'];

/** A row whose middlewares are before a server that answers `/status/201` with 201, and knows no other path. */
function rewritten(code: Row['code'], mistake: string, bad: object, good: object, path = '/a'): Row {
  const services = [{ name: 'plain', port: 443, scheme: 'http' }];
  const side = (spec: object) => (own: Own) =>
    behind({ ...own, match: `${own.match} && PathPrefix(\`/a\`)` }, spec, { services });
  const asks: readonly Ask[] = [{ line: `GET ${path}`, bad: 404, good: 201 }];
  return { code, mistake, bad: side(bad), good: side(good), asks };
}

/** Middlewares, and how routes name them: rows 49 to 67, 96 to 98, and those that rewrite nothing. */
export const middlewareRows: readonly Row[] = [
  {
    code: 'TR049',
    mistake: 'a chain that contains itself',
    bad: (own) => chains(own, { chain: { middlewares: [{ name: `${own.name}-a` }] } }),
    good: (own) => chains(own, prefix),
    ...disabled(/recursion detected/),
  },
  {
    code: 'TR050',
    mistake: 'a middleware that is not there',
    bad: (own) => named(own, { name: 'gone' }),
    good: (own) => named(own, { name: own.name }),
    ...disabled(/does not exist/),
  },
  {
    code: 'TR052',
    mistake: 'a reference with its provider, where namespaces are apart',
    bad: (own) => named(own, { name: `${own.namespace}-${own.name}@kubernetescrd` }),
    good: (own) => named(own, { name: own.name }),
    ...disabled(/references are disallowed/),
  },
  {
    code: 'TR053',
    mistake: 'the namespace before a plain name',
    bad: (own) => named(own, { name: `${own.namespace}-${own.name}` }),
    good: (own) => named(own, { name: own.name }),
    ...disabled(/does not exist/),
  },
  {
    code: 'TR053',
    mistake: 'no namespace before the provider',
    traefik: 'open',
    bad: (own) => named(own, { name: `${own.name}@kubernetescrd` }),
    good: (own) => named(own, { name: `${own.namespace}-${own.name}@kubernetescrd` }),
    ...disabled(/does not exist/),
  },
  middleware(
    'TR054',
    'a middleware of two kinds',
    { ...prefix, compress: {} },
    prefix,
    disabled(/multi-types/),
  ),
  middleware('TR055', 'a middleware of no kind', {}, prefix, disabled(/invalid middleware/)),
  middleware(
    'TR055',
    'a plugin that is not loaded',
    { plugin: { demo: {} } },
    prefix,
    disabled(/plugin|invalid middleware/),
  ),
  {
    code: 'TR056',
    mistake: 'users in two keys of a Secret',
    bad: (own) => [
      secret(own.name, { a: 'x:y', b: 'x:y' }),
      ...behind(own, { basicAuth: { secret: own.name } }),
    ],
    good: (own) => [secret(own.name, { a: 'x:y' }), ...behind(own, { basicAuth: { secret: own.name } })],
    says: /must be single element/,
    asks: [{ line: 'GET /', bad: 404, good: 401 }],
  },
  {
    code: 'TR057',
    mistake: 'a MiddlewareTCP in an HTTP route',
    bad: (own) =>
      named(own, { name: own.name }, object('MiddlewareTCP', own.name, { inFlightConn: { amount: 1 } })),
    good: (own) => named(own, { name: own.name }),
    ...disabled(/does not exist/),
  },
  middleware(
    'TR058',
    'two ranges in one item',
    { ipAllowList: { sourceRange: ['10.0.0.0/8,192.168.0.0/16'] } },
    { ipAllowList: { sourceRange: everybody } },
    disabled(/CIDR/),
  ),
  middleware(
    'TR059',
    'two status codes in one item',
    { errors: { status: ['404,500-599'], service: web } },
    { errors: { status: ['404', '500-599'], service: web } },
    disabled(/strconv|invalid/),
  ),
  middleware(
    'TR060',
    'a limit of no request',
    { inFlightReq: {} },
    { inFlightReq: { amount: 100 } },
    {
      asks: [{ line: 'GET /', bad: 429, good: 200 }],
    },
  ),
  middleware(
    'TR061',
    'a rate without a number',
    { rateLimit: { burst: 1 } },
    { rateLimit: { average: 1, period: '1h', burst: 1 } },
    {
      asks: [{ what: 'second', line: 'GET /', bad: 200, good: 429 }],
    },
  ),
  middleware(
    'TR062',
    'no attempt',
    { retry: { attempts: 0 } },
    { retry: { attempts: 2 } },
    disabled(/attempt/),
  ),
  middleware(
    'TR063',
    'two ways to tell clients apart',
    { inFlightReq: { amount: 9, sourceCriterion: { requestHost: true, requestHeaderName: 'X-A' } } },
    { inFlightReq: { amount: 9, sourceCriterion: { requestHost: true } } },
    disabled(/mutually exclusive/),
  ),
  middleware(
    'TR064',
    'one character of seven',
    { encodedCharacters: { allowEncodedSlash: true } },
    {
      encodedCharacters: {
        allowEncodedBackSlash: true,
        allowEncodedHash: true,
        allowEncodedNullCharacter: true,
        allowEncodedPercent: true,
        allowEncodedQuestionMark: true,
        allowEncodedSemicolon: true,
        allowEncodedSlash: true,
      },
    },
    { asks: [{ line: 'GET /a%3Bb', bad: 400, good: 200 }] },
  ),
  middleware(
    'TR065',
    'a group that runs into the text behind it',
    { redirectRegex: { regex: '^http://[^/]+/(.*)$', replacement: 'http://to.example/$1abc' } },
    { redirectRegex: { regex: '^http://[^/]+/(.*)$', replacement: 'http://to.example/${1}abc' } },
    {
      asks: [{ what: 'location', line: 'GET /a', bad: 'http://to.example/', good: 'http://to.example/aabc' }],
    },
  ),
  middleware(
    'TR066',
    'headers without a header',
    { headers: {} },
    { headers: { frameDeny: true } },
    disabled(/headers/),
  ),
  middleware(
    'TR066',
    'an encoding that is unknown',
    { compress: { encodings: ['deflate'] } },
    { compress: { encodings: ['gzip'] } },
    disabled(/unsupported encoding/),
  ),
  middleware(
    'TR067',
    'an expression that Traefik does not read',
    { circuitBreaker: { expression: 'NetworkErrors() > 0.5' } },
    { circuitBreaker: { expression: 'NetworkErrorRatio() > 0.5' } },
    disabled(/unsupported function|NetworkErrors/),
  ),
  {
    code: 'TR096',
    mistake: 'an error page of another namespace',
    bad: (own) => behind(own, { errors: { status: ['404'], service: { ...web, namespace: own.elsewhere } } }),
    good: (own) => behind(own, { errors: { status: ['404'], service: web } }),
    ...disabled(/does not exist/),
  },
  {
    code: 'TR097',
    mistake: 'a redirection behind a prefix that is cut off',
    bad: ({ name, match }) => [
      object('Middleware', `${name}-strip`, { stripPrefix: { prefixes: ['/a'] } }),
      object('Middleware', `${name}-to`, { redirectScheme: { scheme: 'https' } }),
      route(name, match, { middlewares: [{ name: `${name}-strip` }, { name: `${name}-to` }] }),
    ],
    good: ({ name, match }) => [
      object('Middleware', `${name}-strip`, { stripPrefix: { prefixes: ['/a'] } }),
      object('Middleware', `${name}-to`, { redirectScheme: { scheme: 'https' } }),
      route(name, match, { middlewares: [{ name: `${name}-to` }, { name: `${name}-strip` }] }),
    ],
    asks: [{ what: 'location', line: 'GET /a/b', bad: 'https://HOST/b', good: 'https://HOST/a/b' }],
  },
  {
    code: 'TR098',
    mistake: 'a redirection to https by an expression, which looks at no header',
    bad: (own) => behind(own, { redirectRegex: { regex: '^http://(.*)', replacement: 'https://$1' } }),
    good: ({ name, match }) => [route(name, match)],
    asks: [{ line: 'GET /', options: { headers: { 'X-Forwarded-Proto': 'https' } }, bad: 302, good: 200 }],
  },
  {
    code: 'TR098',
    mistake: 'a redirection to https whose TLS ends in front of a Traefik that trusts nobody',
    bad: (own) => behind(own, { redirectScheme: { scheme: 'https' } }),
    good: ({ name, match }) => [route(name, match)],
    asks: [{ line: 'GET /', options: { headers: { 'X-Forwarded-Proto': 'https' } }, bad: 302, good: 200 }],
  },
  middleware(
    'TR116',
    'an expression for a path, where the whole URL is matched',
    { redirectRegex: { regex: '^/a$', replacement: 'http://to.example/' } },
    { redirectRegex: { regex: '^https?://[^/]+/a$', replacement: 'http://to.example/' } },
    { asks: [{ line: 'GET /a', bad: 200, good: 302 }] },
  ),
  middleware(
    'TR116',
    'an expression for https, where TLS ends in front of Traefik',
    { redirectRegex: { regex: '^https://[^/]+/a$', replacement: 'http://to.example/' } },
    { redirectRegex: { regex: '^http://[^/]+/a$', replacement: 'http://to.example/' } },
    {
      asks: [{ line: 'GET /a', options: { headers: { 'X-Forwarded-Proto': 'https' } }, bad: 200, good: 302 }],
    },
  ),
  rewritten(
    'TR116',
    'a prefix that the rule does not let in',
    { stripPrefix: { prefixes: ['/b'] } },
    { stripPrefix: { prefixes: ['/a'] } },
    '/a/status/201',
  ),
  rewritten(
    'TR116',
    'an expression for the query, which is no part of the path',
    { replacePathRegex: { regex: '^/a\\?x=(.*)$', replacement: '/status/201' } },
    { replacePathRegex: { regex: '^/a$', replacement: '/status/201' } },
    '/a?x=1',
  ),
  rewritten(
    'TR116',
    'an expression for a prefix, without the slash',
    { stripPrefixRegex: { regex: ['a'] } },
    { stripPrefixRegex: { regex: ['/a'] } },
    '/a/status/201',
  ),
  rewritten(
    'TR159',
    'a prefix without its slash',
    { stripPrefix: { prefixes: ['a'] } },
    { stripPrefix: { prefixes: ['/a'] } },
    '/a/status/201',
  ),
  {
    code: 'TR126',
    mistake: 'an address without a scheme',
    bad: (own) => behind(own, { forwardAuth: { address: 'auth.example/verify' } }),
    good: ({ name, match }) => [route(name, match)],
    asks: [{ line: 'GET /', bad: 500, good: 200 }],
  },
  {
    code: 'TR128',
    mistake: 'a redirection to https on the route for https',
    bad: ({ name, match }) => [
      object('Middleware', name, { redirectScheme: { scheme: 'https' } }),
      secureRoute(name, match, { middlewares: [{ name }] }),
    ],
    good: ({ name, match }) => [
      object('Middleware', name, { redirectScheme: { scheme: 'https' } }),
      route(`${name}-plain`, match, { middlewares: [{ name }] }),
      secureRoute(name, match),
    ],
    asks: [
      { line: 'GET /', bad: 404, good: 302 },
      { line: 'https GET /', bad: 200, good: 200 },
    ],
  },
];
