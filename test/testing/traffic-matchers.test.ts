import { expect as plain } from '@jest/globals';
import { App } from 'cdk8s';
import { Environments } from '../../lib/project/environment';
import { EnvironmentStack } from '../../lib/project/stack';
import { extendExpect } from '../../lib/testing';
import { TrafficModel } from '../../lib/traefik/model';

const object = (kind: string, name: string, spec: object) => ({
  apiVersion: kind === 'Service' ? 'v1' : 'traefik.io/v1alpha1',
  kind,
  metadata: { namespace: 'shop', name },
  spec,
});

const objects = [
  object('Service', 'api', { ports: [{ name: 'http', port: 80 }] }),
  object('Service', 'next', { ports: [{ name: 'http', port: 80 }] }),
  object('Middleware', 'strip', { stripPrefix: { prefixes: ['/v1'] } }),
  object('Middleware', 'https', { redirectScheme: { scheme: 'https', permanent: true } }),
  object('Middleware', 'inside', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  object('IngressRoute', 'api', {
    entryPoints: ['websecure'],
    routes: [
      {
        match: 'Host(`api.example.com`) && PathPrefix(`/v1`)',
        kind: 'Rule',
        middlewares: [{ name: 'strip' }],
        services: [
          { name: 'api', port: 80, weight: 3 },
          { name: 'next', port: 80, weight: 1 },
        ],
      },
      {
        match: 'Host(`api.example.com`) && PathPrefix(`/admin`)',
        kind: 'Rule',
        middlewares: [{ name: 'inside' }],
        services: [{ name: 'api', port: 80 }],
      },
    ],
    tls: {},
  }),
  object('IngressRoute', 'redirect', {
    entryPoints: ['web'],
    routes: [
      {
        match: 'Host(`api.example.com`)',
        kind: 'Rule',
        middlewares: [{ name: 'https' }],
        services: [{ kind: 'TraefikService', name: 'noop@internal' }],
      },
    ],
  }),
];

/** The same behind a Traefik that shakes hands for known names alone, and without a server. */
const strict = [...objects, object('TLSOption', 'default', { sniStrict: true })];
const empty = [
  ...objects,
  ...['api', 'next'].map((name) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace: 'shop', name, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 80 }],
    endpoints: [],
  })),
];

const v1 = 'GET https://api.example.com/v1/items?q=1';

test('a request is routed to a Service, with port, path and share', () => {
  expect(objects).toRoute(v1).to('shop/api', { port: 80, scheme: 'http', path: '/items?q=1', share: 0.75 });
  expect(objects).toRoute(v1).to('shop/next', { share: 0.25 });
  expect(objects).toRoute(v1).not.to('shop/other');
});

test('a URL alone is a GET, and a request line may say more', () => {
  expect(objects).toRoute('https://api.example.com/v1');
  expect(objects).toRoute({ url: 'https://api.example.com/admin', clientIp: '10.1.2.3' }).to('shop/api');
});

test('Traefik answers by itself', () => {
  expect(objects).toAnswer('http://api.example.com/x', 301, 'https://api.example.com/x');
  expect(objects).toAnswer('https://api.example.com/', 404);
  expect(objects).not.toAnswer(v1, 404);
});

test('a request is refused, by whom and how', () => {
  const admin = { url: 'https://api.example.com/admin', clientIp: '192.0.2.1' };
  expect(objects).toRefuse(admin);
  expect(objects).toRefuse(admin).by('ipAllowList').with(403);
  expect(objects).toRefuse(admin).with(403).by('inside');
  expect(objects).not.toRefuse({ url: 'https://api.example.com/admin', clientIp: '10.1.2.3' });
  expect(objects).not.toRoute('https://elsewhere.example.com/');
});

test('a model with its own Traefik can be asked as well', () => {
  const model = TrafficModel.from(objects, { traefik: { entryPoints: { websecure: { address: ':9443' } } } });
  expect(model).toRoute('https://api.example.com:9443/v1').to('shop/api');
});

