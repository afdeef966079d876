import {
  IngressRoute,
  IngressRouteTCP,
  IngressRouteUDP,
  type RouteProps,
} from '../../../lib/constructs/routing';
import { service } from '../support/objects';
import { type Mistake, type Own, useMistakes } from './mistaken';

const { mistaken, stage } = useMistakes();

const withRoutes = (routes: (own: Own) => readonly RouteProps[]): Promise<Mistake> =>
  mistaken((chart, own) => {
    new IngressRoute(chart, own.name, { entryPoints: ['web'], routes: routes(own) });
  });

test.each([
  ['a matcher of Traefik v2', 'Headers(`X-A`, `b`)', 'unsupported function', 'old-matcher'],
  ['a matcher that does not exist', 'Hots(`a.example`)', 'unsupported function', 'invalid-rule'],
  [
    'two hosts in one matcher',
    'Host(`a.example`, `b.example`)',
    'unexpected number of parameters',
    'old-arguments',
  ],
  ['a matcher without a word', 'Method()', 'no args', 'invalid-rule'],
  [
    'a regular expression that Go does not read',
    'PathRegexp(`(?=a)`)',
    'invalid or unsupported Perl syntax',
    'invalid-rule-regexp',
  ],
  ['an open parenthesis', '(Path(`/a`)', 'expected', 'invalid-rule'],
])('a rule with %s takes the route out of service', async (_mistake, matcher, error, rule) => {
  const { stopped, errors, get } = await withRoutes(({ match, web }) => [
    { match: `${match} && ${matcher}`, services: [web] },
  ]);
  expect(stopped).toEqual([rule]);
  expect(errors).toContain(error);
  expect((await get()).status).toBe(404);
});

test('of two routes with one rule, the last silently replaces the first', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const routes = [
      { match, services: [web] },
      { match, services: [service(chart, 'last')] },
    ];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes });
  });
  expect(stopped).toEqual(['duplicate-rule']);
  expect(errors).toBe('');
  for (let index = 0; index < 4; index++) {
    expect((await get()).seen?.backend).toBe(stage().backend('last').name);
  }
});

test('a route without services is out of service', async () => {
  const { stopped, errors, get } = await withRoutes(({ match }) => [{ match, services: [] }]);
  expect(stopped).toEqual(['no-services']);
  expect(errors).toContain('no service');
  expect((await get()).status).toBe(404);
});

test('services whose weights are all zero answer 503', async () => {
  const { stopped, errors, get } = await withRoutes(({ match, web }) => [
    {
      match,
      services: [
        { service: web, weight: 0 },
        { name: 'web', port: 80, weight: 0 },
      ],
    },
  ]);
  expect(stopped).toEqual(['weights-all-zero']);
  expect(errors).toBe('');
  expect((await get()).status).toBe(503);
});

test('the only service of a route silently takes everything, its weight of zero notwithstanding', async () => {
  const { stopped, get } = await withRoutes(({ match, web }) => [
    { match, services: [{ service: web, weight: 0 }] },
  ]);
  expect(stopped).toEqual(['weight-of-single-service']);
  expect((await get()).status).toBe(200);
});

test('a scheme that Traefik does not speak drops the route', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const services = [{ service: web, ...JSON.parse('{"scheme":"ftp"}') }];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes: [{ match, services }] });
  });
  expect(stopped).toEqual(['unknown-scheme']);
  expect(errors).toContain('invalid scheme');
  expect((await get()).status).toBe(404);
});

test('the services of a parent silently get nothing: what no child matches is a 404', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const parent = new IngressRoute(chart, name, {
      entryPoints: ['web'],
      routes: [{ match, services: [web] }],
    });
    const routes = [{ match: 'PathPrefix(`/child`)', services: [web] }];
    new IngressRoute(chart, `${name}-child`, { parentRefs: [parent], routes });
  });
  expect(stopped).toEqual(['parent-with-services']);
  expect(errors).toContain('both a service and is referenced as a parent');
  expect([(await get('/')).status, (await get('/child')).status]).toEqual([404, 200]);
});

test('a child route with an entry point of its own is out of service', async () => {
  const { stopped, get } = await mistaken((chart, { name, match, web }) => {
    const parent = new IngressRoute(chart, name, { entryPoints: ['web'], routes: [{ match }] });
    const routes = [{ match: 'PathPrefix(`/child`)', services: [web] }];
    new IngressRoute(chart, `${name}-child`, { parentRefs: [parent], entryPoints: ['web'], routes });
  });
  expect(stopped).toContain('child-route-decides');
  expect((await get('/child')).status).toBe(404);
});

test('a TCP rule that asks for a server name, without TLS, is out of service', async () => {
  const { stopped, errors } = await mistaken((chart, { name, host, web }) => {
    const routes = [{ match: `HostSNI(\`${host}\`)`, services: [web] }];
    new IngressRouteTCP(chart, name, { entryPoints: ['tcp'], routes });
  });
  expect(stopped).toEqual(['host-sni-without-tls']);
  expect(errors).toContain('no TLS on router');
  const { status } = await stage().request('GET http://web.example/', { entryPoint: 'tcp' });
  expect(status).toBe(404);
});

test('of two UDP routes on one entry point, one silently takes everything', async () => {
  const { stopped, errors } = await mistaken((chart, { name }) => {
    const datagrams = (id: string): { services: ReturnType<typeof service>[] } => ({
      services: [service(chart, id, [{ name: 'udp', port: 71, protocol: 'UDP' }])],
    });
    new IngressRouteUDP(chart, name, {
      entryPoints: ['udp'],
      routes: [datagrams('first'), datagrams('second')],
    });
  });
  expect(stopped).toEqual(['several-udp-routes']);
  expect(errors).toBe('');
  const answering = new Set<string>();
  for (let client = 1; client <= 8; client++) {
    answering.add((await stage().traefik.udp('udp', 'ping', { from: `10.99.220.${client}` })).backend);
  }
  expect(answering.size).toBe(1);
});
