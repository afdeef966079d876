import type { TrafficModel } from '../../../../../lib/traefik/model';
import { gateway, gatewayClass, gatewayObject, http, httpRoute, modelOf, toWeb } from './objects';

const suffix = '@kubernetesgateway';

function rulesOf(model: TrafficModel): readonly (readonly [rule: unknown, priority: unknown])[] {
  return Object.entries(model.routes().routers ?? {})
    .filter(([name]) => name.endsWith(suffix))
    .map(([, { rule, priority }]) => [rule, priority]);
}

function rulesOfMatch(match: object, spec: object = {}): ReturnType<typeof rulesOf> {
  const rules = [{ matches: [match], backendRefs: [toWeb] }];
  return rulesOf(modelOf([gateway(http), httpRoute('app', { rules, ...spec })]));
}

describe('an HTTPRoute', () => {
  it('becomes routers of the names that Traefik gives them', () => {
    const object = (kind: string, name: string, spec: object): object =>
      gatewayObject(kind, name, spec, { namespace: 'default' });
    const route = object('HTTPRoute', 'http-app-1', {
      parentRefs: [{ name: 'my-gateway' }],
      hostnames: ['foo.com'],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/bar' } }],
          backendRefs: [{ name: 'whoami', port: 80 }],
        },
      ],
    });
    const edge = object('Gateway', 'my-gateway', { gatewayClassName: 'traefik', listeners: [http] });
    // The names of Traefik's own test of its provider, of either release.
    expect(Object.keys(modelOf([edge, route]).routes().routers ?? {})).toEqual([
      `httproute-default-http-app-1-gw-default-my-gateway-ep-web-0-799bcbf0c2317c5d1c93${suffix}`,
    ]);
    const older = modelOf([edge, route], {}, { traefikVersion: '3.7.9' });
    expect(Object.keys(older.routes().routers ?? {})).toEqual([
      `httproute-default-http-app-1-gw-default-my-gateway-ep-web-0-af329269dd38031b03e3${suffix}`,
    ]);
  });

  it('is for any path where it names none', () => {
    const bare = modelOf([gateway(http), httpRoute('app', {})]);
    expect(rulesOf(bare)).toEqual([['PathPrefix("/")', 2]]);
    expect(rulesOf(modelOf([gateway(http), httpRoute('app', { rules: undefined })]))).toEqual([
      ['PathPrefix("/")', 2],
    ]);
    expect(bare.explain({ url: 'http://a.test/x' }).backends).toEqual([
      { service: 'shop/web', port: 80, scheme: 'http', share: 1 },
    ]);
  });

  it.each([
    [{ path: { type: 'Exact', value: '/a' } }, 'Path("/a")', 100_001],
    [{ path: { value: '/a/' } }, '(Path("/a") || PathPrefix("/a/"))', 10_301],
    [{ path: { type: 'RegularExpression', value: '/a.*' } }, 'PathRegexp("/a.*")', 10_401],
    [{ method: 'GET' }, 'PathPrefix("/") && Method("GET")', 1002],
    [{ headers: [{ name: 'a', value: 'b' }] }, 'PathPrefix("/") && Header("a","b")', 102],
    [
      { queryParams: [{ name: 'q', value: '^1', type: 'RegularExpression' }] },
      'PathPrefix("/") && QueryRegexp("q","^1")',
      12,
    ],
  ])('that matches %j has the rule and priority of Traefik', (match, rule, priority) => {
    expect(rulesOfMatch(match)).toEqual([[rule, priority]]);
  });

  it('has the hostnames that its listener has too', () => {
    const model = modelOf([
      gateway({ ...http, hostname: '*.b.test' }),
      httpRoute('app', { hostnames: ['x.b.test', 'a.test', '*.y.b.test'] }),
    ]);
    expect(rulesOf(model)).toEqual([
      ['(Host("x.b.test") || HostRegexp("^[a-z0-9-\\\\.]+\\\\.y\\\\.b\\\\.test$")) && PathPrefix("/")', 12],
    ]);
  });

  it('lets Traefik answer with 500 in place of backends that are not to be had', () => {
    const rules = [{ backendRefs: [{ name: 'missing', port: 80 }] }];
    const model = modelOf([gateway(http), httpRoute('app', { rules })]);
    const explained = model.explain({ url: 'http://a.test/' });
    expect(explained.response?.status).toBe(500);
    expect(Object.keys(model.routes().services ?? {}).filter((name) => name.includes('missing'))).toEqual([]);
    expect(model.routes().dropped).toEqual([
      {
        object: { kind: 'HTTPRoute', namespace: 'shop', name: 'app' },
        path: 'spec.rules[0].backendRefs[0]',
        reason:
          'Cannot load HTTPBackendRef shop/missing: getting service: service "missing" not found (ResolvedRefs: BackendNotFound)',
      },
    ]);
  });

  it('splits requests by weight, those of a missing backend too', () => {
    const rules = [
      {
        backendRefs: [
          { ...toWeb, weight: 3 },
          { name: 'next', port: 80 },
          { name: 'missing', port: 80 },
        ],
      },
    ];
    const explained = modelOf([gateway(http), httpRoute('app', { rules })]).explain({
      url: 'http://a.test/',
    });
    expect(explained.backends.map(({ service, share }) => [service, share])).toEqual([
      ['shop/web', 0.6],
      ['shop/next', 0.2],
    ]);
    expect(explained.notes).toContain('20 % of requests are for a backend that is not to be had: 500');
  });

  it('without backends answers with 500, and with 503 before Traefik 3.7.10', () => {
    const objects = [gateway(http), httpRoute('app', { rules: [{ backendRefs: [] }] })];
    const statusOf = (traefikVersion: string): unknown =>
      modelOf(objects, {}, { traefikVersion }).explain({ url: 'http://a.test/' }).response?.status;
    expect(statusOf('3.7.13')).toBe(500);
    expect(statusOf('3.7.9')).toBe(503);
  });

  it('reaches services of other providers, where its namespace may', () => {
    const backendRefs = [{ group: 'traefik.io', kind: 'TraefikService', name: 'api@internal' }];
    const objects = [gateway(http), httpRoute('app', { rules: [{ backendRefs }] })];
    expect(modelOf(objects).explain({ url: 'http://a.test/api/version' }).service).toBe('api@internal');
    const closed = modelOf(objects, { crossProviderNamespaces: ['ops'] });
    expect(closed.explain({ url: 'http://a.test/api/version' }).router).toBeNull();
    expect(closed.routes().dropped[0]?.reason).toMatch(/is not in crossProviderNamespaces/);
  });
});

