import { formatFieldPath } from '../../../lib/core/finding';
import type { ClusterFacts } from '../../../lib/check/cluster';
import { check, rules } from './support';

const service = `
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { ports: [{ name: http, port: 80 }, { name: grpc, port: 9000 }] }
---
`;

/** An IngressRoute; on the entry point web unless it says otherwise. */
const route = (spec: string) => `${service}
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: api }
spec: ${/entryPoints|parentRefs/.test(spec) ? spec : spec.replace(/^\{/, '{ entryPoints: [web],')}
`;

describe('a reference to what does not exist', () => {
  test('a service says which one was meant, and that Traefik drops the route', () => {
    const [problem, ...rest] = check(
      route('{ routes: [{ kind: Rule, match: Host(`a`), services: [{ name: apj, port: 80 }] }] }'),
    );
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ rule: 'unknown-service', severity: 'error', fix: 'Did you mean "api"?' });
    expect(problem?.consequence).toContain('drops the route');
    expect(formatFieldPath(problem?.field ?? [])).toBe('spec.routes[0].services[0]');
  });

  test.each([
    ['a number', '80', []],
    ['a name', 'http', []],
    ['a number that the Service does not have', '81', ['unknown-port']],
    ['a name that the Service does not have', 'https', ['unknown-port']],
    ['a quoted number, which Traefik takes for a name', '"80"', ['unknown-port']],
  ])('the port of a service as %s', (_, port, expected) => {
    const problems = check(
      route(`{ routes: [{ kind: Rule, match: Host(\`a\`), services: [{ name: api, port: ${port} }] }] }`),
    );
    expect(rules(problems)).toEqual(expected);
  });

  test('a quoted port number is told to lose its quotes', () => {
    const [problem] = check(
      route('{ routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: "80" }] }] }'),
    );
    expect(problem?.fix).toBe('Write the number without quotes: 80.');
  });

  test('a service without a port', () => {
    const [problem] = check(
      route('{ routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api }] }] }'),
    );
    expect(problem).toMatchObject({ rule: 'missing-port', fix: 'Its ports are 80, http, 9000, grpc.' });
  });

  test.each([
    [
      'a middleware',
      'routes: [{ kind: Rule, match: Host(`a`), middlewares: [{ name: gone }], services: [{ name: api, port: 80 }] }]',
      'unknown-middleware',
    ],
    [
      'a middleware of a service',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80, middlewares: [{ name: gone }] }] }]',
      'unknown-middleware',
    ],
    [
      'a transport',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80, serversTransport: gone }] }]',
      'unknown-servers-transport',
    ],
    [
      'a TraefikService',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ kind: TraefikService, name: gone }] }]',
      'unknown-traefik-service',
    ],
    [
      'TLS options',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80 }] }], tls: { options: { name: gone } }',
      'unknown-tls-option',
    ],
    [
      'a TLS secret',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80 }] }], tls: { secretName: gone }',
      'unknown-tls-secret',
    ],
    [
      'a parent',
      'routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80 }] }], parentRefs: [{ name: gone }]',
      'unknown-parent',
    ],
  ])('%s of an IngressRoute', (_, spec, rule) => {
    const problems = check(route(`{ ${spec} }`));
    expect(rules(problems.filter(({ severity }) => severity === 'error'))).toEqual([rule]);
    expect(problems[0]?.consequence).toMatch(/Traefik/);
  });

  test.each([
    [
      'an item of a chain',
      'Middleware',
      '{ chain: { middlewares: [{ name: gone }] } }',
      'unknown-middleware',
    ],
    [
      'the service of error pages',
      'Middleware',
      '{ errors: { status: ["404"], service: { name: gone, port: 80 } } }',
      'unknown-service',
    ],
    ['the users of basic auth', 'Middleware', '{ basicAuth: { secret: gone } }', 'unfit-auth-secret'],
    ['the users of digest auth', 'Middleware', '{ digestAuth: { secret: gone } }', 'unfit-auth-secret'],
    [
      'the authority of forward auth',
      'Middleware',
      '{ forwardAuth: { address: http://a, tls: { caSecret: gone } } }',
      'unfit-auth-secret',
    ],
    [
      'a weighted child',
      'TraefikService',
      '{ weighted: { services: [{ name: gone, port: 80 }] } }',
      'unknown-child',
    ],
    [
      'a mirror',
      'TraefikService',
      '{ mirroring: { name: api, port: 80, mirrors: [{ name: gone, port: 80, percent: 10 }] } }',
      'unknown-child',
    ],
    [
      'a fallback',
      'TraefikService',
      '{ failover: { errors: { status: ["500-599"] }, service: { name: api, port: 80 }, fallback: { name: gone, port: 80 } } }',
      'unknown-child',
    ],
    [
      'the authority of client certificates',
      'TLSOption',
      '{ clientAuth: { secretNames: [gone] } }',
      'optional-client-auth',
    ],
    [
      'the certificate of a store',
      'TLSStore',
      '{ defaultCertificate: { secretName: gone } }',
      'unknown-tls-secret',
    ],
    [
      'an authority in a ConfigMap',
      'ServersTransport',
      '{ rootCAs: [{ configMap: gone }] }',
      'unfit-servers-transport',
    ],
    [
      'an authority of a TCP transport',
      'ServersTransportTCP',
      '{ tls: { rootCAs: [{ secret: gone }] } }',
      'unfit-servers-transport',
    ],
    [
      'a TCP middleware',
      'IngressRouteTCP',
      '{ routes: [{ match: HostSNI(`*`), middlewares: [{ name: gone }], services: [{ name: api, port: 80 }] }] }',
      'unknown-middleware',
    ],
    [
      'a UDP service',
      'IngressRouteUDP',
      '{ routes: [{ services: [{ name: gone, port: 53 }] }] }',
      'unknown-service',
    ],
  ])('%s', (_, kind, spec, rule) => {
    const problems = check(`${service}
apiVersion: traefik.io/v1alpha1
kind: ${kind}
metadata: { name: ${kind === 'TLSStore' ? 'default' : 'x'} }
spec: ${spec}
`);
    expect(rules(problems.filter(({ severity }) => severity === 'error'))).toEqual([rule]);
  });

  test.each([
    ['env: [{ name: A, valueFrom: { secretKeyRef: { name: gone, key: a } } }]', ['unknown-secret']],
    ['env: [{ name: A, valueFrom: { secretKeyRef: { name: gone, key: a, optional: true } } }]', []],
    ['envFrom: [{ configMapRef: { name: gone } }]', ['unknown-config-map']],
  ])('a pod with %s', (container, expected) => {
    const problems = check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { selector: {}, template: { spec: { containers: [{ name: api, ${container} }] } } }
`);
    expect(rules(problems)).toEqual(expected);
  });
});

test('a key that a ConfigMap of the program, or a Secret of the cluster, does not have', () => {
  const pod = (source: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { level: debug }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { selector: {}, template: { spec: { containers: [{ name: api, env: [{ name: A, valueFrom: { ${source} } }] }] } } }
`;
  const existing = [{ kind: 'Secret', name: 'login', keys: ['user', 'password'] }];
  expect(check(pod('configMapKeyRef: { name: settings, key: level }'))).toEqual([]);
  expect(check(pod('secretKeyRef: { name: login, key: user }'), { existing })).toEqual([]);
  expect(check(pod('configMapKeyRef: { name: settings, key: levle }'))).toMatchObject([
    { rule: 'unknown-key', fix: 'Did you mean "level"?' },
  ]);
  expect(check(pod('secretKeyRef: { name: login, key: token }'), { existing })).toMatchObject([
    { rule: 'unknown-key', fix: 'It has user, password.' },
  ]);
});

