import { ingressRoute, namespace, secret, service, shop, traefikObject } from '../../traefik/model/objects';
import { diffTraffic } from '../../../lib/check/changes';
import { diffOf, side, summary } from './sides';

const middleware = (name: string, spec: object): object => traefikObject('Middleware', name, spec);
const allowing = (...sourceRange: readonly string[]): object =>
  middleware('office', { ipAllowList: { sourceRange } });
const guarded = { middlewares: [{ name: 'office' }] };
const toNew = { services: [{ name: 'new', port: 80 }] };
const objects = (...more: readonly object[]): readonly object[] => shop(service('new', 80), ...more);

test('the same objects do the same, whatever their names and order', () => {
  const from = objects(ingressRoute('a', 'Host(`a.com`)'), ingressRoute('b', 'Host(`b.com`)'));
  const to = objects(ingressRoute('c', 'Host(`b.com`)'), ingressRoute('d', 'Host(`a.com`)'));
  expect(summary(diffOf(from, to))).toEqual(['same']);
});

test('a new route opens what was not found before', () => {
  const found = diffOf(objects(), objects(ingressRoute('a', 'Host(`a.com`)')));
  expect(summary(found)).toEqual(['wider', 'warning opened Host(`a.com`)']);
  expect(found.changes[0]).toMatchObject({
    example: { url: 'http://a.com/', entryPoint: 'web' },
    before: { response: { status: 404 } },
    after: { outcome: 'forwarded' },
    cause: [{ object: { kind: 'IngressRoute', name: 'a' }, path: 'spec.routes[0]', side: 'to' }],
  });
  expect(found.objects.added).toMatchObject([{ kind: 'IngressRoute', name: 'a' }]);
});

test('a route that goes is closed, told with the object that is gone', () => {
  const found = diffOf(objects(ingressRoute('a', 'Host(`a.com`)')), objects());
  expect(summary(found)).toEqual(['narrower', 'warning closed Host(`a.com`)']);
  expect(found.changes[0]?.cause).toMatchObject([
    { side: 'from', location: { file: 'from.yaml', line: 3 }, object: { name: 'a' } },
  ]);
});

test('a guard that goes is the worst, and one that comes the least', () => {
  const open = objects(ingressRoute('a', 'Host(`a.com`)'), allowing('10.0.0.0/8'));
  const closed = objects(ingressRoute('a', 'Host(`a.com`)', guarded), allowing('10.0.0.0/8'));
  expect(summary(diffOf(closed, open))).toEqual([
    'wider',
    'error guard-removed Host(`a.com`) && ClientIP(`10.0.0.0/8`)',
    'error opened Host(`a.com`) && !ClientIP(`10.0.0.0/8`)',
  ]);
  expect(summary(diffOf(open, closed))).toEqual([
    'narrower',
    'warning closed Host(`a.com`) && !ClientIP(`10.0.0.0/8`)',
    'info guard-added Host(`a.com`) && ClientIP(`10.0.0.0/8`)',
  ]);
});

test('a wider allow list opens the addresses that it adds, and no others', () => {
  const route = ingressRoute('a', 'Host(`a.com`)', guarded);
  const found = diffOf(
    objects(route, allowing('10.0.0.0/8')),
    objects(route, allowing('10.0.0.0/8', '192.0.2.0/24')),
  );
  expect(summary(found)).toEqual(['wider', 'error opened Host(`a.com`) && ClientIP(`192.0.2.0/24`)']);
  expect(found.changes[0]?.cause).toMatchObject([
    { object: { kind: 'Middleware' }, path: 'spec.ipAllowList.sourceRange[1]' },
  ]);
});

test('the former name of the allow list is the same guard', () => {
  const route = ingressRoute('a', 'Host(`a.com`)', guarded);
  const old = middleware('office', { ipWhiteList: { sourceRange: ['10.0.0.0/8'] } });
  expect(summary(diffOf(objects(route, old), objects(route, allowing('10.0.0.0/8'))))).toEqual(['same']);
});

