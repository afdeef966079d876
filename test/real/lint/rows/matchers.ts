import { type Ask, type Own, type Row, object, route, secureRoute } from './row';

const found: Ask = { line: 'GET /', bad: 404, good: 200 };

/** A row whose sides differ in the rule alone. */
function rule(
  code: Row['code'],
  mistake: string,
  bad: (own: Own) => string,
  good: (own: Own) => string,
  rest: Partial<Row> = { asks: [found] },
): Row {
  const make =
    (match: (own: Own) => string): Row['bad'] =>
    (own) => [route(own.name, match(own))];
  return { code, mistake, bad: make(bad), good: make(good), ...rest };
}

const disabled = (says: RegExp): Partial<Row> => ({ says, asks: [found] });

const tcpRoute = ({ name }: Own, routes: readonly object[], spec: object = {}) =>
  object('IngressRouteTCP', name, { entryPoints: ['tcp'], routes, ...spec });

/** The rules of routes: rows 1 to 23. */
export const matcherRows: readonly Row[] = [
  rule(
    'TR001',
    'a rule that does not parse',
    ({ match }) => `${match} and PathPrefix(\`/\`)`,
    ({ match }) => `${match} && PathPrefix(\`/\`)`,
    disabled(/expected/),
  ),
  rule(
    'TR002',
    'two hosts in one matcher, as v2 took them',
    ({ host }) => `Host(\`${host}\`, \`x.${host}\`)`,
    ({ host }) => `Host(\`${host}\`) || Host(\`x.${host}\`)`,
    disabled(/unexpected number of parameters/),
  ),
  rule(
    'TR003',
    'a matcher of v2',
    ({ match }) => `${match} && !Headers(\`X-A\`, \`1\`)`,
    ({ match }) => `${match} && !Header(\`X-A\`, \`1\`)`,
    disabled(/unsupported function/),
  ),
  rule(
    'TR004',
    'a template of v2 in a path',
    ({ match }) => `${match} && Path(\`/item/{id}\`)`,
    ({ match }) => `${match} && PathRegexp(\`^/item/[^/]+$\`)`,
    { asks: [{ line: 'GET /item/7', bad: 404, good: 200 }] },
  ),
  rule(
    'TR005',
    'a path without its slash',
    ({ match }) => `${match} && Path(\`a\`)`,
    ({ match }) => `${match} && Path(\`/a\`)`,
    { says: /does not start with a '\/'/, asks: [{ line: 'GET /a', bad: 404, good: 200 }] },
  ),
  rule(
    'TR006',
    'an expression with a lookahead',
    ({ match }) => `${match} && PathRegexp(\`^/(?!admin)\`)`,
    ({ match }) => `${match} && PathRegexp(\`^/\`)`,
    disabled(/invalid or unsupported Perl syntax/),
  ),
  rule(
    'TR007',
    'an expression for hosts that is not anchored',
    ({ host }) => `HostRegexp(\`${host.replaceAll('.', '\\.')}\`)`,
    ({ host }) => `HostRegexp(\`^${host.replaceAll('.', '\\.')}$\`)`,
    { asks: [{ line: 'GET http://HOST.evil.example/', bad: 200, good: 404 }] },
  ),
  rule(
    'TR008',
    'an expression for hosts in upper case',
    ({ host }) => `HostRegexp(\`^A${host.replaceAll('.', '\\.')}$\`)`,
    ({ host }) => `HostRegexp(\`^a${host.replaceAll('.', '\\.')}$\`)`,
    { asks: [{ line: 'GET http://AHOST/', bad: 404, good: 200 }] },
  ),
  rule(
    'TR009',
    'a host with a port',
    ({ host }) => `Host(\`${host}:8000\`)`,
    ({ match }) => match,
    { asks: [{ line: 'GET http://HOST:8000/', bad: 404, good: 200 }] },
  ),
  rule(
    'TR010',
    'a wildcard for names further below',
    ({ host }) => `Host(\`*.${host}\`)`,
    ({ host }) => `HostRegexp(\`^.+\\.${host.replaceAll('.', '\\.')}$\`)`,
    { asks: [{ line: 'GET http://a.b.HOST/', bad: 404, good: 200 }] },
  ),
  rule(
    'TR011',
    'a host that is not in punycode',
    ({ host }) => `Host(\`café.${host}\`)`,
    ({ host }) => `Host(\`xn--caf-dma.${host}\`)`,
    {
      says: /non-ASCII characters are not allowed/,
      asks: [{ line: 'GET http://xn--caf-dma.HOST/', bad: 404, good: 200 }],
    },
  ),
  rule(
    'TR012',
    'Query without a value',
    ({ match }) => `${match} && Query(\`debug\`)`,
    ({ match }) => `${match} && QueryRegexp(\`debug\`, \`.*\`)`,
    {
      asks: [
        { line: 'GET /?debug=1', bad: 404, good: 200 },
        { line: 'GET /?debug', bad: 200, good: 200 },
      ],
    },
  ),
  rule(
    'TR013',
    'the host as a header',
    ({ host }) => `Header(\`Host\`, \`${host}\`)`,
    ({ match }) => match,
  ),
  rule(
    'TR014',
    'ClientIP where a proxy says whose request it is',
    ({ match }) => `${match} && ClientIP(\`203.0.113.9\`)`,
    ({ match }) => match,
    {
      asks: [
        { line: 'GET /', options: { headers: { 'X-Forwarded-For': '203.0.113.9' } }, bad: 404, good: 200 },
      ],
    },
  ),
  rule(
    'TR015',
    'a prefix that ends within a segment',
    ({ match }) => `${match} && PathPrefix(\`/api\`)`,
    ({ match }) => `${match} && (Path(\`/api\`) || PathPrefix(\`/api/\`))`,
    {
      asks: [
        { line: 'GET /apiary', bad: 200, good: 404 },
        { line: 'GET /api/x', bad: 200, good: 200 },
      ],
    },
  ),
  rule(
    'TR016',
    'a rule that contradicts itself',
    ({ host, match }) => `${match} && Host(\`x.${host}\`)`,
    ({ host, match }) => `${match} || Host(\`x.${host}\`)`,
  ),
  {
    code: 'TR017',
    mistake: 'two routes of one priority for one request',
    bad: ({ name, match }) => [
      route(`${name}-a`, `${match} && PathPrefix(\`/aa\`)`),
      route(`${name}-b`, `${match} && PathRegexp(\`^/a\`)`),
    ],
    good: ({ name, match }) => [
      route(`${name}-a`, `${match} && PathPrefix(\`/aa\`)`),
      route(`${name}-b`, `${match} && PathRegexp(\`^/a\`)`, { priority: 1 }),
    ],
    // Which of them answers changes from reload to reload; test/real/ties.test.ts shows that.
    asks: [{ line: 'GET /aa', bad: 200, good: 200 }],
  },
  {
    code: 'TR018',
    mistake: 'an exact host behind a longer expression',
    bad: ({ name, host, match }) => [
      route(
        `${name}-wide`,
        `HostRegexp(\`^[a-z0-9.-]+${host.slice(-8).replaceAll('.', '\\.')}$\`) && Header(\`X-Side\`, \`${name}\`) || ${match}`,
      ),
      route(`${name}-exact`, match, { services: [{ name: 'other', port: 80 }] }),
    ],
    good: ({ name, host, match }) => [
      route(
        `${name}-wide`,
        `HostRegexp(\`^[a-z0-9.-]+${host.slice(-8).replaceAll('.', '\\.')}$\`) && Header(\`X-Side\`, \`${name}\`) || ${match}`,
      ),
      route(`${name}-exact`, match, { priority: 1000, services: [{ name: 'other', port: 80 }] }),
    ],
    asks: [{ what: 'backend', line: 'GET /', bad: 'web', good: 'other' }],
  },
  {
    code: 'TR019',
    mistake: 'a priority that Traefik keeps for itself',
    bad: ({ name, match }) => [route(name, match, { priority: Number.MAX_VALUE })],
    good: ({ name, match }) => [route(name, match, { priority: 9_007_199_254_740_991 })],
    refused: /priority/,
    asks: [found],
  },
  {
    code: 'TR020',
    mistake: 'one rule twice in an IngressRoute',
    bad: ({ name, match }) => [
      object('IngressRoute', name, {
        entryPoints: ['web'],
        routes: ['web', 'other'].map((to, index) => ({
          match,
          priority: 9 - index,
          services: [{ name: to, port: 80 }],
        })),
      }),
    ],
    good: ({ name, match }) => [
      object('IngressRoute', name, {
        entryPoints: ['web'],
        routes: ['web', 'other'].map((to, index) => ({
          match: index === 0 ? match : `${match} && Path(\`/x\`)`,
          priority: 9 - index,
          services: [{ name: to, port: 80 }],
        })),
      }),
    ],
    asks: [{ what: 'backend', line: 'GET /', bad: 'other', good: 'web' }],
  },
  {
    code: 'TR021',
    mistake: 'one rule twice in an IngressRouteTCP',
    bad: (own) => [
      tcpRoute(
        own,
        ['web', 'other'].map((name) => ({
          match: `HostSNI(\`${own.host}\`)`,
          services: [{ name, port: 80 }],
        })),
        { tls: {} },
      ),
    ],
    good: (own) => [
      tcpRoute(
        own,
        [
          { match: `HostSNI(\`${own.host}\`)`, services: [{ name: 'web', port: 80 }] },
          { match: `HostSNI(\`x.${own.host}\`)`, services: [{ name: 'other', port: 80 }] },
        ],
        { tls: {} },
      ),
    ],
    asks: [{ what: 'tcp', line: 'tcp hello', bad: 'other', good: 'web' }],
  },
  {
    code: 'TR022',
    mistake: 'a route without a rule',
    bad: ({ name }) => [route(name, '')],
    good: ({ name, match }) => [route(name, match)],
    says: /[Ee]mpty match rule/,
    asks: [found],
  },
  {
    code: 'TR023',
    mistake: 'a route of another kind than Rule',
    bad: ({ name, match }) => [route(name, match, { kind: 'Route' })],
    good: ({ name, match }) => [route(name, match)],
    refused: /Unsupported value: "Route"/,
    asks: [found],
  },
  {
    code: 'TR084',
    mistake: 'a TCP rule for a server name, without TLS',
    bad: (own) => [
      tcpRoute(own, [{ match: `HostSNI(\`${own.host}\`)`, services: [{ name: 'web', port: 80 }] }]),
    ],
    good: (own) => [
      tcpRoute(own, [{ match: `HostSNI(\`${own.host}\`)`, services: [{ name: 'web', port: 80 }] }], {
        tls: {},
      }),
    ],
    says: /no TLS on router/,
    asks: [{ what: 'tcp', line: 'tcp hello', bad: 'closed', good: 'web' }],
  },
  {
    code: 'TR085',
    mistake: 'a TCP expression for server names, without TLS',
    bad: (own) => [
      tcpRoute(own, [
        {
          match: `HostSNIRegexp(\`^${own.host.replaceAll('.', '\\.')}$\`)`,
          services: [{ name: 'web', port: 80 }],
        },
      ]),
    ],
    good: (own) => [
      tcpRoute(
        own,
        [
          {
            match: `HostSNIRegexp(\`^${own.host.replaceAll('.', '\\.')}$\`)`,
            services: [{ name: 'web', port: 80 }],
          },
        ],
        { tls: {} },
      ),
    ],
    asks: [{ what: 'tcp', line: 'tcp hello', bad: 'closed', good: 'web' }],
  },
  {
    code: 'TR088',
    mistake: 'a certificate for what is passed through',
    bad: (own) => [
      tcpRoute(own, [{ match: `HostSNI(\`${own.host}\`)`, services: [{ name: 'web', port: 80 }] }], {
        tls: { passthrough: true, secretName: 'pair' },
      }),
    ],
    good: (own) => [
      tcpRoute(own, [{ match: `HostSNI(\`${own.host}\`)`, services: [{ name: 'web', port: 80 }] }], {
        tls: { secretName: 'pair' },
      }),
    ],
    // The server's own certificate is seen; Traefik's would be its default one, for the Secret's has another name.
    asks: [
      {
        what: 'certificate',
        line: 'tcp',
        bad: 'another',
        good: 'default',
      },
    ],
  },
  {
    code: 'TR092',
    mistake: 'two objects whose router has one name',
    bad: ({ name, match }) => [
      route(`${name}.x`, match),
      route(`${name}-x`, match, { services: [{ name: 'other', port: 80 }] }),
    ],
    good: ({ name, match }) => [
      route(`${name}.x`, match),
      route(`${name}-y`, `${match} && Path(\`/y\`)`, { services: [{ name: 'other', port: 80 }] }),
    ],
    asks: [{ line: 'GET /', bad: 200, good: 200 }],
  },
  {
    code: 'TR051',
    mistake: 'a middleware of another namespace',
    bad: ({ name, match, elsewhere }) => [
      {
        ...object('Middleware', name, { addPrefix: { prefix: '/x' } }),
        metadata: { name, namespace: elsewhere },
      },
      route(name, match, { middlewares: [{ name, namespace: elsewhere }] }),
    ],
    good: ({ name, match }) => [
      object('Middleware', name, { addPrefix: { prefix: '/x' } }),
      route(name, match, { middlewares: [{ name }] }),
    ],
    says: /allowCrossNamespace is disabled/,
    asks: [found],
  },
  {
    code: 'TR079',
    mistake: 'TLS options on an expression for hosts',
    bad: ({ name, host }) => [
      object('TLSOption', name, { minVersion: 'VersionTLS13' }),
      secureRoute(name, `HostRegexp(\`^${host.replaceAll('.', '\\.')}$\`)`, {}, { options: { name } }),
    ],
    good: ({ name, match }) => [
      object('TLSOption', name, { minVersion: 'VersionTLS13' }),
      secureRoute(name, match, {}, { options: { name } }),
    ],
    asks: [{ line: 'https GET /', options: { maxVersion: 'TLSv1.2' }, bad: 200, good: 'closed' }],
  },
  rule(
    'TR123',
    'a star in a path',
    ({ match }) => `${match} && Path(\`/api/*\`)`,
    ({ match }) => `${match} && PathPrefix(\`/api/\`)`,
    { asks: [{ line: 'GET /api/x', bad: 404, good: 200 }] },
  ),
  rule(
    'TR123',
    'a star as the value of a header',
    ({ match }) => `${match} && Header(\`X-Env\`, \`*\`)`,
    ({ match }) => `${match} && HeaderRegexp(\`X-Env\`, \`.+\`)`,
    { asks: [{ line: 'GET /', options: { headers: { 'X-Env': 'dev' } }, bad: 404, good: 200 }] },
  ),
  {
    code: 'TR018',
    mistake: 'a host behind a longer expression for it',
    bad: ({ name, match, host }) => [
      route(`${name}-long`, `HostRegexp(\`^(?:x\\.)?${host.replaceAll('.', '\\.')}$\`)`),
      route(name, match, { services: [{ name: 'other', port: 80 }] }),
    ],
    good: ({ name, match, host }) => [
      route(`${name}-long`, `HostRegexp(\`^(?:x\\.)?${host.replaceAll('.', '\\.')}$\`)`),
      route(name, match, { services: [{ name: 'other', port: 80 }], priority: 1000 }),
    ],
    asks: [{ what: 'backend', line: 'GET /', bad: 'web', good: 'other' }],
  },
];