describe('a service that is named with its provider and its namespace', () => {
  it('is refused, and shown by the name that Traefik shows', () => {
    const ref = { group: 'traefik.io', kind: 'TraefikService', name: 'api@internal', namespace: 'ops' };
    const spec = { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [ref, toWeb] }] };
    const model = modelOf([gateway(http), gatewayObject('GRPCRoute', 'app', spec)]);
    const names = Object.values(model.routes().services ?? {}).flatMap(({ weighted }) => weighted ?? []);
    expect(JSON.stringify(names)).toContain('-svc-ops-api@internal-0"');
    expect(model.explain({ url: 'http://a.test/' }).router).not.toBeNull();
  });
});

describe('routes of other kinds', () => {
  it('of gRPC match the method in the path, and speak h2c to the backend', () => {
    const matches = [{ method: { service: 'shop.v1.Cart', method: 'Add' } }];
    const spec = { parentRefs: [{ name: 'edge' }], rules: [{ matches, backendRefs: [toWeb] }] };
    const model = modelOf([gateway(http), gatewayObject('GRPCRoute', 'app', spec)]);
    expect(rulesOf(model)).toEqual([['PathRegexp("/shop\\\\.v1\\\\.Cart/Add")', 35]]);
    const explained = model.explain({ url: 'http://a.test/shop.v1.Cart/Add', method: 'POST' });
    expect(explained.backends).toMatchObject([{ service: 'shop/web', scheme: 'h2c' }]);
  });

  it('of TLS take their server names, and close connections to all others', () => {
    const listener = { name: 'tls', port: 7000, protocol: 'TLS', tls: { mode: 'Passthrough' } };
    const spec = { parentRefs: [{ name: 'edge' }], hostnames: ['a.test'], rules: [{ backendRefs: [toWeb] }] };
    const model = modelOf([gateway(listener), gatewayObject('TLSRoute', 'app', spec)]);
    expect(model.explain({ url: 'tls://a.test:7000' }).backends).toMatchObject([{ service: 'shop/web' }]);
    expect(Object.keys(model.routes().tcpRouters ?? {})).toContain(`deny-unknown-host${suffix}`);
  });

  it('of TCP are read where the experimental channel is on', () => {
    const listener = { name: 'tcp', port: 7000, protocol: 'TCP' };
    const spec = { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [toWeb] }] };
    const objects = [gateway(listener), gatewayObject('TCPRoute', 'app', spec, {}, 'v1alpha2')];
    const on = modelOf(objects, { experimentalChannel: true });
    expect(on.explain({ url: 'tcp://10.0.0.1:7000' }).backends).toMatchObject([{ service: 'shop/web' }]);
    const off = modelOf(objects);
    expect(off.explain({ url: 'tcp://10.0.0.1:7000' }).outcome).toBe('rejected');
    expect(off.routes().unread).toMatchObject([
      { reason: 'providers.kubernetesGateway.experimentalChannel is off in this static configuration' },
    ]);
  });
});

describe('what Traefik does not read', () => {
  it('are Gateways of other controllers and their routes', () => {
    const other = { ...gatewayClass, metadata: { name: 'other' }, spec: { controllerName: 'example.com/x' } };
    const edge = gatewayObject('Gateway', 'edge', { gatewayClassName: 'other', listeners: [http] });
    const model = modelOf([other, edge, httpRoute('app', {})]);
    expect(model.routes().dropped.map(({ object, reason }) => [object.kind, reason])).toEqual([
      ['Gateway', 'its GatewayClass "other" names the controller example.com/x'],
      ['HTTPRoute', 'this Traefik does not read the Gateway shop/edge'],
    ]);
  });

  it('are routes to a Gateway that is not there', () => {
    expect(modelOf([httpRoute('app', {})]).routes().dropped).toMatchObject([
      { path: 'spec.parentRefs', reason: 'there is no Gateway shop/edge among the objects' },
    ]);
  });

  it('is everything without an address that can be told', () => {
    const model = modelOf([gateway(http), httpRoute('app', {})], { statusAddress: { ip: '' } });
    expect(model.routes().dropped[0]?.reason).toMatch(/empty Gateway status address configuration/);
    expect(model.explain({ url: 'http://a.test/' }).router).toBeNull();
  });
});