test('other backends are a move, of the requests that no other route takes', () => {
  const admin = ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)');
  const found = diffOf(
    objects(ingressRoute('a', 'Host(`a.com`)'), admin),
    objects(ingressRoute('a', 'Host(`a.com`)', toNew), admin),
  );
  expect(summary(found)).toEqual(['moved', 'warning moved Host(`a.com`) && !PathPrefix(`/admin`)']);
});

test('what backends receive otherwise is rewritten', () => {
  const strip = middleware('strip', { stripPrefix: { prefixes: ['/api'] } });
  const found = diffOf(
    objects(ingressRoute('a', 'Host(`a.com`)'), strip),
    objects(ingressRoute('a', 'Host(`a.com`)', { middlewares: [{ name: 'strip' }] }), strip),
  );
  expect(summary(found)).toEqual(['moved', 'warning rewritten Host(`a.com`) && PathPrefix(`/api`)']);
  expect(found.changes[0]?.message).toContain('/api → /');
});

test('two routes between which chance decides now are told, whoever would win by name', () => {
  const one = ingressRoute('a', 'Host(`a.com`) && PathPrefix(`/x`)');
  const other = ingressRoute('b', 'PathPrefix(`/x`) && Host(`a.com`)', toNew);
  const found = diffOf(objects(one), objects(one, other));
  expect(summary(found)).toEqual(['moved', 'error chance Host(`a.com`) && PathPrefix(`/x`)']);
  expect(found.changes[0]?.message).toBe(
    'Chance decides now between IngressRoute shop/a and IngressRoute shop/b: they have one priority and answer otherwise.',
  );
});

describe('where chance decided before as well', () => {
  const redirect = (status: boolean): object =>
    middleware('to', { redirectRegex: { regex: '^(.*)$', replacement: 'http://b.com/', permanent: status } });
  const tie = [
    ingressRoute('a', 'Host(`a.com`) && PathPrefix(`/x`)', { middlewares: [{ name: 'to' }] }),
    ingressRoute('b', 'PathPrefix(`/x`) && Host(`a.com`)', toNew),
  ];

  test('another status of a redirection is told as that', () => {
    const found = diffOf(objects(...tie, redirect(false)), objects(...tie, redirect(true)));
    expect(summary(found)).toEqual(['moved', 'info answered-differently Host(`a.com`) && PathPrefix(`/x`)']);
  });

  test('a change of the route that is taken second by name is told with both', () => {
    const route = (name: string, more: object): object =>
      ingressRoute(name, 'Host(`a.com`) && PathPrefix(`/x`)', more);
    const found = diffOf(
      objects(route('a', {}), route('b', guarded), allowing('10.0.0.0/8')),
      objects(route('a', {}), route('b', toNew), allowing('10.0.0.0/8')),
    );
    expect(summary(found)).toEqual(['moved', 'error chance Host(`a.com`) && PathPrefix(`/x`)']);
    expect(found.changes[0]?.message).toBe(
      'Chance decides between IngressRoute shop/a and IngressRoute shop/b, as it did between IngressRoute shop/a and IngressRoute shop/b, and they do otherwise than those did.',
    );
  });
});

test('TLS options of one name that say something else are a change of TLS', () => {
  const route = ingressRoute(
    'a',
    'Host(`a.com`)',
    {},
    {
      entryPoints: ['websecure'],
      tls: { options: { name: 'strict', namespace } },
    },
  );
  const options = (minVersion: string): object => traefikObject('TLSOption', 'strict', { minVersion });
  const found = diffOf(objects(route, options('VersionTLS12')), objects(route, options('VersionTLS13')));
  expect(summary(found)).toEqual(['moved', 'warning tls Host(`a.com`)']);
  expect(found.changes[0]?.cause).toMatchObject([{ object: { kind: 'TLSOption' }, path: 'spec.minVersion' }]);
});

test('a client certificate that is no longer required opens the host, and requests for others over its connections', () => {
  const route = ingressRoute(
    'a',
    'Host(`a.com`)',
    {},
    {
      entryPoints: ['websecure'],
      tls: { options: { name: 'mtls', namespace } },
    },
  );
  const options = (clientAuthType: string): object =>
    traefikObject('TLSOption', 'mtls', { clientAuth: { clientAuthType } });
  const found = diffOf(
    objects(route, options('RequireAnyClientCert')),
    objects(route, options('NoClientCert')),
  );
  expect(summary(found)).toEqual(['wider', 'error opened Host(`a.com`)']);
  expect(found.changes[0]?.requests).toContainEqual({
    entryPoint: 'websecure',
    scheme: 'https',
    rule: 'PathPrefix(`/`)',
    serverName: 'HostSNI(`a.com`)',
  });
});