describe('an expectation that fails prints what happens', () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      'toRoute',
      () => expect(objects).toRoute('https://api.example.com/'),
      /to be forwarded; what happens:[^]*near miss[^]*PathPrefix/,
    ],
    [
      'to',
      () => expect(objects).toRoute(v1).to('shop/api', { port: 81 }),
      /to go to shop\/api port 81; what happens:[^]*shop\/strip/,
    ],
    ['not.to', () => expect(objects).toRoute(v1).not.to('shop/api'), /to go to shop\/api not; what happens/],
    ['not.toRoute', () => expect(objects).not.toRoute(v1), /to be forwarded not/],
    ['toAnswer', () => expect(objects).toAnswer(v1, 301, 'x'), /to answer 301 and Location x; what happens/],
    [
      'not.toAnswer',
      () => expect(objects).not.toAnswer('https://api.example.com/', 404),
      /to answer 404 not/,
    ],
    ['toRefuse', () => expect(objects).toRefuse(v1), /to be refused \(it is forwarded\); what happens/],
    [
      'toRefuse of no route',
      () => expect(objects).toRefuse('https://api.example.com/'),
      /to be refused \(no route takes it: it goes nowhere, but nothing guards it\)/,
    ],
    [
      'toRefuse of a host that no rule knows',
      () => expect(strict).toRefuse('https://elsewhere.example.com/'),
      /to be refused \(no route takes it/,
    ],
    ['toRefuse of nothing', () => expect([]).toRefuse(v1), /to be refused \(there is no route at all\)/],
    [
      'toRefuse of a service without servers',
      () => expect(empty).toRefuse(v1),
      /to be refused \(the answer 503 is no refusal by a guard\)/,
    ],
    [
      'toRefuse.by',
      () => expect(objects).toRefuse('https://api.example.com/admin').by('basicAuth'),
      /to be refused by basicAuth \(it is by ipAllowList shop-inside@kubernetescrd\)/,
    ],
    [
      'toRefuse.with',
      () => expect(objects).toRefuse('https://api.example.com/admin').with(401),
      /the refusal to be 401 \(it is 403\)/,
    ],
    [
      'toRoute of a route that Traefik drops',
      () => expect(objects.slice(1)).toRoute(v1),
      /shop\/api[^]*spec\.routes\[0\][^]*service/,
    ],
    [
      'not.toRoute(…).to',
      () => expect(objects).not.toRoute('https://a/').to('shop/api'),
      /write \.toRoute\(…\)\.not\.to/,
    ],
  ])('%s', (_, fail, message) => {
    expect(fail).toThrow(message);
  });
});

test('what jest has of its own stays, and ours count as expectations', () => {
  expect({ a: 1 }).toEqual({ a: expect.any(Number) });
  expect(1).not.toBe(2);
  expect(objects).toRoute(v1).to('shop/api');
  expect.assertions(3);
});

test('a handshake that wants a client certificate refuses', () => {
  const mutual = [
    ...objects,
    object('TLSOption', 'default', {
      clientAuth: { clientAuthType: 'RequireAnyClientCert' },
    }),
  ];
  expect(mutual).toRefuse(v1).by('TLSOption');
});

test('an expect of the runner that is no global is handed in', () => {
  const other = extendExpect(plain);
  other(objects).toRoute(v1).to('shop/api');
  other(objects).toRefuse('https://api.example.com/admin').by('ipAllowList');
  other(objects).not.toRefuse(v1);
  other([]).toEqual([]);
  expect(() => other(objects).toRoute('https://elsewhere.example.com/')).toThrow('to be forwarded');
});

describe('constructs are asked behind the Traefik of their environment', () => {
  const app = new App();
  const stacks = ['dev', 'prod'].map((name) => {
    const [environment] = Environments.from([
      {
        file: `${name}.yaml`,
        text: `namespace: shop
traefik: { entryPoints: { public: { address: ':8443', http: { tls: {} } } }, exposedPorts: { public: 443 } }
existing: { secrets: { users: {} } }
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
middlewares: { login: { basicAuth: { secret: users } } }
routes: { http: { web: { entryPoints: [public], match: Host(\`${name}.example.com\`), middlewares: [login], services: [web] } } }
`,
      },
    ]);
    if (!environment) throw new Error(name);
    return new EnvironmentStack(app, environment);
  });

  test('a stack, a chart in it and the environment itself', () => {
    const [, prod] = stacks;
    if (!prod) throw new Error('prod');
    for (const subject of [prod, prod.services.get('web'), prod.environment]) {
      expect(subject).toRefuse('https://prod.example.com/').by('basicAuth').with(401);
      expect(subject).not.toRoute('https://dev.example.com/');
    }
  });

  test('an app of several environments has to be told which', () => {
    expect(() => expect(app).toRoute('https://prod.example.com/')).toThrow(
      /The app has several environments: dev, prod[^]*EnvironmentStack/,
    );
  });
});

test('a failed expectation names the route that would have taken the request, and none of the others that are left out', () => {
  const route = (name: string, host: string) =>
    object('IngressRoute', name, {
      entryPoints: ['websecure'],
      routes: [{ match: `Host(\`${host}\`)`, kind: 'Rule', services: [{ name: 'gone', port: 80 }] }],
      tls: {},
    });
  const left = [...objects, route('mine', 'mine.example.com'), route('other', 'other.example.com')];
  const fail = () => expect(left).toRoute('https://mine.example.com/').to('shop/api');
  expect(fail).toThrow(/IngressRoute shop\/mine/);
  expect(fail).not.toThrow(/shop\/other/);
});
