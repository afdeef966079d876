import { App, Chart } from 'cdk8s';
import { setOrigin } from '../../../lib/constructs/construct';
import { IngressRoute, type IngressRouteProps } from '../../../lib/constructs/routing';
import { host, pathPrefix } from '../../../lib/traefik/rule';
import { makeChart, manifests, named, ofKind, only, problemIds, problemsOf } from './support';

/** An IngressRoute with one good route, and what a test changes of it. */
function route(props: Partial<IngressRouteProps> = {}): IngressRouteProps {
  return {
    entryPoints: ['websecure'],
    routes: [{ match: 'Host(`a.example.com`)', services: [{ name: 'web', port: 80 }] }],
    ...props,
  };
}

describe('an IngressRoute', () => {
  test('is written as Traefik has it, named after its id', () => {
    const chart = makeChart();
    new IngressRoute(chart, 'web', route());
    expect(manifests(chart)).toEqual([
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          entryPoints: ['websecure'],
          routes: [{ kind: 'Rule', match: 'Host(`a.example.com`)', services: [{ name: 'web', port: 80 }] }],
        },
      },
    ]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes a name, a namespace, labels and annotations', () => {
    const chart = makeChart();
    const annotations = { note: 'x' };
    new IngressRoute(chart, 'id', {
      ...route(),
      name: 'web',
      namespace: 'other',
      labels: { team: 'a' },
      annotations,
    });
    expect(only(chart, 'IngressRoute').metadata).toEqual({
      name: 'web',
      namespace: 'other',
      labels: { team: 'a' },
      annotations,
    });
  });

  test('takes a built rule as well as text', () => {
    const chart = makeChart();
    const match = host('a.example.com').and(pathPrefix('/api'));
    new IngressRoute(chart, 'web', route({ routes: [{ match, services: [{ name: 'web', port: 80 }] }] }));
    expect(only(chart, 'IngressRoute').spec).toMatchObject({ routes: [{ match: String(match) }] });
    expect(String(match)).toBe('Host(`a.example.com`) && PathPrefix(`/api`)');
  });

  test('keeps every other field of the CRD as it was given', () => {
    const chart = makeChart();
    const observability = {
      accessLogs: false,
      metrics: true,
      tracing: false,
      traceVerbosity: 'detailed',
    } as const;
    const rest = { priority: -5, observability, kind: 'Rule' } as const;
    const services = [
      { name: 'web', port: 'http', passHostHeader: false, nativeLB: true, strategy: 'p2c' } as const,
    ];
    const props = route({ ingressClassName: 'public', routes: [{ match: 'Path(`/`)', ...rest, services }] });
    new IngressRoute(chart, 'web', props);
    expect(only(chart, 'IngressRoute').spec).toEqual({
      entryPoints: ['websecure'],
      ingressClassName: 'public',
      routes: [{ match: 'Path(`/`)', ...rest, services }],
    });
  });

  test('gives what is wrong its place in the file that declared it', () => {
    const chart = makeChart();
    const object = new IngressRoute(chart, 'web', route({ routes: [{ match: 'Nonsense', services: [] }] }));
    setOrigin(object, (field) => ({ file: field.join('.'), line: 1, column: 1 }));
    expect(problemsOf(chart).map(({ location }) => location?.file)).toContain('routes.0.match');
  });

  test('fails the synth of a stock cdk8s App when something is wrong', () => {
    const app = new App();
    new IngressRoute(
      new Chart(app, 'chart'),
      'web',
      route({ routes: [{ match: 'Host(a)', services: ['x'] }] }),
    );
    expect(() => app.synthYaml()).toThrow(/\[chart\/web\] error invalid-rule/);
  });
});