test('requests that are cut by something that makes no difference are told as one set', () => {
  const login = middleware('login', { basicAuth: { secret: 'users' } });
  const users = secret('users', { users: 'test:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=' });
  const route = (names: readonly string[]): object =>
    ingressRoute('a', 'Host(`a.com`)', { middlewares: names.map((name) => ({ name })) });
  const found = diffOf(objects(login, users, route(['login'])), objects(login, users, route([])));
  expect(summary(found)).toEqual(['wider', 'error opened Host(`a.com`)']);
  expect(found.changes[0]?.regions).toBe(2);
});

test('what only the right password shows is not decided, and said so', () => {
  const login = middleware('login', { basicAuth: { secret: 'users' } });
  const users = secret('users', { users: 'test:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=' });
  const behind = (route: object): readonly object[] =>
    objects(login, users, ingressRoute('a', 'Host(`a.com`)', { middlewares: [{ name: 'login' }], ...route }));
  const [verdict, ...told] = summary(diffOf(behind({}), behind(toNew)));
  expect(verdict).toBe('unknown');
  expect(told).toEqual([expect.stringContaining('basicAuth shop-login@kubernetescrd')]);
});

test('an entry point that only one Traefik has is told, with the static configuration as the cause', () => {
  const route = ingressRoute('a', 'Host(`a.com`)', {}, { entryPoints: ['web', 'extra'] });
  const traefik = (more: object): object => ({
    entryPoints: { web: { address: ':80' }, ...more },
    providers: { kubernetesCRD: {} },
  });
  const found = diffTraffic(
    side(objects(route), 'from.yaml', traefik({})),
    side(objects(route), 'to.yaml', traefik({ extra: { address: ':81' } })),
  );
  expect(found.verdict).toBe('wider');
  expect(found.changes[0]).toMatchObject({
    kind: 'opened',
    requests: [{ entryPoint: 'extra', scheme: 'http', rule: 'Host(`a.com`)' }],
    cause: [{ object: { kind: 'StaticConfiguration' }, path: 'entryPoints.extra' }],
  });
});

test('what an entry point does before routing may concern every request', () => {
  const strip = middleware('strip', { stripPrefix: { prefixes: ['/api'] } });
  const route = ingressRoute('a', 'Host(`a.com`)', { middlewares: [{ name: 'strip' }] });
  const traefik = (http: object): object => ({
    entryPoints: { web: { address: ':80', ...http } },
    providers: { kubernetesCRD: {} },
  });
  const found = diffTraffic(
    side(objects(route, strip), 'from.yaml', traefik({})),
    side(objects(route, strip), 'to.yaml', traefik({ http: { sanitizePath: false } })),
  );
  expect(summary(found)).toEqual(['moved', 'warning rewritten PathPrefix(`/`)']);
  expect(found.changes[0]).toMatchObject({ example: { url: 'http://a.com//x' } });
});

test('TCP and UDP routes are compared as well', () => {
  const tcp = (name: string): object =>
    traefikObject('IngressRouteTCP', 'tcp', {
      entryPoints: ['web'],
      routes: [{ match: 'HostSNI(`*`)', services: [{ name, port: 80 }] }],
    });
  const found = diffOf(objects(tcp('web')), objects(tcp('new')));
  expect(found.verdict).toBe('moved');
  expect(found.changes[0]?.requests).toEqual(
    expect.arrayContaining([
      { entryPoint: 'web', scheme: 'tcp', rule: 'HostSNI(`*`)' },
      { entryPoint: 'web', scheme: 'http', rule: 'PathPrefix(`/`)' },
      { entryPoint: 'web', scheme: 'tls', rule: 'HostSNI(`*`)' },
    ]),
  );
  const udp = (name: string): object =>
    traefikObject('IngressRouteUDP', 'udp', {
      entryPoints: ['dns'],
      routes: [{ services: [{ name, port: 80 }] }],
    });
  const traefik = { entryPoints: { dns: { address: ':53/udp' } }, providers: { kubernetesCRD: {} } };
  const other = diffTraffic(
    side(objects(udp('web')), 'from.yaml', traefik),
    side(objects(udp('new')), 'to.yaml', traefik),
  );
  expect(summary(other)).toEqual(['moved', 'warning moved HostSNI(`*`)']);
  expect(other.changes[0]?.example).toMatchObject({ url: expect.stringMatching(/^udp:/), entryPoint: 'dns' });
});

