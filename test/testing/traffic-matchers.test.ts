import '../../lib/testing';
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

test('a request is refused', () => {
  expect(objects).toRefuse({ url: 'https://api.example.com/admin', clientIp: '192.0.2.1' });
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
      /to go to shop\/api port 81; what happens:[^]*shop-strip/,
    ],
    ['not.to', () => expect(objects).toRoute(v1).not.to('shop/api'), /to go to shop\/api not; what happens/],
    ['not.toRoute', () => expect(objects).not.toRoute(v1), /to be forwarded not/],
    ['toAnswer', () => expect(objects).toAnswer(v1, 301, 'x'), /to answer 301 and Location x; what happens/],
    [
      'not.toAnswer',
      () => expect(objects).not.toAnswer('https://api.example.com/', 404),
      /to answer 404 not/,
    ],
    ['toRefuse', () => expect(objects).toRefuse(v1), /to be refused; what happens/],
    [
      'not.toRoute(…).to',
      () => expect(objects).not.toRoute('https://a/').to('shop/api'),
      /write \.toRoute\(…\)\.not\.to/,
    ],
  ])('%s', (_, fail, message) => {
    expect(fail).toThrow(message);
  });
});

test('what jest has of its own stays', () => {
  expect({ a: 1 }).toEqual({ a: expect.any(Number) });
  expect(1).not.toBe(2);
  expect.assertions(2);
});