describe('one declaration for http and https', () => {
  test('makes an IngressRoute that redirects the same rules on the plain entry point', () => {
    const chart = makeChart();
    const props = route({
      entryPoints: undefined,
      ingressClassName: 'public',
      redirectToHttps: true,
      tls: { secretName: 'cert' },
      routes: [
        { match: 'Host(`a.example.com`)', priority: 7, services: [{ name: 'web', port: 80 }] },
        { match: 'Host(`b.example.com`)', services: [{ name: 'web', port: 80 }], middlewares: ['auth'] },
      ],
    });
    const object = new IngressRoute(chart, 'web', { ...props, labels: { team: 'a' } });
    expect(named(chart, 'IngressRoute', 'web').spec).toMatchObject({
      entryPoints: ['websecure'],
      tls: { secretName: 'cert' },
    });

    const [middleware] = ofKind(chart, 'Middleware');
    expect(middleware?.spec).toEqual({ redirectScheme: { scheme: 'https', permanent: true } });
    const middlewares = [{ name: middleware?.metadata.name }];
    const services = [{ kind: 'TraefikService', name: 'noop@internal' }];
    const redirect = named(chart, 'IngressRoute', 'web-redirect');
    expect(redirect.metadata).toMatchObject({ namespace: 'shop', labels: { team: 'a' } });
    expect(redirect.spec).toEqual({
      entryPoints: ['web'],
      ingressClassName: 'public',
      routes: [
        { kind: 'Rule', match: 'Host(`a.example.com`)', priority: 7, middlewares, services },
        { kind: 'Rule', match: 'Host(`b.example.com`)', middlewares, services },
      ],
    });
    expect(object.redirect?.name).toBe('web-redirect');
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes another entry point, a port and a redirect that clients must not remember', () => {
    const chart = makeChart();
    const redirectToHttps = { entryPoint: 'plain', permanent: false, port: '8443' };
    new IngressRoute(chart, 'web', route({ redirectToHttps }));
    expect(named(chart, 'IngressRoute', 'web-redirect').spec).toMatchObject({ entryPoints: ['plain'] });
    expect(only(chart, 'Middleware').spec).toEqual({
      redirectScheme: { scheme: 'https', permanent: false, port: '8443' },
    });
  });

  test('is refused where the routes listen on the plain entry point themselves', () => {
    const chart = makeChart();
    new IngressRoute(chart, 'web', route({ entryPoints: ['web', 'websecure'], redirectToHttps: true }));
    expect(problemIds(chart)).toEqual(['redirect-on-own-entry-point entryPoints']);
  });

  test('is not made without being asked for', () => {
    const chart = makeChart();
    const object = new IngressRoute(chart, 'web', route({ redirectToHttps: false }));
    expect(object.redirect).toBeUndefined();
    expect(manifests(chart)).toHaveLength(1);
  });
});

