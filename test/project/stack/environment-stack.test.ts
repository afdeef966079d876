import { Environments } from '../../../lib/project/environment';
import { type ApiObjectData } from '../../../lib/core/manifest';
import { type Problem, ProblemError, formatLocation } from '../../../lib/core/finding';
import { IngressRoute } from '../../../lib/constructs/routing';
import { host } from '../../../lib/traefik/rule';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';

const head = 'namespace: shop\ndomain: example.com\nissuer: { name: ca }\n';

function stackOf(text: string): { app: DeliveryApp; stack: EnvironmentStack } {
  const app = new DeliveryApp();
  const [environment] = Environments.from([{ file: 'dev.yaml', text: head + text }], { variables: {} });
  if (!environment) throw new Error('no environment');
  return { app, stack: new EnvironmentStack(app, environment) };
}

function objectsOf(text: string): ApiObjectData[] {
  return [...stackOf(text).app.manifests().values()].flat();
}

/** `rule file:line:column` of everything that is wrong. */
function problemsOf(text: string): string[] {
  return problemsThrown(() => objectsOf(text)).map(
    ({ rule, location }) => `${rule} ${location ? formatLocation(location) : '-'}`,
  );
}

function problemsThrown(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.filter(({ severity }) => severity === 'error');
    throw error;
  }
  return [];
}

function find(objects: readonly ApiObjectData[], kind: string, name: string): ApiObjectData | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

const api =
  'services:\n  api: { image: example.com/api:1.0, ports: { http: 8080, grpc: 9000, metrics: 9090 } }\n';

test('each service has a file of its own, and Traefik one for each kind of object', () => {
  const { app } = stackOf(`${api}middlewares:
  auth: { headers: { frameDeny: true } }
tcpMiddlewares:
  few: { inFlightConn: { amount: 10 } }
routes:
  http:
    api: { match: "Host(\`a\`)", services: [api], tls: { certificate: api } }
certificates: { api: {} }
`);
  expect([...app.manifests().keys()].toSorted()).toEqual([
    'dev/api.k8s.yaml',
    'dev/traefik-middlewares.k8s.yaml',
    'dev/traefik-routes.k8s.yaml',
    'dev/traefik-tls.k8s.yaml',
  ]);
});

test('kubectl finds every object by who wrote it, and by the name that the files give it', () => {
  const objects = objectsOf(`${api}middlewares:
  auth: { headers: { frameDeny: true } }
routes:
  http:
    shop:
      match: "Host(\`a\`)"
      middlewares: [auth, { compress: {} }]
      services: [api]
      redirectToHttps: true
      tls: { certificate: shop }
    own: { match: "Host(\`b\`)", services: [api], labels: { app.kubernetes.io/name: mine, team: a } }
certificates: { shop: {} }
`);
  const byName = (name: string): string[] =>
    objects
      .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === name)
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const strangers = objects.filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/managed-by'] !== 'cdk8s-traefik',
  );
  expect(strangers).toEqual([]);
  expect(byName('auth')).toEqual(['Middleware/auth']);
  expect(byName('shop')).toEqual(['Certificate/shop', 'IngressRoute/shop', 'IngressRoute/shop-redirect']);
  expect(byName('mine')).toEqual(['IngressRoute/own']);
});

test('a name that is too long for a label is cut in its label', () => {
  const name = `${'a'.repeat(62)}.${'b'.repeat(20)}`;
  const [middleware] = objectsOf(`middlewares: { ${name}: { compress: {} } }`);
  expect(middleware?.metadata).toMatchObject({ name, labels: { 'app.kubernetes.io/name': 'a'.repeat(62) } });
});

test('a route and a TCP route may have the same name', () => {
  const objects = objectsOf(`${api}routes:
  http: { api: { entryPoints: [web], match: "Host(\`a\`)", services: [api] } }
  tcp: { api: { entryPoints: [websecure], match: "HostSNI(\`b\`)", services: [{ name: api, port: http }], tls: {} } }
`);
  expect(find(objects, 'IngressRoute', 'api')).toBeDefined();
  expect(find(objects, 'IngressRouteTCP', 'api')).toBeDefined();
});

