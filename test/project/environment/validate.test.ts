import { formatProblem } from '../../../lib/core/finding';
import { only, problemsOf } from './support';

describe('a middleware', () => {
  const base = 'namespace: shop\nmiddlewares:\n  guard:\n    rateLimit: { average: 10 }\n';

  it('of two kinds, one from each file, is refused with both places and the way out', () => {
    const own = 'middlewares:\n  guard:\n    ipAllowList: { sourceRange: [10.0.0.0/8] }\n';
    const [problem, ...rest] = problemsOf({ 'base.yaml': base, 'prod.yaml': own });
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({
      rule: 'two-kinds',
      location: { file: 'prod.yaml', line: 3, column: 5 },
      message: expect.stringContaining('"rateLimit" (base.yaml:4:5) and "ipAllowList" (prod.yaml:3:5)'),
      fix: expect.stringContaining('"rateLimit: null" beside "ipAllowList"'),
    });
  });

  it('can be replaced by one of another kind', () => {
    const own =
      'middlewares:\n  guard:\n    rateLimit: null\n    ipAllowList: { sourceRange: [10.0.0.0/8] }\n';
    expect(only(base, own).spec.middlewares).toEqual({
      guard: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
    });
  });
});

describe('a middleware within a route', () => {
  it('of two kinds is refused too', () => {
    const text = [
      'namespace: shop',
      'routes:',
      '  http:',
      '    web:',
      '      match: Host(`a`)',
      '      middlewares: [{ stripPrefix: { prefixes: [/a] }, compress: {} }]',
    ].join('\n');
    expect(problemsOf({ 'prod.yaml': text })).toMatchObject([
      { rule: 'two-kinds', fix: 'Keep one of them.', field: ['routes', 'http', 'web', 'middlewares', 0] },
    ]);
  });
});

describe('what is wrong with a value', () => {
  it('is shown with place, field and what to write instead', () => {
    const text = 'namespace: shop\nmiddlewares: { slow: { rateLimit: { averge: 5 } } }';
    const [problem, ...rest] = problemsOf({ 'environments/prod.yaml': text });
    expect(rest).toEqual([]);
    // That "average" is missing goes without saying.
    expect(problem && formatProblem(problem)).toBe(
      [
        'error unknown-field  environments/prod.yaml:2:37 middlewares.slow.rateLimit.averge',
        '  There is no field "averge" here; the nearest is "average".',
        '  → Nothing reads it; the environment is not synthesized.',
        '  fix: Write "average".',
      ].join('\n'),
    );
  });

  it('does not hide that its key is unknown', () => {
    const text =
      'namespace: shop\nservices: { web: { image: "a:1", comand: ["${nothing}"], imag: "${nothing}" } }';
    expect(problemsOf({ 'prod.yaml': text }).map(({ rule, field }) => [rule, field?.at(2)])).toEqual([
      ['unknown-field', 'comand'],
      ['unknown-variable', 'comand'],
      ['unknown-variable', 'imag'],
      ['unknown-field', 'imag'],
    ]);
  });
});

describe('the vocabulary', () => {
  const valid = [
    'services: { web: { image: "web:1" } }',
    'routes: { http: { a: { match: "Host(`a`)", services: [web, { name: web, port: http, weight: 2 }] } } }',
    'routes: { http: { a: { match: "Host(`a`)", middlewares: [a, { name: b, namespace: c }, { compress: {} }] } } }',
    'routes: { http: { a: { match: "Host(`a`)", redirectToHttps: { entryPoint: web, permanent: false } } } }',
    'routes: { http: { a: { match: "Host(`a`)", parentRefs: [b], tls: {} } } }',
    'routes: { tcp: { a: { match: "HostSNI(`a`)", services: [web], tls: { passthrough: true } } } }',
    'routes: { udp: { a: { entryPoints: [dns], services: [{ name: web, port: dns }] } } }',
    'certificates: { a: {}, b: { dnsNames: [a.example.com], issuerRef: { name: ca } } }',
    'tls: { options: { default: { minVersion: VersionTLS12 } }, stores: { default: { defaultGeneratedCert: { resolver: le } } } }',
    'tcpMiddlewares: { a: { inFlightConn: { amount: 5 } } }',
    'traefikServices: { a: { weighted: { services: [{ name: web, port: 80 }] } } }',
    'serversTransports: { a: { insecureSkipVerify: true } }',
    'tcpServersTransports: { a: { dialTimeout: 1s } }',
    'existing: { secrets: { a: { keys: [users] } }, services: { b: { namespace: c, ports: [80, http] } } }',
    'issuer: { kind: ClusterIssuer, name: letsencrypt }',
    'traefik: { certificatesResolvers: { le: { acme: { tlsChallenge: {} } } }, api: { insecure: true } }',
    'traefik: { entryPoints: { dns: { address: ":53/udp", udp: { timeout: 5 } } }, core: { defaultRuleSyntax: v2 } }',
    'traefik: { experimental: { localPlugins: { demo: { moduleName: example.com/demo } } } }',
    '$schema: ../schema.json',
  ];

  it.each(valid)('has %s', (text) => {
    expect(only('namespace: shop', text).namespace).toBe('shop');
  });

  it.each([
    'routes: { http: { a: { match: "Host(`a`)", service: [web] } } }',
    'routes: { tcp: { a: { match: "HostSNI(`a`)" } } }',
    'traefik: { entrypoints: {} }',
    'traefik: { entryPoints: { web: { adress: ":80" } } }',
    'traefik: { entryPoints: { web: { address: "80" } } }',
    'traefik: { providers: { kubernetescrd: {} } }',
    'certificates: { a: { dnsName: a } }',
    'existing: { secrets: [a] }',
    'middlewares: { a: {} }',
    'middlewares: { a: { ratelimit: { average: 1 } } }',
  ])('has no %s', (text) => {
    expect(problemsOf({ 'base.yaml': 'namespace: shop', 'prod.yaml': text }).length).toBeGreaterThan(0);
  });
});