test('a plugin, or another auth service, is unknown or a guard, and never passed over', () => {
  const ask = (address: string): object => middleware('ask', { forwardAuth: { address } });
  const route = ingressRoute('a', 'Host(`a.com`)', { middlewares: [{ name: 'ask' }] });
  const found = diffOf(objects(route, ask('http://one/')), objects(route, ask('http://two/')));
  expect(found.verdict).toBe('unknown');
  expect(found.unknown[0]?.reason).toContain('forwardAuth shop-ask@kubernetescrd');
});

describe('the cause of a change', () => {
  const named = (...names: readonly string[]): object => ({ middlewares: names.map((name) => ({ name })) });
  const causesOf = (from: readonly object[], to: readonly object[]): readonly string[] =>
    diffOf(from, to).changes.flatMap(({ cause }) =>
      cause.map(({ object: { kind, name }, path }) => `${kind} ${name} ${path}`),
    );

  test('is the middleware that says something else, and no other that changed beside it without effect', () => {
    const route = ingressRoute('a', 'Host(`a.com`)', named('office', 'squeeze'));
    const compress = (minResponseBodyBytes: number): object =>
      middleware('squeeze', { compress: { minResponseBodyBytes } });
    const from = objects(route, allowing('10.0.0.0/8'), compress(100));
    expect(causesOf(from, objects(route, allowing('10.0.0.0/9'), compress(100)))).toEqual([
      'Middleware office spec.ipAllowList.sourceRange[0]',
    ]);
  });

  test('is the chain that leaves a middleware out, beside a change of the route', () => {
    const chain = (...names: readonly string[]): object =>
      middleware('all', { chain: { middlewares: names.map((name) => ({ name })) } });
    const route = (syntax: object): object =>
      ingressRoute('a', 'Host(`a.com`)', { ...named('all'), ...syntax });
    const from = objects(route({}), allowing('10.0.0.0/8'), chain('office'));
    const to = objects(route({ priority: 50 }), allowing('10.0.0.0/8'), chain());
    expect(new Set(causesOf(from, to))).toEqual(
      new Set(['IngressRoute a spec.routes[0].priority', 'Middleware all spec.chain.middlewares[0]']),
    );
  });

  test('is the label of whichever container says it', () => {
    const container = (name: string, labels: Readonly<Record<string, string>>): object => ({
      apiVersion: 'docker.com/v1',
      kind: 'Container',
      metadata: { name, namespace: 'shop', labels },
      spec: { service: name, ports: [{ port: 80, protocol: 'tcp' }], networks: { shop: name } },
    });
    const routed = {
      'traefik.http.routers.web.rule': 'Host(`a.com`)',
      'traefik.http.routers.web.middlewares': 'office',
    };
    const office = (range: string): object =>
      container('guards', {
        'traefik.http.middlewares.office.ipallowlist.sourcerange': range,
        'traefik.http.routers.guards.rule': 'Host(`b.com`)',
      });
    const both = (range: string): readonly object[] => [container('web', routed), office(range)];
    const docker = { providers: { docker: {} }, entryPoints: { web: { address: ':80' } } };
    const found = diffTraffic(
      side(both('10.0.0.0/8'), 'from.yaml', docker),
      side(both('10.0.0.0/9'), 'to.yaml', docker),
    );
    expect(found.changes.map(({ cause }) => cause)).toMatchObject([
      [
        {
          object: { kind: 'Container', name: 'guards' },
          path: 'metadata.labels["traefik.http.middlewares.office.ipallowlist.sourcerange"]',
          location: { file: 'to.yaml', line: 2 },
        },
      ],
    ]);
  });
});