test('port and scheme of a service follow from its name, in routes and in every kind of TraefikService', () => {
  const objects = objectsOf(`${api}traefikServices:
  shared: { weighted: { services: [{ name: api, port: grpc, weight: 1 }] } }
  copied: { mirroring: { name: api, mirrors: [{ name: api, port: grpc, percent: 1 }] } }
  spread: { highestRandomWeight: { services: [{ name: api, weight: 1 }] } }
  safe: { failover: { service: { name: api }, fallback: { name: api, port: grpc }, errors: { status: ['500'] } } }
middlewares:
  pages: { errors: { status: ['404'], service: { name: api }, query: /404 } }
`);
  const http = { name: 'api', port: 'http' };
  const grpc = { name: 'api', port: 'grpc', scheme: 'h2c' };
  expect(find(objects, 'TraefikService', 'shared')).toMatchObject({
    spec: { weighted: { services: [grpc] } },
  });
  expect(find(objects, 'TraefikService', 'copied')).toMatchObject({
    spec: { mirroring: { ...http, mirrors: [grpc] } },
  });
  expect(find(objects, 'TraefikService', 'spread')).toMatchObject({
    spec: { highestRandomWeight: { services: [http] } },
  });
  expect(find(objects, 'TraefikService', 'safe')).toMatchObject({
    spec: { failover: { service: http, fallback: grpc } },
  });
  expect(find(objects, 'Middleware', 'pages')).toMatchObject({ spec: { errors: { service: http } } });
});

test('a name in a route means a service, else a TraefikService', () => {
  const objects = objectsOf(`${api}traefikServices:
  shared: { weighted: { services: [{ name: api, weight: 1 }] } }
routes:
  http:
    one: { entryPoints: [web], match: "Host(\`a\`)", services: [api] }
    two: { entryPoints: [web], match: "Host(\`b\`)", services: [shared] }
`);
  expect(find(objects, 'IngressRoute', 'one')).toMatchObject({
    spec: { routes: [{ services: [{ name: 'api', port: 'http' }] }] },
  });
  expect(find(objects, 'IngressRoute', 'two')).toMatchObject({
    spec: { routes: [{ services: [{ kind: 'TraefikService', name: 'shared' }] }] },
  });
});

test('NetworkPolicies admit the Traefik that the environment names', () => {
  const objects = objectsOf(`traefik: { namespace: edge, labels: { app: traefik } }
${api}routes:
  http: { api: { entryPoints: [web], match: "Host(\`a\`)", services: [api] } }
`);
  expect(find(objects, 'NetworkPolicy', 'api')).toMatchObject({
    spec: {
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
              podSelector: { matchLabels: { app: 'traefik' } },
            },
          ],
          ports: [{ port: 8080 }],
        },
      ],
    },
  });
});

test('telemetry knows the environment', () => {
  const objects = objectsOf(
    'services:\n  api: { image: example.com/api:1.0, ports: { http: 8080 }, telemetry: { endpoint: "http://otel:4317" } }\n',
  );
  expect(JSON.stringify(find(objects, 'Deployment', 'api'))).toContain('deployment.environment.name=dev');
});

test('code adds to what the files declare', () => {
  const { app, stack } = stackOf(api);
  new IngressRoute(stack, 'docs', {
    entryPoints: ['web'],
    routes: [{ match: host('docs.example.com'), services: [stack.service('api')] }],
  });
  expect(app.manifests().get('dev/dev.k8s.yaml')).toMatchObject([
    { kind: 'IngressRoute', metadata: { name: 'docs', namespace: 'shop' } },
  ]);
});

test('code that asks for a part that is not there is told which there are', () => {
  const { stack } = stackOf(api);
  expect(() => stack.service('apj')).toThrow('Did you mean "api"?');
  expect(() => stack.middlewares.get('auth')).toThrow('There is nothing under middlewares.');
});

