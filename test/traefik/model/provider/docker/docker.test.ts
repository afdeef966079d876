import { TrafficModel } from '../../../../../lib/traefik/model';

interface Container {
  readonly name?: string;
  readonly service?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec?: object;
}

function container({ name = 'shop-web-1', service = 'web', labels, spec }: Container): object {
  return {
    apiVersion: 'docker.com/v1',
    kind: 'Container',
    metadata: {
      namespace: 'shop',
      name,
      labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': service, ...labels },
    },
    spec: { service, ports: [{ port: 80 }], networks: { shop_default: name }, ...spec },
  };
}

const entryPoints = { web: { address: ':80' }, websecure: { address: ':443' } };

function modelOf(containers: readonly Container[], docker: object = {}): TrafficModel {
  const traefik = { entryPoints, providers: { docker } };
  return TrafficModel.from(containers.map(container), { traefik });
}

test('A container without labels has a router of the default rule and a service of its own name', () => {
  const { routers, services } = modelOf([{ labels: {} }]).routes();
  expect(routers?.['web-shop@docker']).toMatchObject({
    rule: 'Host(`web-shop`)',
    service: 'web-shop',
    using: ['web', 'websecure'],
  });
  expect(services?.['web-shop@docker']).toMatchObject({
    loadBalancer: { servers: [{ url: 'http://shop-web-1:80' }], strategy: 'wrr', passHostHeader: true },
  });
});

test('A request is followed through the routers and middlewares of labels to the service of the project', () => {
  const model = modelOf([
    {
      labels: {
        'traefik.http.routers.web.rule': 'Host(`a.test`) && PathPrefix(`/api`)',
        'traefik.http.routers.web.middlewares': 'strip,auth',
        'traefik.http.middlewares.strip.stripprefix.prefixes': '/api',
        'traefik.http.middlewares.auth.basicauth.users': 'me:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=',
        'traefik.http.services.web.loadbalancer.server.port': '8080',
        'traefik.http.services.web.loadbalancer.server.scheme': 'https',
      },
    },
  ]);
  const asked = model.explain({
    url: 'http://a.test/api/x',
    headers: { Authorization: 'Basic bWU6cGFzc3dvcmQ=' },
  });
  expect(asked).toMatchObject({
    router: 'web@docker',
    source: { kind: 'Container', namespace: 'shop', name: 'shop-web-1' },
    outcome: 'forwarded',
    forwarded: { url: '/x' },
    backends: [{ service: 'shop/web', port: 8080, scheme: 'https', share: 1 }],
  });
  expect(model.explain({ url: 'http://a.test/api/x' })).toMatchObject({ response: { status: 401 } });
});

test('Containers of one service share its requests, by the weights of their labels across services', () => {
  const labels = (weight: string): Readonly<Record<string, string>> => ({
    'traefik.http.routers.app.rule': 'Host(`a.test`)',
    'traefik.http.routers.app.service': 'app',
    'traefik.http.services.app.loadbalancer.server.port': '80',
    'traefik.http.services.app.loadbalancer.server.weight': weight,
  });
  const model = modelOf([
    { name: 'shop-blue-1', service: 'blue', labels: labels('3') },
    { name: 'shop-green-1', service: 'green', labels: labels('1') },
  ]);
  expect(model.explain({ url: 'http://a.test/' }).backends).toEqual([
    { service: 'shop/blue', port: 80, scheme: 'http', share: 0.75 },
    { service: 'shop/green', port: 80, scheme: 'http', share: 0.25 },
  ]);
});

test('What two containers say differently under one name is deleted, and each label of it is told', () => {
  const { routers, dropped } = modelOf([
    { name: 'shop-a-1', service: 'a', labels: { 'traefik.http.routers.x.rule': 'Host(`a.test`)' } },
    { name: 'shop-b-1', service: 'b', labels: { 'traefik.http.routers.x.rule': 'Host(`b.test`)' } },
  ]).routes();
  expect(Object.keys(routers ?? {})).toEqual([]);
  expect(dropped.map(({ object, path }) => [object.name, path])).toEqual([
    ['shop-a-1', 'metadata.labels["traefik.http.routers.x.rule"]'],
    ['shop-b-1', 'metadata.labels["traefik.http.routers.x.rule"]'],
  ]);
});

test('One wrong label takes the whole container away, and explain names it where its router is missed', () => {
  const model = modelOf([
    {
      labels: {
        'traefik.http.routers.web.rule': 'Host(`a.test`)',
        'traefik.http.routers.web.entrypoint': 'web',
      },
    },
  ]);
  expect(model.routes()).toMatchObject({
    dropped: [
      {
        path: 'metadata.labels["traefik.http.routers.web.entrypoint"]',
        reason: 'field not found, node: entrypoint',
      },
    ],
  });
  expect(model.explain({ url: 'http://a.test/' })).toMatchObject({ response: { status: 404 } });
});

