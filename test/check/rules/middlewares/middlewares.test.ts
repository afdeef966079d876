import { traefikFactsOf } from '../../../../lib/check/cluster';
import { TrafficModel } from '../../../../lib/traefik/model';
import { objectsOf } from '../../../../lib/core/manifest';
import { check } from '../support';

/** Middlewares that do not do what they are there for; the traffic model shows it beside each. */

const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: shop }
stringData: { users: 'test:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=' }
`;

const middleware = (name: string, spec: string) => `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;

const route = (host: string, ...middlewares: readonly string[]) => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${host.replaceAll('.', '-')}, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`${host}\`)
      kind: Rule
      middlewares: [${middlewares.map((name) => `{ name: ${name} }`).join(', ')}]
      services: [{ name: web, port: 80 }]
`;

const traefik = (trusted: string) => ({
  entryPoints: {
    web: { address: ':80', ...(trusted !== '' && { forwardedHeaders: { trustedIPs: [trusted] } }) },
  },
  providers: { kubernetesCRD: {} },
});

const told = (yaml: string, trusted = ''): unknown =>
  check(yaml, { traefik: traefikFactsOf(traefik(trusted)) }).map(({ rule, severity, field }) => [
    rule,
    severity,
    field?.join('.'),
  ]);

/** What a client of an address gets, through a load balancer that says so. */
function status(yaml: string, request: object, trusted = ''): unknown {
  const objects = objectsOf(yaml, 'objects.yaml').objects.map(({ object }) => object);
  const model = TrafficModel.from(objects, { traefik: traefik(trusted) });
  const { outcome, response } = model.explain({ url: 'http://a.de/', ...request });
  return response?.status ?? outcome;
}

describe('an allow list that reads X-Forwarded-For', () => {
  const yaml = (spec: string) => service + middleware('list', spec) + route('a.de', 'list');
  const byDepth = yaml('{ ipAllowList: { sourceRange: [10.0.0.0/8], ipStrategy: { depth: 1 } } }');
  const request = { headers: { 'X-Forwarded-For': '10.1.1.1' }, clientIp: '192.0.2.1' };

  test('refuses everyone where the entry point takes the header of nobody', () => {
    expect(told(byDepth)).toEqual([['refused-to-everyone', 'error', 'spec.ipAllowList.ipStrategy']]);
    expect(status(byDepth, request)).toBe(403);
    expect(status(byDepth, { ...request, clientIp: '10.1.1.1' })).toBe(403);
  });

  test('works where the load balancer is trusted, and so does one that reads the connection', () => {
    expect(told(byDepth, '192.0.2.0/24')).toEqual([]);
    expect(status(byDepth, request, '192.0.2.0/24')).toBe('forwarded');
    expect(told(yaml('{ ipAllowList: { sourceRange: [10.0.0.0/8] } }'))).toEqual([]);
  });

  test('is a warning where nobody says which Traefik runs', () => {
    const found = check(byDepth, { traefik: traefikFactsOf() });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['refused-to-everyone', 'warning']]);
  });
});

test('a limit by an address that nobody finds counts all clients as one', () => {
  const limit = (criterion: string) =>
    service +
    middleware('limit', `{ rateLimit: { average: 5, sourceCriterion: ${criterion} } }`) +
    route('a.de', 'limit');
  const byDepth = limit('{ ipStrategy: { depth: 2 } }');
  expect(told(byDepth)).toEqual([
    ['one-client-for-all', 'warning', 'spec.rateLimit.sourceCriterion.ipStrategy'],
  ]);
  expect(told(byDepth, '10.0.0.0/8')).toEqual([]);
  expect(told(limit('{ requestHeaderName: X-User }'))).toEqual([]);
});

describe('CORS headers', () => {
  const parts =
    service +
    middleware('login', '{ basicAuth: { secret: users } }') +
    middleware(
      'cors',
      '{ headers: { accessControlAllowOriginList: ["https://b.de"], accessControlAllowMethods: [PUT] } }',
    );
  const preflight = {
    method: 'OPTIONS',
    headers: { Origin: 'https://b.de', 'Access-Control-Request-Method': 'PUT' },
  };

  test('behind a login leave preflight requests refused', () => {
    const yaml = parts + route('a.de', 'login', 'cors');
    expect(told(yaml)).toEqual([['preflight-behind-auth', 'warning', 'spec.routes.0']]);
    expect(status(yaml, preflight)).toBe(401);
  });

  test('before it answer them', () => {
    const yaml = parts + route('a.de', 'cors', 'login');
    expect(told(yaml)).toEqual([]);
    expect(status(yaml, preflight)).toBe(200);
  });

  test('are looked for in chains too', () => {
    const yaml =
      parts +
      middleware('both', '{ chain: { middlewares: [{ name: login }, { name: cors }] } }') +
      route('a.de', 'both');
    expect(told(yaml)).toEqual([['preflight-behind-auth', 'warning', 'spec.routes.0']]);
  });
});

