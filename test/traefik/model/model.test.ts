import { TrafficModel, explanationText, formatJson } from '../../../lib/traefik/model';
import { ingressRoute, secret, service, shop, traefikObject } from './objects';

function explain(
  objects: readonly object[],
  url: string,
  more: object = {},
): ReturnType<TrafficModel['explain']> {
  return TrafficModel.from(objects).explain({ url, ...more });
}

describe('which router takes a request', () => {
  it('takes the router with the longest rule, and names the others that match', () => {
    const found = explain(
      shop(
        ingressRoute('all', 'Host(`a.test`)'),
        ingressRoute('api', 'Host(`a.test`) && PathPrefix(`/api`)'),
      ),
      'http://a.test/api/x',
    );
    expect(found.source).toMatchObject({ name: 'api' });
    expect(found.shadowed).toEqual([expect.stringContaining('shop-all-')]);
    expect(found.ambiguous).toEqual([]);
  });

  it('says when chance decides', () => {
    const found = explain(
      shop(ingressRoute('one', 'Host(`a.test`)'), ingressRoute('two', 'Host(`*.test`)')),
      'http://a.test/',
    );
    expect(found.source).toMatchObject({ name: 'one' });
    expect(found.ambiguous).toEqual([expect.stringContaining('shop-two-')]);
  });

  it('lets an explicit priority win', () => {
    const found = explain(
      shop(
        ingressRoute('low', 'PathPrefix(`/`)', { priority: 1000 }),
        ingressRoute('high', 'Host(`a.test`) && Path(`/x`)'),
      ),
      'http://a.test/x',
    );
    expect(found.source).toMatchObject({ name: 'low' });
  });

  it('answers 404 over http where the only router has TLS', () => {
    const found = explain(shop(ingressRoute('web', 'Host(`a.test`)', {}, { tls: {} })), 'http://a.test/');
    expect(found).toMatchObject({ outcome: 'answered', router: null, response: { status: 404 } });
  });

  it('gives routers on websecure the TLS of the entry point', () => {
    const found = explain(
      shop(ingressRoute('web', 'Host(`a.test`)', {}, { entryPoints: ['websecure'] })),
      'https://a.test/',
    );
    expect(found).toMatchObject({
      outcome: 'forwarded',
      entryPoint: 'websecure',
      tls: { options: 'default' },
    });
  });

  it('cleans the path before routing', () => {
    const found = explain(shop(ingressRoute('web', 'Path(`/b`)')), 'http://a.test/a/../%62?x=1;y=2');
    expect(found.forwarded).toMatchObject({ url: '/b?x=1&y=2' });
  });

  it('answers 400 to what Go cannot parse', () => {
    const found = explain(shop(ingressRoute('web', 'PathPrefix(`/`)')), 'http://a.test/%zz');
    expect(found).toMatchObject({ router: null, outcome: 'answered', response: { status: 400 } });
  });

  it('closes what no entry point takes', () => {
    expect(explain([], 'http://a.test:81/')).toMatchObject({ entryPoint: null, outcome: 'rejected' });
    expect(explain([], 'udp://a.test:80')).toMatchObject({ entryPoint: null, outcome: 'rejected' });
  });
});