describe('a wrong reference to a service is told once', () => {
  const http = (service: string) =>
    `routes:\n  http:\n    a: { entryPoints: [web], match: "Host(\`a\`)", services: [${service}] }\n`;
  const traefikService = (spec: string) => `traefikServices:\n  a: ${spec}\n`;
  const rulesOf = (text: string) => problemsOf(text).map((problem) => problem.split(' ')[0]);

  test.each([
    ['a route', http('{ name: api, port: gone }')],
    [
      'a TCP route',
      'routes:\n  tcp: { a: { match: "HostSNI(`*`)", services: [{ name: api, port: gone }] } }\n',
    ],
    ['a UDP route', 'routes:\n  udp: { a: { entryPoints: [dns], services: [{ name: api, port: gone }] } }\n'],
    ['weights', traefikService('{ weighted: { services: [{ name: api, port: gone }] } }')],
    ['hashes', traefikService('{ highestRandomWeight: { services: [{ name: api, port: gone }] } }')],
    ['a mirrored service', traefikService('{ mirroring: { name: api, port: gone, mirrors: [] } }')],
    [
      'a mirror',
      traefikService(
        '{ mirroring: { name: api, port: http, mirrors: [{ name: api, port: gone, percent: 1 }] } }',
      ),
    ],
    [
      'a failover',
      traefikService(
        '{ failover: { service: { name: api, port: gone }, fallback: { name: api, port: http }, errors: { status: ["500"] } } }',
      ),
    ],
    [
      'a fallback',
      traefikService(
        '{ failover: { service: { name: api }, fallback: { name: api, port: gone }, errors: { status: ["500"] } } }',
      ),
    ],
    [
      'error pages',
      'middlewares:\n  a: { errors: { status: ["500"], query: /, service: { name: api, port: gone } } }\n',
    ],
  ])('a port that %s does not find', (_, text) => {
    const services = 'services:\n  api: { image: example.com/api:1.0, ports: { http: 8080 } }\n';
    expect(rulesOf(services + text).filter((rule) => rule?.includes('port'))).toEqual(['unknown-port']);
  });

  test('a port that a route does not choose among several', () => {
    const services = 'services:\n  api: { image: example.com/api:1.0, ports: { a: 8080, b: 8081 } }\n';
    expect(rulesOf(services + http('api'))).toEqual(['ambiguous-port']);
  });

  test.each(['gone', '{ name: gone }', '{ name: gone, port: 80 }'])(
    'a service that is not there: %s',
    (service) => {
      expect(rulesOf(http(service))).toEqual(['unknown-service']);
    },
  );

  test.each(['{}', '{ ports: [80] }'])('a service of the cluster, %s, without its port', (known) => {
    const existing = `existing: { services: { old: ${known} } }\n`;
    expect(problemsOf(existing + http('{ name: old }'))).toEqual(['missing-port dev.yaml:7:61']);
  });
});