describe('an error page for 401', () => {
  const parts = (codes: string) =>
    service +
    middleware('login', '{ basicAuth: { secret: users } }') +
    middleware('page', `{ errors: { status: ['${codes}'], service: { name: web, port: 80 }, query: /e } }`);

  test('before a login by password keeps browsers from asking for one', () => {
    expect(told(parts('400-499') + route('a.de', 'page', 'login'))).toEqual([
      ['unasked-password', 'warning', 'spec.routes.0'],
    ]);
  });

  test('behind it, or for other codes, does not', () => {
    expect(told(parts('400-499') + route('a.de', 'login', 'page'))).toEqual([]);
    expect(told(parts('500-599') + route('a.de', 'page', 'login'))).toEqual([]);
  });
});

describe('forwardAuth', () => {
  const auth = (address: string) =>
    service + middleware('auth', `{ forwardAuth: { address: '${address}' } }`);

  test('whose address comes back through itself asks for ever', () => {
    const yaml = auth('http://login.de/check') + route('login.de', 'auth') + route('a.de', 'auth');
    expect(told(yaml)).toEqual([['guarded-auth', 'error', 'spec.forwardAuth.address']]);
  });

  test('of a Service, or of a route without it, is fine', () => {
    expect(told(auth('http://web.shop.svc.cluster.local/check') + route('a.de', 'auth'))).toEqual([]);
    expect(told(auth('http://login.de/check') + route('login.de') + route('a.de', 'auth'))).toEqual([]);
  });
});

describe('a middleware that rewrites what it matches', () => {
  const to = 'http://to.de/';
  const redirect = (regex: string) =>
    middleware('to', `{ redirectRegex: { regex: '${regex}', replacement: '${to}' } }`);

  test('matches nothing, whoever is asked for: an error', () => {
    const yaml = service + redirect('^/a') + route('a.de', 'to');
    expect(told(yaml)).toEqual([['idle-rewrite', 'error', 'spec.redirectRegex.regex']]);
    expect(status(yaml, { url: 'http://a.de/a' })).toBe('forwarded');
    expect(told(service + redirect('^/a'))).toEqual([['idle-rewrite', 'error', 'spec.redirectRegex.regex']]);
    const withoutPath = service + redirect('^https?://a\\.de$') + route('a.de', 'to');
    expect(told(withoutPath)).toEqual([['idle-rewrite', 'error', 'spec.redirectRegex.regex']]);
  });

  test.each([
    ['another host', '^http://b\\.de/(.*)'],
    ['another scheme', '^https://a\\.de/(.*)'],
  ])('matches nothing of its routes: a warning. %s', (_, regex) => {
    const yaml = service + redirect(regex) + route('a.de', 'to');
    expect(told(yaml)).toEqual([['idle-rewrite', 'warning', 'spec.redirectRegex.regex']]);
    expect(status(yaml, { url: 'http://a.de/' })).toBe('forwarded');
  });

  test.each([
    ['this host', '^http://a\\.de/(.*)'],
    ['either scheme and any host', '^https?://[^/]+/(.*)'],
    ['no anchor', '/a/'],
    ['a dot that takes a slash', '^http.*a'],
  ])('matches something: %s', (_, regex) => {
    expect(told(service + redirect(regex) + route('a.de', 'to'))).toEqual([]);
  });

  test('is of use to one route of two', () => {
    const yaml = service + redirect('^http://b.de/') + route('a.de', 'to') + route('b.de', 'to');
    expect(told(yaml)).toEqual([]);
  });

  test('sees what middlewares before it have made of the path', () => {
    const strip = (name: string, prefix: string) =>
      middleware(name, `{ stripPrefix: { prefixes: [${prefix}] } }`);
    const both = service + strip('one', '/api') + strip('two', '/v1');
    const below = (yaml: string) => yaml.replace('Host(`a.de`)', 'Host(`a.de`) && PathPrefix(`/api/`)');
    expect(told(below(both + route('a.de', 'one', 'two')))).toEqual([]);
    expect(told(below(both + route('a.de', 'two', 'one')))).toEqual([
      ['idle-rewrite', 'warning', 'spec.stripPrefix.prefixes'],
    ]);
  });
});