describe('TLS', () => {
  const mutual = traefikObject('TLSOption', 'mtls', {
    clientAuth: { secretNames: ['ca'], clientAuthType: 'RequireAnyClientCert' },
  });

  it('is refused without the client certificate that options require', () => {
    const route = ingressRoute(
      'web',
      'Host(`a.test`)',
      {},
      { entryPoints: ['websecure'], tls: { options: { name: 'mtls' } } },
    );
    const found = explain(shop(mutual, route), 'https://a.test/');
    expect(found).toMatchObject({ outcome: 'rejected', tls: { options: 'shop-mtls@kubernetescrd' } });
  });

  it('falls back to the default options where two routers of a host disagree', () => {
    const model = TrafficModel.from(
      shop(
        mutual,
        ingressRoute(
          'web',
          'Host(`a.test`)',
          {},
          { entryPoints: ['websecure'], tls: { options: { name: 'mtls' } } },
        ),
        ingressRoute('open', 'Host(`a.test`) && Path(`/open`)', {}, { entryPoints: ['websecure'] }),
      ),
    );
    expect(
      Object.keys(model.routes().routers ?? {}).filter((name) => name.includes('conflicted')),
    ).toHaveLength(2);
    expect(model.explain({ url: 'https://a.test/' })).toMatchObject({
      outcome: 'forwarded',
      tls: { options: 'default' },
    });
  });

  it('answers 421 to a host that the handshake was not made for', () => {
    const options = traefikObject('TLSOption', 'strict', { minVersion: 'VersionTLS13' });
    const found = explain(
      shop(
        options,
        ingressRoute(
          'web',
          'Host(`a.test`)',
          {},
          { entryPoints: ['websecure'], tls: { options: { name: 'strict' } } },
        ),
      ),
      'https://a.test/',
      { sni: 'b.test' },
    );
    expect(found).toMatchObject({ outcome: 'answered', response: { status: 421 } });
  });

  it('closes connections for hosts whose options are broken', () => {
    const broken = traefikObject('TLSOption', 'broken', { cipherSuites: ['nonsense'] });
    const route = ingressRoute(
      'web',
      'Host(`a.test`)',
      {},
      { entryPoints: ['websecure'], tls: { options: { name: 'broken' } } },
    );
    expect(explain(shop(broken, route), 'https://a.test/')).toMatchObject({
      outcome: 'rejected',
      router: null,
    });
  });

  it('goes to a TCP router for a server name that no HTTP router has', () => {
    const tcp = traefikObject('IngressRouteTCP', 'db', {
      entryPoints: ['websecure'],
      routes: [{ match: 'HostSNI(`db.test`)', services: [{ name: 'db', port: 5432 }] }],
      tls: { passthrough: true },
    });
    const found = explain(shop(tcp, service('db', 5432)), 'tls://db.test:443');
    expect(found).toMatchObject({
      outcome: 'forwarded',
      tls: { passthrough: true },
      backends: [{ service: 'shop/db', port: 5432, scheme: 'tcp', share: 1 }],
    });
  });
});

describe('layers of routers', () => {
  const parent = ingressRoute('parent', 'Host(`a.test`)', { services: [], middlewares: [{ name: 'strip' }] });
  const child = traefikObject('IngressRoute', 'child', {
    parentRefs: [{ name: 'parent' }],
    routes: [{ match: 'Path(`/x`)', kind: 'Rule', services: [{ name: 'web', port: 80 }] }],
  });
  const strip = traefikObject('Middleware', 'strip', { stripPrefix: { prefixes: ['/api'] } });

  it('shows children the path that the parent changed', () => {
    const found = explain(shop(parent, child, strip), 'http://a.test/api/x');
    expect(found).toMatchObject({
      outcome: 'forwarded',
      source: { name: 'child' },
      forwarded: { url: '/x' },
    });
  });

  it('names the parent whose 404 it is', () => {
    const found = explain(shop(parent, child, strip), 'http://a.test/api/y');
    expect(found).toMatchObject({
      outcome: 'answered',
      source: { name: 'parent' },
      response: { status: 404 },
    });
  });

  it('drops a child whose parent does not exist', () => {
    expect(TrafficModel.from(shop(child)).routes().dropped).toEqual([
      expect.objectContaining({ path: 'spec.parentRefs' }),
    ]);
  });
});

