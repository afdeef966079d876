import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, secret, service, shop, traefikObject } from '../objects';

function modelOf(...objects: readonly object[]): TrafficModel {
  return TrafficModel.from(shop(...objects));
}

/** What is left out of these objects, as `path: reason`. */
function droppedFrom(objects: readonly object[], traefik?: unknown): readonly string[] {
  const model = TrafficModel.from(objects, traefik === undefined ? {} : { traefik });
  return model.routes().dropped.map(({ path, reason }) => `${path}: ${reason}`);
}

describe('what Traefik makes of its objects', () => {
  it('names a router after its object and the hash of its rule', () => {
    const model = modelOf(ingressRoute('web', 'Host(`foo.com`) && PathPrefix(`/bar`)'));
    expect(Object.keys(model.routes().routers ?? {})).toContain(
      'shop-web-6b204d94623b3df4370c@kubernetescrd',
    );
  });

  it('gives a Service without EndpointSlices one server at its target port', () => {
    const services = modelOf(ingressRoute('web', 'Path(`/`)')).routes().services ?? {};
    const balancer = Object.values(services).find((item) => item['loadBalancer']);
    expect(balancer).toMatchObject({ loadBalancer: { servers: [{ url: 'http://web.shop:8080' }] } });
  });

  it('takes servers from EndpointSlices, fenced where they only end', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
      ports: [{ name: 'http', port: 8080 }],
      endpoints: [
        { addresses: ['10.0.0.1'] },
        { addresses: ['10.0.0.2'], conditions: { serving: false } },
        { addresses: ['10.0.0.3'], conditions: { terminating: true } },
        { addresses: ['fd00::1'] },
      ],
    };
    const services = modelOf(slice, ingressRoute('web', 'Path(`/`)')).routes().services ?? {};
    expect(Object.values(services)).toContainEqual(
      expect.objectContaining({
        loadBalancer: expect.objectContaining({
          servers: [
            { url: 'http://10.0.0.1:8080' },
            { url: 'http://10.0.0.3:8080', fenced: true },
            { url: 'http://[fd00::1]:8080' },
          ],
        }),
      }),
    );
  });

  it.each([
    [
      'no such Service',
      { services: [{ name: 'nope', port: 80 }] },
      'kubernetes service not found: shop/nope',
    ],
    ['no such port', { services: [{ name: 'web', port: 81 }] }, 'service port not found: 81'],
    ['a quoted port number', { services: [{ name: 'web', port: '80' }] }, 'service port not found: 80'],
    [
      'an unknown scheme',
      { services: [{ name: 'web', port: 80, scheme: 'grpc' }] },
      'invalid scheme "grpc" specified',
    ],
    ['another kind', { kind: 'Regexp' }, 'Unsupported match kind: Regexp. Only "Rule" is supported for now.'],
    [
      'a health check',
      { services: [{ name: 'web', port: 80, healthCheck: {} }] },
      'healthCheck allowed only for ExternalName services: shop/web',
    ],
    [
      'api@internal as a Service',
      { services: [{ name: 'api@internal', port: 80 }] },
      'kubernetes service not found: /api@internal',
    ],
    [
      'another namespace',
      { services: [{ name: 'web', namespace: 'other', port: 80 }] },
      'service other/web not in the parent resource namespace shop',
    ],
  ])('drops a route with %s, and says why', (_what, route, reason) => {
    expect(droppedFrom(shop(ingressRoute('web', 'Path(`/`)', route)))).toEqual([`spec.routes[0]: ${reason}`]);
  });

  it('drops an empty rule, and the object that the API server would refuse', () => {
    expect(droppedFrom(shop(ingressRoute('web', '')))).toEqual(['spec.routes[0]: Empty match rule']);
    expect(droppedFrom(shop(ingressRoute('web', 'Path(`/`)', { priority: 'high' })))).toEqual([
      ': spec.routes.0.priority must be an integer, not string: the API server refuses the object',
    ]);
  });

  it('leaves out a middleware whose Secret is missing, and disables the routers that name it', () => {
    const model = modelOf(
      traefikObject('Middleware', 'auth', { basicAuth: { secret: 'users' } }),
      ingressRoute('web', 'Path(`/`)', { middlewares: [{ name: 'auth' }] }),
    );
    expect(model.routes().middlewares?.['shop-auth@kubernetescrd']).toBeUndefined();
    expect(Object.values(model.routes().routers ?? {})).toContainEqual(
      expect.objectContaining({
        status: 'disabled',
        error: ['middleware "shop-auth@kubernetescrd" does not exist'],
      }),
    );
    // The hazard: with the router gone, nobody asks for a password any more.
    expect(model.explain({ url: 'http://x/' }).response?.status).toBe(404);
  });

  it('reads users from a Secret of Kubernetes own type', () => {
    const model = modelOf(
      secret('users', { username: 'ann', password: 'secret' }, 'kubernetes.io/basic-auth'),
      traefikObject('Middleware', 'auth', { basicAuth: { secret: 'users' } }),
    );
    expect(model.routes().middlewares?.['shop-auth@kubernetescrd']).toMatchObject({
      basicAuth: { users: ['ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ='] },
    });
  });

  it('fills in what Traefik fills in', () => {
    const model = modelOf(
      traefikObject('Middleware', 'cb', {
        circuitBreaker: { expression: 'NetworkErrorRatio() > 0.5', checkPeriod: 5 },
      }),
      traefikObject('Middleware', 'limit', { rateLimit: { average: 10 } }),
      traefikObject('Middleware', 'retry', { retry: { attempts: 3 } }),
      traefikObject('Middleware', 'zip', { compress: {} }),
    );
    expect(model.routes().middlewares).toMatchObject({
      'shop-cb@kubernetescrd': {
        circuitBreaker: { checkPeriod: '5s', fallbackDuration: '10s', responseCode: 503 },
      },
      'shop-limit@kubernetescrd': { rateLimit: { average: 10, burst: 1, period: '1s' } },
      'shop-retry@kubernetescrd': { retry: { attempts: 3, maxRequestBodyBytes: 2097152 } },
      'shop-zip@kubernetescrd': { compress: { encodings: ['gzip', 'br', 'zstd'] } },
    });
  });

  it('reads only the classes, labels and namespaces that it is told to', () => {
    const traefik = {
      entryPoints: { web: { address: ':80' } },
      providers: {
        kubernetesCRD: { ingressClass: 'inner', labelSelector: 'team in (a, b),!old', namespaces: ['shop'] },
      },
    };
    const labelled = (name: string, labels: object, spec: object = {}): object =>
      traefikObject('IngressRoute', name, { routes: [], ...spec }, { labels });
    const objects = [
      labelled('right', { team: 'a' }, { ingressClassName: 'inner' }),
      labelled('class', { team: 'a' }),
      labelled('label', { team: 'c' }, { ingressClassName: 'inner' }),
      labelled('old', { team: 'a', old: '' }, { ingressClassName: 'inner' }),
      {
        ...labelled('elsewhere', { team: 'a' }),
        metadata: { name: 'elsewhere', namespace: 'other', labels: { team: 'a' } },
      },
    ];
    const { dropped } = TrafficModel.from(objects, { traefik }).routes();
    expect(dropped.map(({ object }) => object.name).toSorted()).toEqual([
      'class',
      'elsewhere',
      'label',
      'old',
    ]);
  });

  it('keeps a TCP route whose Service is missing, without a service', () => {
    const model = modelOf(
      traefikObject('IngressRouteTCP', 'db', {
        entryPoints: ['web'],
        routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'nope', port: 1 }] }],
      }),
    );
    expect(Object.values(model.routes().tcpRouters ?? {})).toEqual([
      expect.objectContaining({ status: 'disabled', priority: -1 }),
    ]);
    expect(model.routes().dropped).toEqual([expect.objectContaining({ path: 'spec.routes[0].services[0]' })]);
  });

  it('uses no default TLS options that two namespaces define', () => {
    const option = (namespace: string): object => ({
      ...traefikObject('TLSOption', 'default', { minVersion: 'VersionTLS13' }),
      metadata: { name: 'default', namespace },
    });
    expect(droppedFrom([option('a'), option('b')])).toHaveLength(2);
  });

  it('finds the number of a named target port in the workload', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        template: {
          metadata: { labels: { app: 'api' } },
          spec: { containers: [{ name: 'api', ports: [{ name: 'serve', containerPort: 9000 }] }] },
        },
      },
    };
    const api = { ...service('api', { port: 80, targetPort: 'serve' }) };
    const withSelector = {
      ...api,
      spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'serve' }] },
    };
    const model = TrafficModel.from([
      deployment,
      withSelector,
      ingressRoute('r', 'Path(`/`)', { services: [{ name: 'api', port: 80 }] }),
    ]);
    expect(JSON.stringify(model.routes().services)).toContain('http://api.shop:9000');
  });

  it('keeps priorities of 64 bits to the digit, and knows the highest', () => {
    const withPriority = (priority: bigint): TrafficModel =>
      modelOf(ingressRoute('web', 'Path(`/`)', { priority }));
    const routerOf = (model: TrafficModel) =>
      Object.entries(model.exactRoutes().routers ?? {}).find(([name]) => name.startsWith('shop-web'))?.[1];
    const highest = 2n ** 63n - 1n - 1000n;
    expect(routerOf(withPriority(highest))).toMatchObject({ priority: highest, status: 'enabled' });
    expect(routerOf(withPriority(highest + 1n))).toMatchObject({ status: 'disabled' });
  });

  it('has none of them where Traefik crashes on one, and says on which', () => {
    const to = (count: number): object => ({
      match: 'HostSNI(`*`)',
      services: Array.from({ length: count }, () => ({ name: 'web', port: 80 })),
    });
    const tcp = (...counts: readonly number[]): TrafficModel =>
      modelOf(
        ingressRoute('web', 'Path(`/`)'),
        traefikObject('IngressRouteTCP', 'tcp', { entryPoints: ['web'], routes: counts.map(to) }),
      );
    const crashed = tcp(1, 2).routes();
    expect(crashed.dropped).toEqual([
      expect.objectContaining({ path: 'spec.routes[1]', reason: expect.stringMatching(/crashes/) }),
    ]);
    expect(Object.keys(crashed.routers ?? {}).filter((name) => name.startsWith('shop-'))).toEqual([]);
    for (const model of [tcp(2, 1), tcp(2, 2), tcp(1, 1)]) {
      expect(model.routes().dropped).toEqual([]);
      expect(Object.keys(model.routes().tcpRouters ?? {})).toHaveLength(1);
    }
  });
});