test.each([
  ['traefik.enable=false', { 'traefik.enable': 'false' }, {}, {}],
  ['exposedByDefault off', {}, {}, { exposedByDefault: false }],
  ['constraints', {}, {}, { constraints: 'Label(`tier`, `front`)' }],
  ['a container that is not healthy', {}, { health: 'starting' }, {}],
  ['a container that does not run', {}, { state: 'exited' }, {}],
  ['a container without a port', {}, { ports: [] }, {}],
  ['a container without a network', {}, { networks: {} }, {}],
  ['a default rule that fails', {}, {}, { defaultRule: '{{ .Missing }}' }],
])('No router is made because of %s', (_reason, labels, spec, docker) => {
  expect(modelOf([{ labels, spec }], docker).routes().routers).toBeUndefined();
});

test('Kept though they do not run, services have no server and answer with 503', () => {
  const labels = {
    'traefik.docker.allownonrunning': 'true',
    'traefik.http.routers.a.rule': 'Host(`a.test`)',
  };
  const model = modelOf([{ labels, spec: { state: 'exited' } }]);
  expect(model.explain({ url: 'http://a.test/' })).toMatchObject({ response: { status: 503 } });
});

test('TCP and UDP labels alone make no HTTP router', () => {
  const model = modelOf([
    {
      labels: {
        'traefik.tcp.routers.db.rule': 'HostSNI(`*`)',
        'traefik.tcp.routers.db.entrypoints': 'web',
        'traefik.tcp.services.db.loadbalancer.server.port': '5432',
        'traefik.udp.routers.dns.service': 'dns',
        'traefik.udp.services.dns.loadbalancer.server.port': '53',
      },
    },
  ]);
  const { routers, tcpRouters, udpServices } = model.routes();
  expect(routers).toBeUndefined();
  expect(tcpRouters?.['db@docker']).toMatchObject({ service: 'db' });
  expect(udpServices?.['dns@docker']).toMatchObject({
    loadBalancer: { servers: [{ address: 'shop-web-1:53' }] },
  });
  expect(model.explain({ url: 'tcp://x:80' }).backends).toEqual([
    { service: 'shop/web', port: 5432, scheme: 'tcp', share: 1 },
  ]);
});

test('The network that is named is used, the host has its own address, and a shared network that of the other', () => {
  const urls = modelOf([
    {
      name: 'a',
      service: 'a',
      labels: { 'traefik.docker.network': 'two' },
      spec: { networks: { one: '10.0.0.1', two: '10.0.0.2' } },
    },
    { name: 'b', service: 'b', labels: {}, spec: { networkMode: 'host', networks: { host: '' } } },
    { name: 'c', service: 'c', labels: {}, spec: { networkMode: 'container:a', networks: {} } },
  ]).routes().services;
  expect(JSON.stringify(urls)).toContain('http://10.0.0.2:80');
  expect(urls?.['b-shop@docker']).toMatchObject({
    loadBalancer: { servers: [{ url: 'http://127.0.0.1:80' }] },
  });
  expect(urls?.['c-shop@docker']).toMatchObject({
    loadBalancer: { servers: [{ url: 'http://10.0.0.2:80' }] },
  });
});

test('A misspelt label is told with the one that was meant, beside the router that would have answered', () => {
  const [left] = modelOf([
    {
      labels: {
        'traefik.http.routers.web.rule': 'Host(`a.test`)',
        'traefik.http.routers.web.middleware': 'x',
      },
    },
  ]).explain({ url: 'http://a.test/' }).leftOut;
  expect(left).toMatchObject({
    status: 'dropped',
    rule: 'Host(`a.test`)',
    reason: 'field not found, node: middleware',
    fix: 'write traefik.http.routers.web.middlewares',
  });
});

test('A router of the default rule marks what it lets pass, and refuses what it has marked', () => {
  const model = modelOf([{ labels: {} }]);
  const { forwarded } = model.explain({ url: 'http://web-shop/' });
  const mark = String(forwarded?.headers['X-Traefik-Router']);
  expect(mark).toMatch(/^[0-9a-f]{8,16}$/);
  const again = model.explain({ url: 'http://web-shop/', headers: { 'X-Traefik-Router': mark } });
  expect(again).toMatchObject({ outcome: 'answered', response: { status: 400 } });
});

test('A server of which labels speak, of a container that does not run, fails with 500', () => {
  const labels = {
    'traefik.docker.allownonrunning': 'true',
    'traefik.http.routers.a.rule': 'Host(`a.test`)',
    'traefik.http.services.a.loadbalancer.server.port': '80',
  };
  const model = modelOf([{ labels, spec: { state: 'exited' } }]);
  expect(model.explain({ url: 'http://a.test/' })).toMatchObject({ response: { status: 500 } });
});