describe('services', () => {
  const weighted = (services: readonly object[]): object =>
    traefikObject('TraefikService', 'split', { weighted: { services } });
  const route = ingressRoute('web', 'Host(`a.test`)', {
    services: [{ kind: 'TraefikService', name: 'split' }],
  });

  it('spreads requests over a tree by weight', () => {
    const inner = traefikObject('TraefikService', 'inner', {
      weighted: {
        services: [
          { name: 'web', port: 80 },
          { name: 'v2', port: 80, weight: 3 },
        ],
      },
    });
    const found = explain(
      shop(
        route,
        inner,
        service('v2', 80),
        weighted([
          { name: 'web', port: 80, weight: 1 },
          { kind: 'TraefikService', name: 'inner', weight: 1 },
        ]),
      ),
      'http://a.test/',
    );
    expect(found.backends).toEqual([
      { service: 'shop/web', port: 80, scheme: 'http', share: 0.625 },
      { service: 'shop/v2', port: 80, scheme: 'http', share: 0.375 },
    ]);
  });

  it('answers 503 where all weights are zero', () => {
    const found = explain(shop(route, weighted([{ name: 'web', port: 80, weight: 0 }])), 'http://a.test/');
    expect(found).toMatchObject({ outcome: 'answered', response: { status: 503 }, backends: [] });
  });

  it('disables routers whose services go round in a circle', () => {
    const other = traefikObject('TraefikService', 'other', {
      weighted: { services: [{ kind: 'TraefikService', name: 'split' }] },
    });
    const model = TrafficModel.from(
      shop(route, other, weighted([{ kind: 'TraefikService', name: 'other' }])),
    );
    expect(model.explain({ url: 'http://a.test/' }).response?.status).toBe(404);
    expect(JSON.stringify(model.routes().services)).toContain('recursion detected');
  });

  it('notes mirrors, and asks the primary of a failover', () => {
    const mirrored = traefikObject('TraefikService', 'split', {
      mirroring: { name: 'web', port: 80, mirrors: [{ name: 'v2', port: 80, percent: 10 }] },
    });
    const found = explain(shop(route, service('v2', 80), mirrored), 'http://a.test/');
    expect(found.backends).toEqual([{ service: 'shop/web', port: 80, scheme: 'http', share: 1 }]);
    expect(found.notes).toContain('mirroring: 10 % of requests are copied to shop-v2-80@kubernetescrd');
  });
});

describe('the text of an explanation', () => {
  it('names the nearest misses where nothing matched', () => {
    const model = TrafficModel.from(shop(ingressRoute('api', 'Host(`a.test`) && PathPrefix(`/api`)')));
    expect(explanationText(model.explain({ url: 'http://a.test/ap' }))).toContain(
      'does not hold: PathPrefix(`/api`)',
    );
  });

  it('prints priorities beyond the safe integers digit by digit', () => {
    const model = TrafficModel.from([]);
    expect(formatJson(model.exactRoutes())).toContain('"priority": 9223372036854775807');
    expect(model.routes()).toEqual(JSON.parse(formatJson(model.exactRoutes())));
  });
});

describe('what the backend receives', () => {
  it('drops untrusted forwarding headers and writes its own', () => {
    const found = explain(shop(ingressRoute('web', 'Host(`a.test`)')), 'http://a.test/', {
      headers: { 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-Prefix': '/evil', Forwarded: 'for=1.2.3.4' },
      clientIp: '203.0.113.9',
    });
    expect(found.forwarded?.headers).toEqual({
      'X-Forwarded-For': '203.0.113.9',
      'X-Forwarded-Host': 'a.test',
      'X-Forwarded-Port': '80',
      'X-Forwarded-Proto': 'http',
      'X-Real-Ip': '203.0.113.9',
    });
  });

  it('keeps a user out without credentials, and lets one with the right ones in', () => {
    const objects = shop(
      secret('users', { users: 'ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=' }),
      traefikObject('Middleware', 'auth', {
        basicAuth: { secret: 'users', headerField: 'X-User', removeHeader: true },
      }),
      ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'auth' }] }),
    );
    const credentials = (text: string): object => ({
      headers: { Authorization: `Basic ${Buffer.from(text).toString('base64')}` },
    });
    expect(explain(objects, 'http://a.test/').response).toEqual({
      status: 401,
      headers: { 'Www-Authenticate': 'Basic realm="traefik"' },
    });
    expect(explain(objects, 'http://a.test/', credentials('ann:wrong')).response?.status).toBe(401);
    expect(explain(objects, 'http://a.test/', credentials('ann:secret')).forwarded?.headers).toMatchObject({
      'X-User': 'ann',
    });
  });
});