describe('a reference to what something else makes', () => {
  const tlsRoute = route(
    '{ routes: [{ kind: Rule, match: Host(`a`), services: [{ name: api, port: 80 }] }], tls: { secretName: api-tls } }',
  );

  test('a Certificate of the program makes its Secret', () => {
    const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: api }
spec: { secretName: api-tls, dnsNames: [a] }
---`;
    expect(check(certificate + tlsRoute)).toEqual([]);
  });

  test('what exists in the cluster is declared', () => {
    expect(check(tlsRoute, { existing: [{ kind: 'Secret', name: 'api-tls' }] })).toEqual([]);
    expect(
      rules(check(tlsRoute, { existing: [{ kind: 'Secret', namespace: 'other', name: 'api-tls' }] })),
    ).toEqual(['unknown-tls-secret']);
  });

  test('an existing Service is held to the ports that are said of it', () => {
    const to = (port: number) =>
      route(`{ routes: [{ kind: Rule, match: Host(\`a\`), services: [{ name: old, port: ${port} }] }] }`);
    const facts: ClusterFacts = { existing: [{ kind: 'Service', name: 'old', ports: [8080] }] };
    expect(check(to(8080), facts)).toEqual([]);
    expect(rules(check(to(80), facts))).toEqual(['unknown-port']);
  });

  test('a middleware of a service is looked up in the namespace of the service', () => {
    const objects = (namespace: string) => `
apiVersion: v1
kind: Service
metadata: { name: far, namespace: edge }
spec: { ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: limit, namespace: ${namespace} }
spec: { rateLimit: { average: 1 } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: api }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`a\`)
      services: [{ name: far, namespace: edge, port: 80, middlewares: [{ name: limit }] }]
`;
    const facts: ClusterFacts = { traefik: { allowCrossNamespace: true } };
    expect(check(objects('edge'), facts)).toEqual([]);
    const [problem] = check(objects('shop'), facts);
    expect(problem?.rule).toBe('unknown-middleware');
    expect(formatFieldPath(problem?.field ?? [])).toBe('spec.routes[0].services[0].middlewares[0]');
  });

  test('names with a provider are none of the cluster', () => {
    const internal = route(
      '{ routes: [{ kind: Rule, match: Host(`a`), services: [{ kind: TraefikService, name: api@internal }] }] }',
    );
    expect(check(internal)).toEqual([]);
  });
});

describe('what the environment says of its Traefik', () => {
  const traefik = {
    entryPoints: new Map([
      ['web', 'tcp'],
      ['dns', 'udp'],
    ] as const),
    certificateResolvers: new Set(['letsencrypt']),
  };
  const spec = (entryPoint: string, tls = '') =>
    route(
      `{ entryPoints: [${entryPoint}], routes: [{ kind: Rule, match: Host(\`a\`), services: [{ name: api, port: 80 }] }]${tls} }`,
    );

  test('an entry point that it does not have', () => {
    const [problem] = check(spec('wep'), { traefik });
    expect(problem).toMatchObject({ rule: 'unknown-entry-point', fix: 'Did you mean "web"?' });
  });

  test('an entry point of the other protocol', () => {
    const [problem] = check(spec('dns'), { traefik });
    expect(problem?.message).toBe('The entry point "dns" listens for UDP, not for TCP.');
  });

  test('no entry point for UDP at all is said, not an empty choice', () => {
    const udp = `
apiVersion: traefik.io/v1alpha1
kind: IngressRouteUDP
metadata: { name: dns }
spec: { entryPoints: [dns], routes: [{ services: [{ name: api, port: 80 }] }] }
`;
    const problems = check(udp, { traefik: { ...traefik, entryPoints: new Map([['web', 'tcp']]) } });
    expect(problems.find(({ rule }) => rule === 'unknown-entry-point')?.fix).toBe(
      'This Traefik has no entry point for UDP: add one to its static configuration.',
    );
  });

  test('a certificate resolver that it does not have', () => {
    expect(rules(check(spec('web', ', tls: { certResolver: letsencript }'), { traefik }))).toEqual([
      'unknown-certificate-resolver',
    ]);
  });

  test('another namespace, where Traefik may not look', () => {
    const other = `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: auth, namespace: platform }
spec: { basicAuth: { secret: users } }
---
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: platform }
stringData: { users: 'a:{SHA}b' }
---`;
    const crossing =
      other +
      route(
        '{ routes: [{ kind: Rule, match: Host(`a`), middlewares: [{ name: auth, namespace: platform }], services: [{ name: api, port: 80 }] }] }',
      );
    expect(rules(check(crossing, { traefik }))).toEqual(['cross-namespace']);
    expect(check(crossing, { traefik: { ...traefik, allowCrossNamespace: true } })).toEqual([]);
  });

  test('without a word about Traefik its entry points are not judged', () => {
    expect(check(spec('anything'))).toEqual([]);
  });
});

describe('an object that the API server refuses', () => {
  const route = (kind: string, apiVersion = 'traefik.io/v1alpha1') => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: strip }
spec: { stripPrefix: { prefixes: [/api] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [web]
  routes: [{ match: 'Host(\`a.example.com\`)', kind: Rule, middlewares: [{ name: strip }], services: [{ name: web, port: 80 }] }]
`;
  const told = (yaml: string): unknown =>
    check(yaml).map(({ rule, severity, fix, location }) => [rule, severity, fix, location?.line]);

  test.each([
    ['traefik.io/v1alpha1', 'Middlewares', 8, 'rite kind: Middleware.'],
    ['traefik.io/v1', 'Middleware', 7, 'rite apiVersion: traefik.io/v1alpha1.'],
  ])('is told at its word, and is not there for others: %s %s', (apiVersion, kind, line, fix) => {
    expect(told(route(kind, apiVersion))).toEqual([
      ['unserved-kind', 'error', `W${fix}`, line],
      [
        'unknown-middleware',
        'error',
        `It is there as ${kind} of ${apiVersion}, which the API server refuses: w${fix}`,
        17,
      ],
    ]);
  });

  test('is not looked at: what is wrong in it shows once it is taken', () => {
    const wrong = route('Middleware').replace('[{ match', '[{ mtach');
    expect(rules(check(wrong))).toContain('unknown-field');
    expect(rules(check(wrong.replace('kind: IngressRoute', 'kind: IngressRoutes')))).toEqual([
      'unserved-kind',
    ]);
  });

  test('is taken where its CRD is among the objects', () => {
    const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: middlewares.traefik.io }
spec:
  group: traefik.io
  scope: Namespaced
  names: { kind: Middlewares, plural: middlewareses }
  versions: [{ name: v1alpha1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }]
---`;
    expect(rules(check(crd + route('Middlewares')))).not.toContain('unserved-kind');
  });

  test('may be of another release where it is like none: that is a warning', () => {
    const old = 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: old }\n';
    expect(check(old).map(({ rule, severity }) => [rule, severity])).toEqual([['unserved-kind', 'warning']]);
  });
});
