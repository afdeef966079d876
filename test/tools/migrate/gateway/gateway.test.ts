import { Random } from '../../../real/differential/random';
import { migratedToGateway } from '../sources';

const service = (name: string, namespace = 'shop', port = '{ port: 80 }'): string =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: ${namespace} }, spec: { ports: [${port}] } }\n---\n`;

interface Parts {
  readonly name?: string;
  readonly entryPoints?: string;
  readonly tls?: string;
}

/** An IngressRoute with these routes, each in the flow style of YAML. */
function routes(items: readonly string[], { name = 'web', entryPoints = 'web', tls }: Parts = {}): string {
  return `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name}, namespace: shop }
spec:
  entryPoints: [${entryPoints}]
  routes: [${items.join(', ')}]
${tls === undefined ? '' : `  tls: ${tls}\n`}---
`;
}

const route = (match: string, rest = 'services: [{ name: web, port: 80 }]'): string =>
  `{ match: '${match}', ${rest} }`;

describe('an IngressRoute for the Gateway API', () => {
  it('becomes a class, a Gateway with a listener for its entry point, and an HTTPRoute that fares the same', () => {
    const match =
      'Host(`a.test`) && Path(`/x`) && Method(`GET`) && Header(`X-A`, `1`) && HeaderRegexp(`X-B`, `^b`) && Query(`q`, `1`)';
    const { objects, entries, traffic } = migratedToGateway(service('web') + routes([route(match)]));
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'GatewayClass traefik',
      'HTTPRoute web',
      'Gateway traefik',
    ]);
    expect(objects[1]?.['spec']).toEqual({
      hostnames: ['a.test'],
      parentRefs: [{ name: 'traefik', sectionName: 'web' }],
      rules: [
        {
          backendRefs: [{ name: 'web', port: 80 }],
          matches: [
            {
              method: 'GET',
              path: { type: 'Exact', value: '/x' },
              headers: [
                { name: 'X-A', value: '1' },
                { name: 'X-B', type: 'RegularExpression', value: '^b' },
              ],
              queryParams: [{ name: 'q', value: '1' }],
            },
          ],
        },
      ],
    });
    expect(entries).toMatchObject([{ fate: 'carried', to: 'shop-web.yaml' }]);
    expect(traffic.verdict).toBe('same');
  });

  it('has its alternatives as matches, and those of hosts as hostnames', () => {
    const match = '(Host(`a.test`) || Host(`b.test`)) && (Path(`/x`) || Path(`/y`))';
    const { objects, traffic } = migratedToGateway(service('web') + routes([route(match)]));
    const http = objects.filter(({ kind }) => kind === 'HTTPRoute');
    expect(http).toHaveLength(1);
    expect(http[0]?.['spec']).toMatchObject({
      hostnames: ['a.test', 'b.test'],
      rules: [{ matches: [{ path: { value: '/x' } }, { path: { value: '/y' } }] }],
    });
    expect(traffic.verdict).toBe('same');
  });

  it('keeps its Middlewares as filters, in their order, and its weights', () => {
    const middleware = (name: string): string =>
      `{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: ${name}, namespace: shop }, spec: { addPrefix: { prefix: /${name} } } }\n---\n`;
    const rest =
      'middlewares: [{ name: a }, { name: b }], services: [{ name: web, port: 80, weight: 3 }, { name: next, port: 80, weight: 1 }]';
    const yaml = service('web') + service('next') + middleware('a') + middleware('b');
    const { objects, traffic } = migratedToGateway(yaml + routes([route('Host(`a.test`)', rest)]));
    const [rule] = [objects.find(({ kind }) => kind === 'HTTPRoute')?.['spec']];
    expect(rule).toMatchObject({
      rules: [
        {
          filters: [{ extensionRef: { name: 'a' } }, { extensionRef: { name: 'b' } }],
          backendRefs: [{ weight: 3 }, { weight: 1 }],
        },
      ],
    });
    expect(traffic.verdict).toBe('same');
  });

  it('leads through a TraefikService where backends cannot say what its services do', () => {
    const rest = 'services: [{ name: web, port: 80, scheme: h2c, sticky: { cookie: { name: s } } }]';
    const { objects, entries, traffic } = migratedToGateway(
      service('web') + routes([route('Host(`a.test`)', rest)]),
    );
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: 'TraefikService',
        spec: {
          weighted: {
            services: [{ name: 'web', port: 80, scheme: 'h2c', sticky: { cookie: { name: 's' } } }],
          },
        },
      }),
    );
    expect(entries).toMatchObject([{ code: 'MG312', fate: 'changed', severity: 'info' }]);
    expect(traffic.verdict).toBe('same');
  });

  it('is refused where Traefik could not tell its service from that of another TraefikService', () => {
    const sticky = (name: string): string =>
      `services: [{ name: web, port: 80, sticky: { cookie: { name: ${name} } } }]`;
    const { entries, traffic } = migratedToGateway(
      service('web') +
        routes([route('Host(`a.test`)', sticky('a')), route('Host(`b.test`)', sticky('b'))]) +
        routes([route('Host(`c.test`)', sticky('a'))], { name: 'same' }),
    );
    expect(entries.map(({ code }) => code)).toEqual(['MG312', 'MG303', 'MG312']);
    expect(entries[1]?.message).toContain('shop/web:80 with other settings');
    expect(traffic.verdict).not.toBe('same');
  });

  it('becomes a GRPCRoute where it asks for a method of a Service that speaks HTTP/2 without TLS', () => {
    const rest = 'services: [{ name: web, port: 80, scheme: h2c }]';
    const { objects, entries, traffic } = migratedToGateway(
      service('web') +
        routes([
          route('Host(`a.test`) && PathRegexp(`/shop\\.Cart/Add`) && Header(`X-A`, `1`)', rest),
          route('Host(`a.test`) && PathRegexp(`/shop\\.Cart/[^/]+`)', rest),
          route('Host(`a.test`)'),
        ]),
    );
    expect(
      objects
        .filter(({ kind }) => kind.endsWith('Route'))
        .map(({ kind, ...object }) => [kind, object['spec']]),
    ).toMatchObject([
      ['HTTPRoute', { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] }],
      [
        'GRPCRoute',
        {
          rules: [
            {
              matches: [
                { method: { service: 'shop.Cart', method: 'Add' }, headers: [{ name: 'X-A', value: '1' }] },
              ],
            },
            { matches: [{ method: { service: 'shop.Cart' } }], backendRefs: [{ name: 'web', port: 80 }] },
          ],
        },
      ],
    ]);
    expect(entries.map(({ fate }) => fate)).toEqual(['carried', 'carried', 'carried']);
    expect(traffic.verdict).toBe('same');
  });

  it('names ports by their numbers', () => {
    const rest = 'services: [{ name: web, port: http }]';
    const yaml =
      service('web', 'shop', '{ name: http, port: 8080 }') + routes([route('Host(`a.test`)', rest)]);
    expect(migratedToGateway(yaml).objects).toContainEqual(
      expect.objectContaining({
        spec: expect.objectContaining({ rules: [{ backendRefs: [{ name: 'web', port: 8080 }] }] }),
      }),
    );
  });

  it('may lead to another namespace by a ReferenceGrant that is written there', () => {
    const rest = 'services: [{ name: pages, namespace: other, port: 80 }]';
    const traefik = {
      entryPoints: { web: { address: ':80' } },
      providers: { kubernetesCRD: { allowCrossNamespace: true } },
    };
    const yaml = service('pages', 'other') + routes([route('Host(`a.test`)', rest)]);
    const { objects, traffic } = migratedToGateway(yaml, traefik);
    expect(objects.find(({ kind }) => kind === 'ReferenceGrant')).toMatchObject({
      metadata: { namespace: 'other' },
      spec: { from: [{ namespace: 'shop' }], to: [{ group: '', kind: 'Service', name: 'pages' }] },
    });
    expect(traffic.verdict).toBe('same');
  });

  it('gives its certificate to a listener, and says that a Secret which is elsewhere must be there', () => {
    const yaml =
      service('web') +
      routes([route('Host(`a.test`)')], { entryPoints: 'web, websecure', tls: '{ secretName: cert }' });
    const { objects, entries, traffic } = migratedToGateway(yaml);
    expect(objects.find(({ kind }) => kind === 'Gateway')?.['spec']).toMatchObject({
      listeners: [
        { name: 'web', port: 8000, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'cert' }] } },
        { name: 'websecure', port: 8443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'cert' }] } },
      ],
    });
    expect(entries.map(({ code }) => code)).toEqual([null, 'MG310']);
    expect(traffic.verdict).toBe('same');
  });

  it('that needs a priority is told which route comes before it', () => {
    const yaml =
      service('web') +
      service('old') +
      routes([
        route('Host(`a.test`) && PathPrefix(`/`)', 'priority: 1000, services: [{ name: old, port: 80 }]'),
        route('Host(`a.test`) && Path(`/x`)'),
      ]);
    const { entries, traffic } = migratedToGateway(yaml);
    expect(entries[0]).toMatchObject({
      path: 'IngressRoute shop/web spec.routes[0].priority',
      fate: 'changed',
      code: 'MG305',
      severity: 'error',
    });
    expect(entries[0]?.message).toContain('IngressRoute shop/web spec.routes[1] comes first now');
    expect(traffic.verdict).not.toBe('same');
  });

  it('says by an expression that a prefix ends anywhere, and as a prefix what ends with a part of the path', () => {
    const { entries, traffic, objects } = migratedToGateway(
      service('web') +
        routes([
          route('Host(`a.test`) && PathPrefix(`/api.v1`)'),
          route('Host(`a.test`) && (Path(`/shop`) || PathPrefix(`/shop/`))'),
        ]),
    );
    expect(entries).toMatchObject([{ code: 'MG311', severity: 'info' }, { fate: 'carried' }]);
    expect(objects.find(({ kind }) => kind === 'HTTPRoute')).toMatchObject({
      spec: {
        rules: [
          { matches: [{ path: { type: 'PathPrefix', value: '/shop' } }] },
          { matches: [{ path: { type: 'RegularExpression', value: '^/api\\.v1' } }] },
        ],
      },
    });
    expect(traffic.verdict).toBe('same');
  });

  it('keeps what is of TCP where it is', () => {
    const tcp = `{ apiVersion: traefik.io/v1alpha1, kind: IngressRouteTCP, metadata: { name: db, namespace: shop }, spec: { entryPoints: [web], routes: [{ match: 'HostSNI(\`*\`)', services: [{ name: web, port: 80 }] }] } }\n---\n`;
    const { entries, traffic } = migratedToGateway(
      service('web') +
        tcp +
        routes([route('Host(`a.test`)')], { entryPoints: 'websecure', tls: '{ secretName: cert }' }),
    );
    expect(entries[0]).toMatchObject({ path: 'IngressRouteTCP shop/db', code: 'MG309', to: null });
    expect(traffic.verdict).toBe('same');
  });

  it.each([
    ['has a negation', routes([route('Host(`a.test`) && !Path(`/x`)')]), 'MG301'],
    ['asks for an address', routes([route('ClientIP(`10.0.0.0/8`)')]), 'MG301'],
    ['asks for an expression of hosts', routes([route('HostRegexp(`^.+$`)')]), 'MG301'],
    ['asks for two paths', routes([route('PathPrefix(`/a`) && PathRegexp(`b$`)')]), 'MG301'],
    ['names a path that the schema refuses', routes([route('Path(`/a b`)')]), 'MG301'],
    [
      'has a Middleware of a file',
      routes([
        route('Host(`a.test`)', 'middlewares: [{ name: a@file }], services: [{ name: web, port: 80 }]'),
      ]),
      'MG306',
    ],
    ['has TLS without a Secret', routes([route('Host(`a.test`)')], { tls: '{}' }), 'MG304'],
    [
      'has TLS options',
      routes([route('Host(`a.test`)')], { tls: '{ secretName: a, options: { name: strict } }' }),
      'MG304',
    ],
    ['has no router', routes([route('Host(`a.test')]), 'MG306'],
  ])('that %s is refused with its place, and nothing is written for it', (_, yaml, code) => {
    const { objects, entries } = migratedToGateway(service('web') + yaml);
    expect(entries[0]).toMatchObject({ fate: 'lost', code, severity: 'error', to: null });
    expect(entries[0]?.location.file).toBe('routes.yaml');
    expect(objects.filter(({ kind }) => kind === 'HTTPRoute')).toEqual([]);
  });
});