describe('a mistake is placed where it was written', () => {
  test.each([
    [
      'a service that does not exist',
      `${api}routes:\n  http:\n    api:\n      entryPoints: [web]\n      match: Host(\`a\`)\n      services: [{ name: apj, port: http }]\n`,
      'unknown-service dev.yaml:11:18',
    ],
    [
      'a middleware that does not exist',
      `${api}routes:\n  http:\n    api:\n      entryPoints: [web]\n      match: Host(\`a\`)\n      middlewares: [auth]\n      services: [api]\n`,
      'unknown-middleware dev.yaml:11:21',
    ],
    [
      'an entry point that does not exist',
      `${api}routes:\n  http:\n    api:\n      entryPoints: [wep]\n      match: Host(\`a\`)\n      services: [api]\n`,
      'unknown-entry-point dev.yaml:9:21',
    ],
    [
      'a certificate that does not exist',
      `${api}routes:\n  http:\n    api:\n      entryPoints: [websecure]\n      match: Host(\`a\`)\n      services: [api]\n      tls: { certificate: apj }\n`,
      'unknown-certificate dev.yaml:12:14',
    ],
    [
      'a secret that does not exist',
      'middlewares:\n  auth:\n    basicAuth:\n      secret: users\n',
      'unfit-auth-secret dev.yaml:7:7',
    ],
    [
      'a member of a chain that does not exist',
      'middlewares:\n  all:\n    chain:\n      middlewares:\n        - name: gone\n',
      'unknown-middleware dev.yaml:8:11',
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  test('a description of Traefik with which it would not start', () => {
    const traefik = 'traefik:\n  experimental:\n    plugins: {}\n';
    const route = 'routes:\n  http: { api: { entryPoints: [web], match: "Host(`a`)", services: [api] } }\n';
    expect(problemsOf(`${traefik}${api}${route}`)).toEqual(['invalid-static-configuration dev.yaml:6:5']);
  });

  test.each([
    ['3.6.1', 'is older than'],
    ['3.8.0', 'is newer than'],
    ['3.7.10', 'was not compared'],
  ])('a release of Traefik that is not proven: %s', (version, told) => {
    const [environment] = Environments.from([
      { file: 'dev.yaml', text: `namespace: shop\ntraefik:\n  version: ${version}\n${api}` },
    ]);
    const app = new DeliveryApp();
    if (environment) new EnvironmentStack(app, environment);
    expect(app.output().problems).toMatchObject([
      {
        rule: 'unproven-version',
        severity: 'warning',
        message: expect.stringContaining(told),
        location: { file: 'dev.yaml', line: 3, column: 3 },
      },
    ]);
  });

  test('hosts below a negation give TLS options where the release that the environment names counts them', () => {
    const route =
      'routes:\n  http: { api: { entryPoints: [websecure], match: "!Host(`a`)", services: [api], tls: { options: { name: strict } } } }\ntls: { options: { strict: {} } }\n';
    const told = (version: string): readonly string[] =>
      problemsOf(`traefik: { version: ${version} }\n${api}${route}`).map((text) => text.split(' ')[0] ?? '');
    expect(told('3.7.13')).toContain('tls-options-without-host');
    expect(told('3.7.9')).not.toContain('tls-options-without-host');
  });

  test('a certificate without an issuer', () => {
    const [environment] = Environments.from([
      { file: 'dev.yaml', text: 'namespace: shop\ncertificates:\n  api: { dnsNames: [a.example.com] }\n' },
    ]);
    const app = new DeliveryApp();
    if (environment) new EnvironmentStack(app, environment);
    expect(problemsThrown(() => app.manifests())).toMatchObject([
      { rule: 'missing-issuer', location: { file: 'dev.yaml', line: 3, column: 3 } },
    ]);
  });
});

test('what the cluster already has may be referred to', () => {
  expect(
    problemsOf(
      'existing: { secrets: { users: {} } }\nmiddlewares:\n  auth: { basicAuth: { secret: users } }\n',
    ),
  ).toEqual([]);
  expect(
    problemsOf(
      'existing: { secrets: { users: { namespace: other } } }\nmiddlewares:\n  auth: { basicAuth: { secret: users } }\n',
    ),
  ).toEqual(['unfit-auth-secret dev.yaml:6:24']);
});

test('jobs and jobs by schedule have files of their own, and reach the services that they depend on', () => {
  const text = `${api}jobs:
  migrate: { image: "example.com/api:1.0", dependsOn: [api] }
cronJobs:
  migrate-back: { image: "example.com/api:1.0", schedule: "@daily", telemetry: true }
`;
  const { app, stack } = stackOf(text);
  expect([...app.manifests().keys()]).toEqual([
    'dev/api.k8s.yaml',
    'dev/migrate.k8s.yaml',
    'dev/migrate-back.k8s.yaml',
  ]);
  expect(stack.jobs.get('migrate').name).toBe('migrate');
  expect(stack.cronJobs.get('migrate-back').selectorLabels).toMatchObject({
    'app.kubernetes.io/name': 'migrate-back',
  });
  const cronJob = find(objectsOf(text), 'CronJob', 'migrate-back');
  expect(JSON.stringify(cronJob)).toContain('deployment.environment.name=dev');
});

test('a job may not have the name of a service: both would have one account and one policy', () => {
  expect(problemsOf(`${api}jobs:\n  api: { image: "example.com/api:1.0" }\n`)).toContain(
    'duplicate-object dev.yaml:7:3',
  );
});

test('what is wrong with a job is told where it is written', () => {
  expect(
    problemsOf(
      'jobs:\n  migrate: { image: "x:1", completionMode: Indexed, parallelism: 2 }\ncronJobs:\n  a:\n    image: x:1\n    schedule: often\n',
    ),
  ).toEqual(['indexed-without-completions dev.yaml:5:28', 'invalid-schedule dev.yaml:9:5']);
});

test('a Service by itself gives routes its port and scheme, as a Go service does', () => {
  const objects = objectsOf(`traefik:
  providers: { kubernetesCRD: { allowExternalNameServices: true, allowEmptyServices: true } }
kubernetesServices:
  payments: { externalName: pay.example.net, ports: { https: 443 } }
  legacy: { selector: { app: legacy }, ports: { grpc: 9000 } }
routes:
  http:
    pay: { match: "Host(\`a\`)", services: [payments] }
    legacy: { match: "Host(\`b\`)", services: [{ name: legacy, port: grpc }] }
`);
  const servicesOf = (name: string): unknown =>
    Object(find(objects, 'IngressRoute', name)).spec.routes[0].services;
  expect(servicesOf('pay')).toEqual([{ name: 'payments', port: 'https' }]);
  expect(servicesOf('legacy')).toEqual([{ name: 'legacy', port: 'grpc', scheme: 'h2c' }]);
  expect(find(objects, 'Service', 'payments')).toMatchObject({ spec: { externalName: 'pay.example.net' } });
});

test('namespaces are applied before everything that lies in them', () => {
  const { app } = stackOf(`${api}namespaces:
  own: { name: "\${namespace}", podSecurity: restricted, labels: { team: a } }
`);
  const files = [...app.manifests()];
  expect(files.map(([file]) => file)).toEqual(['dev/0000-namespaces.k8s.yaml', 'dev/0001-api.k8s.yaml']);
  expect(files[0]?.[1]).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
          team: 'a',
        },
      },
    },
  ]);
});

