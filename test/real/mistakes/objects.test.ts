import { ApiObject } from 'cdk8s';
import {
  IngressRoute,
  Middleware,
  type RouteMiddleware,
  TraefikService,
} from '../../../lib/constructs/routing';
import { TLSOption } from '../../../lib/constructs/tls';
import { type Mistake, useMistakes } from './mistaken';

const { mistaken, stage } = useMistakes();

/** Values that the types would not let through come as JSON, as they do from environment files. */
const untyped = (json: string): RouteMiddleware => JSON.parse(json);

const withMiddleware = (middleware: RouteMiddleware): Promise<Mistake> =>
  mistaken((chart, { name, match, web }) => {
    const routes = [{ match, middlewares: [middleware], services: [web] }];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes });
  });

test.each([
  [
    'a number below its minimum',
    { rateLimit: { average: -1 } },
    'out-of-range',
    'greater than or equal to 0',
  ],
  [
    'a duration that is none',
    { retry: { attempts: 2, initialInterval: '5 minutes' } },
    'wrong-pattern',
    'should match',
  ],
  [
    'a status code that is none',
    untyped('{"errors":{"status":["5xx"],"service":{"name":"web","port":80}}}'),
    'invalid-status-codes',
    'should match',
  ],
  [
    'a field that does not exist',
    untyped('{"addPrefix":{"prefx":"/a"}}'),
    'unknown-field',
    'field not declared',
  ],
  ['a wrong type', untyped('{"stripPrefix":{"prefixes":"/a"}}'), 'undecodable-value', 'prefixes'],
])('the API server refuses a middleware with %s', async (_mistake, middleware, rule, reason) => {
  const { stopped, rejected } = await withMiddleware(middleware);
  expect(stopped).toContain(rule);
  expect(rejected).toContain(reason);
});

test.each([
  [
    'a regular expression that Go does not read',
    { replacePathRegex: { regex: '(?=a)', replacement: '' } },
    'invalid-regexp',
  ],
  ['a network that is none', { ipAllowList: { sourceRange: ['10.0.0.0/33'] } }, 'invalid-ip-range'],
  ['two plugins', { plugin: { one: {}, two: {} } }, 'several-middleware-kinds'],
])('a middleware with %s takes its routes out of service', async (_mistake, middleware, rule) => {
  const { stopped, errors, get } = await withMiddleware(middleware);
  expect(stopped).toEqual([rule]);
  expect(errors).not.toBe('');
  expect((await get()).status).toBe(404);
});

test('a middleware of two kinds is none', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const two = JSON.parse('{"stripPrefix":{"prefixes":["/a"]},"addPrefix":{"prefix":"/b"}}');
    const middlewares = [new Middleware(chart, `${name}-two`, two)];
    new IngressRoute(chart, name, {
      entryPoints: ['web'],
      routes: [{ match, middlewares, services: [web] }],
    });
  });
  expect(stopped).toEqual(['several-middleware-kinds']);
  expect(errors).toContain('multi-types middleware not supported');
  expect((await get()).status).toBe(404);
});

test('inFlightReq with the amount 0 silently refuses every request', async () => {
  const { stopped, errors, get } = await withMiddleware({ inFlightReq: { amount: 0 } });
  expect(stopped).toEqual(['amount-zero']);
  expect(errors).toBe('');
  expect((await get()).status).toBe(429);
});

test('a redirect to nothing silently leads nowhere', async () => {
  const { stopped, get } = await withMiddleware({ redirectRegex: { regex: '.*', replacement: '' } });
  expect(stopped).toEqual(['missing-field']);
  const { status, headers } = await get('/a');
  expect(status).toBe(302);
  expect(headers['location'] ?? '').not.toMatch(/example/);
});

test('a mirror without a percent silently gets nothing', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const mirroring = { service: web, mirrors: JSON.parse('[{"name":"web","port":80}]') };
    const services = [new TraefikService(chart, `${name}-mirror`, { mirroring })];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes: [{ match, services }] });
  });
  expect(stopped).toEqual(['mirror-percent']);
  expect(errors).toBe('');
  for (let index = 0; index < 20; index++) await get('/once');
  // The server behind both would have seen copies by now: Traefik sends them as it answers.
  const seen = (await stage().backend('web').seen()).filter(({ target }) => target === '/once');
  expect(seen).toHaveLength(20);
});

test('a lowest TLS version above the highest leaves no client', async () => {
  const { stopped, getSecure } = await mistaken((chart, { name, match, web }) => {
    const options = new TLSOption(chart, `${name}-options`, {
      minVersion: 'VersionTLS13',
      maxVersion: 'VersionTLS12',
    });
    new IngressRoute(chart, name, {
      entryPoints: ['websecure'],
      routes: [{ match, services: [web] }],
      tls: { options },
    });
  });
  expect(stopped).toEqual(['empty-range']);
  await expect(getSecure()).rejects.toThrow('protocol version');
});

test('a priority that Traefik keeps for itself is refused', async () => {
  const { stopped, rejected } = await mistaken((chart, { name, match, web }) => {
    const routes = [{ match, priority: Number.MAX_VALUE, services: [web] }];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes });
  });
  expect(stopped).toContain('priority-out-of-range');
  expect(rejected).toContain('priority');
});

test('a name that is no DNS name is refused', async () => {
  const { stopped, rejected } = await mistaken((chart, { name, match, web }) => {
    new IngressRoute(chart, name, {
      name: 'Not_A_Name',
      entryPoints: ['web'],
      routes: [{ match, services: [web] }],
    });
  });
  expect(stopped).toContain('invalid-name');
  expect(rejected).toContain('a lowercase RFC 1123 subdomain');
});

test('of two objects with one name, the API server silently keeps the last', async () => {
  const { stopped, rejected } = await mistaken((chart, { name }) => {
    for (const value of ['first', 'last']) {
      new ApiObject(chart, `${name}-${value}`, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name },
        data: { value },
      });
    }
  });
  expect(stopped).toEqual(['duplicate-object']);
  expect(rejected).toBe('');
});
