import { App, Chart } from 'cdk8s';
import { markDeploymentScope, setOrigin } from '../../../lib/constructs/construct';
import {
  IngressRoute,
  IngressRouteTCP,
  Middleware,
  MiddlewareTCP,
  type RouteMiddleware,
  basicAuth,
  chain,
  errors,
  inFlightConn,
  passTLSClientCert,
  rateLimit,
  stripPrefix,
} from '../../../lib/constructs/routing';
import { GoService } from '../../../lib/constructs/workload';
import { makeChart, manifests, ofKind, only, problemIds, problemsOf } from './support';

const services = [{ name: 'web', port: 80 }];

function routeThrough(chart: Chart, id: string, ...middlewares: readonly RouteMiddleware[]): IngressRoute {
  return new IngressRoute(chart, id, {
    entryPoints: ['websecure'],
    routes: [{ match: `Host(\`${id}.example.com\`)`, middlewares, services }],
  });
}

/** The middlewares that an IngressRoute names. */
function named(chart: Chart, id: string): readonly { readonly name: string; readonly namespace?: string }[] {
  const route = ofKind(chart, 'IngressRoute').find(({ metadata }) => metadata.name === id);
  return route?.spec.routes?.[0]?.middlewares ?? [];
}

describe('a middleware of a route', () => {
  test('may be a construct, a name, and a name in another namespace', () => {
    const chart = makeChart();
    const auth = new Middleware(chart, 'auth', basicAuth({ secret: 'users' }));
    routeThrough(chart, 'web', auth, 'strip', { name: 'far', namespace: 'edge' }, 'auth@file');
    expect(named(chart, 'web')).toEqual([
      { name: 'auth' },
      { name: 'strip' },
      { name: 'far', namespace: 'edge' },
      { name: 'auth@file' },
    ]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is named with its namespace where that is another', () => {
    const chart = makeChart('shop');
    routeThrough(
      chart,
      'web',
      new Middleware(chart, 'auth', { ...basicAuth({ secret: 'users' }), namespace: 'edge' }),
    );
    expect(named(chart, 'web')).toEqual([{ name: 'auth', namespace: 'edge' }]);
  });

  test('must not be one for TCP', () => {
    const chart = makeChart();
    routeThrough(chart, 'web', new MiddlewareTCP(chart, 'limit', inFlightConn({ amount: 1 })));
    expect(problemsOf(chart)).toMatchObject([
      { rule: 'wrong-kind', message: 'chart/limit is a MiddlewareTCP, where a Middleware is wanted.' },
    ]);
  });

  test('must not be a construct without an object', () => {
    const chart = makeChart();
    routeThrough(chart, 'web', new Chart(chart, 'empty'));
    expect(problemIds(chart)).toEqual(['reference-without-object routes.0.middlewares.0']);
  });
});

describe('a middleware written in place', () => {
  test('becomes an object named after its kind and content', () => {
    const chart = makeChart();
    routeThrough(chart, 'web', rateLimit({ average: 50, burst: 100 }));
    const limit = only(chart, 'Middleware');
    expect(limit.metadata.name).toMatch(/^rate-limit-[0-9a-f]{8}$/);
    expect(limit.spec).toEqual({ rateLimit: { average: 50, burst: 100 } });
    expect(named(chart, 'web')).toEqual([{ name: limit.metadata.name }]);
  });

  test.each([
    [{ ipAllowList: { sourceRange: ['10.0.0.0/8'] } }, /^ip-allow-list-/],
    [passTLSClientCert({ pem: true }), /^pass-tls-client-cert-/],
    [{ grpcWeb: { allowOrigins: ['*'] } }, /^grpc-web-/],
  ] as const)('has a name that Kubernetes takes: %j', (middleware, name) => {
    const chart = makeChart();
    routeThrough(chart, 'web', middleware);
    expect(only(chart, 'Middleware').metadata.name).toMatch(name);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is one object however often it is used, whatever the order of its fields', () => {
    const chart = makeChart();
    routeThrough(chart, 'a', rateLimit({ average: 50, burst: 100 }));
    routeThrough(chart, 'b', rateLimit({ burst: 100, average: 50 }));
    const { name } = only(chart, 'Middleware').metadata;
    expect([named(chart, 'a'), named(chart, 'b')]).toEqual([[{ name }], [{ name }]]);
  });

  test('is one object for all charts of a deployment, in the chart of its first user', () => {
    const app = new App();
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    routeThrough(first, 'a', rateLimit({ average: 50 }));
    routeThrough(second, 'b', rateLimit({ average: 50 }));
    expect(ofKind(first, 'Middleware')).toHaveLength(1);
    expect(ofKind(second, 'Middleware')).toHaveLength(0);
  });

  test('is an object of its own in each deployment', () => {
    const app = new App();
    const charts = ['dev', 'prod'].map((id) => new Chart(app, id));
    for (const chart of charts) {
      markDeploymentScope(chart);
      routeThrough(chart, 'web', rateLimit({ average: 50 }));
    }
    expect(charts.map((chart) => ofKind(chart, 'Middleware').length)).toEqual([1, 1]);
  });

  test('is an object of its own in each namespace', () => {
    const chart = makeChart('shop');
    for (const namespace of [undefined, 'billing']) {
      new IngressRoute(chart, `route-${namespace}`, {
        namespace,
        entryPoints: ['websecure'],
        routes: [{ match: 'Path(`/`)', middlewares: [rateLimit({ average: 50 })], services }],
      });
    }
    const objects = ofKind(chart, 'Middleware');
    expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'billing']);
    expect(new Set(objects.map(({ metadata }) => metadata.name)).size).toBe(1);
  });

  test('is another object when its content changes', () => {
    const chart = makeChart();
    routeThrough(chart, 'web', rateLimit({ average: 50 }), rateLimit({ average: 51 }));
    expect(new Set(ofKind(chart, 'Middleware').map(({ metadata }) => metadata.name)).size).toBe(2);
  });

  test('says where it was written when something is wrong with it', () => {
    const chart = makeChart();
    const route = routeThrough(chart, 'web', stripPrefix({ prefixes: ['/a'] }), {
      rateLimit: { average: -1 },
    });
    setOrigin(route, (field) => ({ file: field.join('.'), line: 1, column: 1 }));
    expect(problemsOf(chart).map(({ location }) => location?.file)).toEqual([
      'routes.0.middlewares.1.rateLimit.average',
    ]);
  });

  test('may be a chain of constructs, names and further middlewares', () => {
    const chart = makeChart();
    const auth = new Middleware(chart, 'auth', basicAuth({ secret: 'users' }));
    routeThrough(chart, 'web', chain({ middlewares: [auth, 'strip', rateLimit({ average: 5 })] }));
    const objects = new Map(ofKind(chart, 'Middleware').map(({ metadata, spec }) => [metadata.name, spec]));
    const limit = [...objects.keys()].find((name) => name.startsWith('rate-limit-'));
    const whole = [...objects.entries()].find(([name]) => name.startsWith('chain-'));
    expect(whole?.[1]).toEqual({
      chain: { middlewares: [{ name: 'auth' }, { name: 'strip' }, { name: limit }] },
    });
    expect(named(chart, 'web')).toEqual([{ name: whole?.[0] }]);
  });

  test('may be error pages of a GoService', () => {
    const chart = makeChart();
    const pages = new GoService(chart, 'pages', { image: 'ghcr.io/acme/pages:1.0.0', ports: { http: 8080 } });
    routeThrough(chart, 'web', errors({ status: ['500-599'], query: '/{status}.html', service: pages }));
    expect(only(chart, 'Middleware').spec).toEqual({
      errors: { status: ['500-599'], query: '/{status}.html', service: { name: 'pages', port: 'http' } },
    });
    expect(only(chart, 'NetworkPolicy').spec).toMatchObject({ ingress: [{ ports: [{ port: 8080 }] }] });
  });

  test('works for TCP as well', () => {
    const chart = makeChart();
    new IngressRouteTCP(chart, 'db', {
      entryPoints: ['db'],
      routes: [{ match: 'HostSNI(`*`)', middlewares: [inFlightConn({ amount: 10 }), 'allow'], services }],
    });
    const limit = only(chart, 'MiddlewareTCP');
    expect(limit.metadata.name).toMatch(/^in-flight-conn-[0-9a-f]{8}$/);
    expect(only(chart, 'IngressRouteTCP').spec.routes?.[0]?.middlewares).toEqual([
      { name: limit.metadata.name },
      { name: 'allow' },
    ]);
  });

  test('keeps its place in the tree without standing in the way of names that a user gives', () => {
    const chart = makeChart();
    routeThrough(chart, 'web', rateLimit({ average: 50 }));
    const { name } = only(chart, 'Middleware').metadata;
    new MiddlewareTCP(chart, name, inFlightConn({ amount: 1 }));
    expect(manifests(chart)).toHaveLength(3);
  });
});