describe('multi-layer routing', () => {
  const services = [{ name: 'web', port: 80 }];

  test('names a parent by construct, by name, and in another namespace', () => {
    const chart = makeChart();
    const parent = new IngressRoute(chart, 'parent', route({ routes: [{ match: 'Host(`a.example.com`)' }] }));
    const parentRefs = [parent, 'base', { name: 'far', namespace: 'edge' }];
    new IngressRoute(chart, 'child', { parentRefs, routes: [{ match: 'Path(`/`)', services }] });
    expect(named(chart, 'IngressRoute', 'child').spec).toMatchObject({
      parentRefs: [{ name: 'parent' }, { name: 'base' }, { name: 'far', namespace: 'edge' }],
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('lets a parent be declared after its child', () => {
    const chart = makeChart();
    new IngressRoute(chart, 'child', { parentRefs: ['parent'], routes: [{ match: 'Path(`/`)', services }] });
    new IngressRoute(chart, 'parent', route({ routes: [{ match: 'Host(`a.example.com`)' }] }));
    expect(problemsOf(chart)).toEqual([]);
  });

  test('refuses a child with entry points, TLS or observability of its own', () => {
    const chart = makeChart();
    new IngressRoute(chart, 'parent', route({ routes: [{ match: 'Host(`a.example.com`)' }] }));
    new IngressRoute(chart, 'child', {
      entryPoints: ['websecure'],
      parentRefs: ['parent'],
      routes: [{ match: 'Path(`/`)', observability: { metrics: false }, services }],
      tls: {},
    });
    expect(problemIds(chart)).toEqual([
      'child-route-decides entryPoints',
      'child-route-decides tls',
      'child-route-decides routes.0.observability',
    ]);
  });

  test('refuses the redirect of a child', () => {
    const chart = makeChart();
    new IngressRoute(chart, 'parent', route({ routes: [{ match: 'Host(`a.example.com`)' }] }));
    new IngressRoute(chart, 'child', {
      parentRefs: ['parent'],
      redirectToHttps: true,
      routes: [{ match: 'Path(`/`)', services }],
    });
    expect(problemIds(chart)).toContain('redirect-of-child-route redirectToHttps');
  });
});

describe('mistakes in an IngressRoute', () => {
  function idsOf(props: Partial<IngressRouteProps>): readonly string[] {
    const chart = makeChart();
    new IngressRoute(chart, 'web', route(props));
    return problemIds(chart);
  }
  const services = [{ name: 'web', port: 80 }];

  test.each([
    ['Host(a)', 'invalid-rule'],
    ['Host(`a`,`b`)', 'old-arguments'],
    ['Headers(`a`, `b`)', 'old-matcher'],
    ['PathPrefix(`/a`) AND Path(`/`)', 'invalid-rule'],
    ['Path(`x`)', 'path-without-slash'],
    ['PathRegexp(`(?=x)`)', 'invalid-rule-regexp'],
    ['Host(`café.example`)', 'non-ascii-host'],
    ['', 'empty-rule'],
  ])('a rule that Traefik cannot read: %s', (match, rule) => {
    expect(idsOf({ routes: [{ match, services }] })).toContain(`${rule} routes.0.match`);
  });

  test('a v2 rule is read as such where the route says so', () => {
    expect(idsOf({ routes: [{ match: 'Host(`a`, `b`)', syntax: 'v2', services }] })).toEqual([]);
  });

  test('the same rule twice, even with another priority', () => {
    const match = 'Host(`a.example.com`)';
    expect(
      idsOf({
        routes: [
          { match, services },
          { match, services, priority: 10 },
        ],
      }),
    ).toEqual(['duplicate-rule routes.1.match']);
  });

  test.each([2 ** 53, 9223372036854775000, -(2 ** 60)])(
    'the priority %d, which cannot be written exactly',
    (priority) => {
      expect(idsOf({ routes: [{ match: 'Path(`/`)', services, priority }] })).toEqual([
        'priority-out-of-range routes.0.priority',
      ]);
    },
  );

  test('weights that are all zero', () => {
    const off = [
      { name: 'a', port: 80, weight: 0 },
      { name: 'b', port: 80, weight: 0 },
    ];
    expect(idsOf({ routes: [{ match: 'Path(`/`)', services: off }] })).toEqual([
      'weights-all-zero routes.0.services',
    ]);
  });

  test('the weight 0 of the only service, which Traefik ignores', () => {
    expect(
      idsOf({ routes: [{ match: 'Path(`/`)', services: [{ name: 'a', port: 80, weight: 0 }] }] }),
    ).toEqual(['weight-of-single-service routes.0.services.0.weight']);
  });

  test('a sticky cookie on one of several services', () => {
    const sticky = { cookie: { name: 'c' } };
    const several = [
      { name: 'a', port: 80 },
      { name: 'b', port: 80, sticky },
    ];
    expect(idsOf({ routes: [{ match: 'Path(`/`)', services: several }] })).toEqual([
      'sticky-of-one-service routes.0.services.1.sticky',
    ]);
  });

  test('no entry points, which puts the routes on all of them', () => {
    expect(idsOf({ entryPoints: undefined })).toEqual(['no-entry-points entryPoints']);
    expect(idsOf({ entryPoints: [] })).toEqual(['no-entry-points entryPoints']);
  });

  test('a name or a namespace that Kubernetes refuses', () => {
    expect(idsOf({ name: 'My_Route', namespace: 'a.b' })).toEqual([
      'invalid-name name',
      'invalid-namespace namespace',
    ]);
  });

  test('TLS that Traefik ignores or cannot use', () => {
    const routes = [{ match: 'Path(`/`)', services }];
    expect(idsOf({ tls: { options: 'default' } })).toEqual(['default-tls-options tls.options']);
    expect(idsOf({ tls: { store: 'default' } })).toEqual(['tls-store-ignored tls.store']);
    expect(idsOf({ routes, tls: { options: 'mtls' } })).toEqual(['tls-options-without-host routes.0.match']);
    expect(idsOf({ routes, tls: { certResolver: 'le' } })).toEqual(['nothing-to-resolve tls.certResolver']);
    expect(idsOf({ routes, tls: { certResolver: 'le', domains: [{ main: 'a.example.com' }] } })).toEqual([]);
  });
});