test('objects of any kind are made as they are written, in the namespace of the environment unless they say so', () => {
  const objects = objectsOf(`objects:
  limits: { apiVersion: v1, kind: LimitRange, spec: { limits: [] } }
  reader: { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, rules: [] }
  other: { apiVersion: v1, kind: ConfigMap, metadata: { name: named, namespace: far, labels: { a: b } }, data: { k: v } }
`);
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: 'shop' },
      spec: { limits: [] },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'reader' },
      rules: [],
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'named', namespace: 'far', labels: { a: 'b' } },
      data: { k: 'v' },
    },
  ]);
});

test('a middleware in another namespace is an object, and routes name it there', () => {
  const objects = objectsOf(`${api}traefik:
  providers: { kubernetesCRD: { allowCrossNamespace: true, allowEmptyServices: true } }
objects:
  headers: { apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { namespace: platform }, spec: { compress: {} } }
routes:
  http: { api: { match: "Host(\`a\`)", services: [api], middlewares: [{ name: headers, namespace: platform }] } }
`);
  expect(find(objects, 'Middleware', 'headers')).toMatchObject({ metadata: { namespace: 'platform' } });
});

test('what is wrong with an object of any kind is told where it is written', () => {
  expect(
    problemsOf(`${api}objects:
  headers: { apiVersion: traefik.io/v1alpha1, kind: Middleware, spec: { headers: { frameDenied: true } } }
  api:
    apiVersion: v1
    kind: ServiceAccount
  route:
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    spec:
      routes: [{ kind: Rule, match: "Host(\`a\`)", services: [{ name: nobody, port: 80 }] }]
`),
  ).toEqual([
    'unknown-field dev.yaml:7:84',
    'duplicate-object dev.yaml:8:3',
    'unknown-service dev.yaml:15:61',
  ]);
});

test('a construct that code adds is not placed in the file of the environment', () => {
  const { app, stack } = stackOf('');
  new IngressRoute(stack, 'added', {
    entryPoints: ['websecure'],
    routes: [{ match: host('a.example.com'), services: [{ name: 'gone', port: 80 }] }],
    tls: {},
  });
  const [problem, ...others] = problemsThrown(() => app.manifests());
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ rule: 'unknown-service', construct: 'dev/added' });
  expect(problem).not.toHaveProperty('location');
});

test('a service without ports that is routed is told once, by what it lacks', () => {
  const text =
    'services:\n  worker: { image: example.com/worker:1.0 }\nroutes:\n  http:\n    web: { match: Host(`a.example.com`), entryPoints: [websecure], tls: {}, services: [worker] }\n';
  expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual(['no-port']);
});

test('routes in the way of their own redirect are told once', () => {
  const text = `${api}routes:\n  http:\n    web: { match: Host(\`a.example.com\`), entryPoints: [web], redirectToHttps: true, services: [api] }\n`;
  expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual(['redirect-on-own-entry-point']);
});