test('routes of which all is told as carried fare the same', () => {
  let carried = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const random = new Random(seed);
    const host = (): string => `Host(\`${random.pick(['a.test', 'b.test'])}\`)`;
    const path = (): string =>
      random.pick([
        'Path(`/x`)',
        'Path(`/x/y`)',
        'PathPrefix(`/`)',
        'PathPrefix(`/x`)',
        'PathRegexp(`^/x`)',
        'PathRegexp(`y$`)',
      ]);
    const more = (): string =>
      random.pick([
        'Method(`GET`)',
        'Header(`X-A`, `1`)',
        'Query(`q`, `1`)',
        '(Method(`PUT`) || Method(`GET`))',
      ]);
    const rule = (): string =>
      random.pick([
        `${host()} && ${path()}`,
        `(${host()} || ${host()}) && (${path()} || ${more()})`,
        `${path()} && ${more()}`,
        `${host()} && ${more()}`,
      ]);
    const rest = (): string => `services: [{ name: ${random.pick(['web', 'next'])}, port: 80 }]`;
    const yaml =
      service('web') +
      service('next') +
      routes([route(rule(), rest())]) +
      // Of several routes most would lose their order.
      (seed % 2 === 0 ? routes([route(rule(), rest())], { name: 'other' }) : '');
    const { entries, traffic } = migratedToGateway(yaml);
    if (entries.some(({ fate }) => fate !== 'carried')) continue;
    carried += 1;
    expect({ seed, verdict: traffic.verdict }).toEqual({ seed, verdict: 'same' });
  }
  expect(carried).toBeGreaterThan(8);
});
