import type { ClusterFacts } from '../../../lib/check/cluster';
import { check as findingsOf } from './support';

/** `rule: message` of what Traefik would make of these objects. */
function check(yaml: string, facts?: ClusterFacts): readonly string[] {
  return findingsOf(service + yaml, facts).map(({ rule, message }) => `${rule}: ${message}`);
}

const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { ports: [{ name: http, port: 80 }] }\n';

const route = (name: string, match: string, more = '') =>
  `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: ${name} }\nspec:\n  entryPoints: [web]\n  routes:\n    - { match: "${match}", kind: Rule, services: [{ name: api, port: 80 }]${more} }\n`;

describe('two routers of the same priority', () => {
  const tied = [
    ['Host(`a.example.com`) && PathPrefix(`/api`)', 'Host(`a.example.com`) && PathPrefix(`/a`) '],
    ['Host(`a.example.com`)', 'Host(`*.example.com`)'],
    ['PathPrefix(`/a`) && Method(`PUT`)', 'Method(`PUT`) && PathPrefix(`/`) '],
    ['Host(`a.io`) && Header(`X-A`, `1`)', 'Host(`a.io`) && Header(`X-B`, `2`)'],
    ['HostRegexp(`^[a-z]+.example.com$`)', 'Host(`a.example.com`) && Path(`/x`)'],
    ['Host(`a.io`) && Query(`q`, `1`) ', 'Host(`a.io`) && ClientIP(`10.0.0.0/8`)'],
  ] as const;

  test.each(tied)('%s and %s: chance decides where both match', (first, second) => {
    const width = Math.max(first.length, second.length);
    const problems = check(route('one', first.padEnd(width)) + route('two', second.padEnd(width)));
    expect(problems).toEqual([expect.stringMatching(/^ambiguous-priority: .* both match \w+ http:\/\//)]);
  });

  test.each([
    ['Host(`a.example.com`)', 'Host(`b.example.com`)'],
    ['Host(`a.io`) && Path(`/one`)', 'Host(`a.io`) && Path(`/two`)'],
    ['Host(`a.io`) && Method(`GET`)', 'Host(`a.io`) && Method(`PUT`)'],
    ['Host(`a.io`) && Header(`X-A`, `1`)', 'Host(`a.io`) && !Header(`X-A`, `1`)'],
  ])('%s and %s: no request is both', (first, second) => {
    const width = Math.max(first.length, second.length);
    expect(check(route('one', first.padEnd(width)) + route('two', second.padEnd(width)))).toEqual([]);
  });

  test('a priority of its own decides', () => {
    const problems = check(
      route('one', 'Host(`a.example.com`)') + route('two', 'Host(`*.example.com`)', ', priority: 10'),
    );
    expect(problems).toEqual([]);
  });
});

test('two TCP routers that take the same connections are told with one that proves it', () => {
  const tcp = (name: string): string =>
    `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: ${name} }\nspec:\n  entryPoints: [web]\n  routes: [{ match: "HostSNI(\`*\`)", services: [{ name: api, port: 80 }] }]\n`;
  expect(check(tcp('one') + tcp('two'))).toEqual([
    expect.stringMatching(/^ambiguous-priority: .* both match tcp:\/\//),
  ]);
});

test('two objects that make a router of one name are told of each other', () => {
  expect(check(route('a.b', 'Host(`a.io`)') + route('a-b', 'Host(`a.io`)'))).toEqual([
    expect.stringMatching(/^shared-router-name: .* and so does IngressRoute shop\/a\.b\.$/),
  ]);
});

test('a route that Traefik drops is told with its reason', () => {
  const external =
    '---\napiVersion: v1\nkind: Service\nmetadata: { name: old }\nspec: { type: ExternalName, externalName: old.example.com, ports: [{ port: 80 }] }\n';
  const problems = check(external + route('one', 'Host(`a.io`)').replace('name: api', 'name: old'), {
    traefik: {
      configuration: { entryPoints: { web: { address: ':80' } }, providers: { kubernetesCRD: {} } },
    },
  });
  expect(problems).toEqual([expect.stringMatching(/^external-name-not-allowed: .*[Ee]xternalName/)]);
});

test('a router that Traefik disables is told with its error, where nothing else tells the cause', () => {
  const problems = check(route('one', 'Host(`a.io`)', ', middlewares: [{ name: auth@file }]'));
  expect(problems).toEqual([
    expect.stringMatching(
      /^disabled-by-traefik: The router shop-one-\w+@kubernetescrd does not work: .*auth@file/,
    ),
  ]);
});

test('a router that Traefik disables for what is told of its middleware is not told again', () => {
  const middleware =
    '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: breaker }\nspec: { circuitBreaker: { expression: nonsense } }\n';
  const problems = check(middleware + route('one', 'Host(`a.io`)', ', middlewares: [{ name: breaker }]'));
  expect(problems).toEqual([expect.stringMatching(/^invalid-expression: /)]);
});

describe('what is only known to exist', () => {
  const middleware = (spec: string) =>
    `---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: m }\nspec: ${spec}\n`;
  const using = route('one', 'Host(`a.io`)', ', middlewares: [{ name: m }]');

  test.each([
    ['basicAuth: { secret: known }'],
    ['digestAuth: { secret: known }'],
    ['forwardAuth: { address: http://auth, tls: { caSecret: known, certSecret: pair } }'],
    ['rateLimit: { average: 1, redis: { endpoints: [redis:6379], secret: known } }'],
  ])('a Secret for %s is taken to be fit for it', (spec) => {
    const existing = [
      { kind: 'Secret', name: 'known' },
      { kind: 'Secret', name: 'pair' },
    ];
    expect(check(middleware(`{ ${spec} }`) + using, { existing })).toEqual([]);
    expect(check(middleware('{ basicAuth: { secret: unknown } }') + using, { existing })).toEqual([
      'unfit-auth-secret: There is no Secret "unknown" in namespace shop.',
    ]);
  });

  test('a Service, a Middleware, a TraefikService and TLS options as well', () => {
    const existing = [
      { kind: 'Service', name: 'known', ports: [80] },
      { kind: 'Middleware', name: 'known' },
      { kind: 'TraefikService', name: 'known' },
      { kind: 'TLSOption', name: 'known' },
    ];
    const routes =
      route('one', 'Host(`a.io`)', ', middlewares: [{ name: known }]').replace('name: api', 'name: known') +
      route('two', 'Host(`b.io`)').replace(
        '{ name: api, port: 80 }',
        '{ kind: TraefikService, name: known }',
      ) +
      `${route('three', 'Host(`c.io`)')}  tls: { options: { name: known } }\n`;
    expect(check(routes, { existing })).toEqual([]);
  });
});

test('where nothing is said of Traefik, it has what the objects ask for', () => {
  const objects =
    route('one', 'Host(`a.io`)', ', middlewares: [{ name: p }]').replace('[web]', '[internal]') +
    '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: p }\nspec: { plugin: { mine: { a: 1 } } }\n';
  expect(check(objects)).toEqual([]);
});

describe('TLS options that Traefik cannot apply', () => {
  const secure = (name: string, match: string, options = ''): string =>
    `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: ${name} }\nspec:\n  entryPoints: [websecure]\n  routes: [{ match: "${match}", kind: Rule, services: [{ name: api, port: 80 }] }]\n  tls: { ${options} }\n`;
  const mtls =
    '---\napiVersion: traefik.io/v1alpha1\nkind: TLSOption\nmetadata: { name: mtls }\nspec: { clientAuth: { clientAuthType: RequireAnyClientCert } }\n';
  const wanted = 'options: { name: mtls }';

  test('are an error where another route of the host has others', () => {
    const admin = secure('admin', 'Host(`a.io`) && PathPrefix(`/admin`)', wanted);
    const [found, ...others] = findingsOf(service + mtls + admin + secure('open', 'Host(`a.io`)'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      rule: 'tls-options-conflict',
      severity: 'error',
      message:
        'The TLS options shop-mtls@kubernetescrd do not apply: IngressRoute shop/open names the same host without them.',
      field: ['spec', 'tls', 'options'],
    });
    expect(check(mtls + admin + secure('open', 'Host(`a.io`)', wanted))).toEqual([]);
    expect(check(mtls + admin + secure('open', 'Host(`b.io`)'))).toEqual([]);
  });

  test('are an error where the rule names no host', () => {
    const wild = secure('wild', 'HostRegexp(`^.+[.]a[.]io$`)', wanted);
    expect(findingsOf(service + mtls + wild)).toMatchObject([
      { rule: 'tls-options-without-host', severity: 'error' },
    ]);
  });
});

test('words of v2 that v3 reads otherwise are told with the words of v3', () => {
  expect(check(route('old', 'Host(`a.io`) && Path(`/order/{id}`)'))).toEqual([
    'old-rule-words: Path(`/order/{id}`) is of v2: in v3 write PathRegexp(`^/order/[^/]+$`).',
  ]);
  expect(check(route('old', 'Host(`a.io`) && Path(`/order/{id}`)', ', syntax: v2'))).toEqual([]);
  expect(check(route('new', 'Host(`a.io`) && PathRegexp(`^/order/[0-9]{4}$`) && Query(`a`, `b=c`)'))).toEqual(
    [],
  );
});

test('pairs of v2 in one Query are told with a Query for each', () => {
  expect(check(route('old', 'Host(`a.io`) && Query(`mode=beta`, `lang=de`)'))).toEqual([
    'old-rule-words: Query(`mode=beta`, `lang=de`) is of v2: in v3 write (Query(`mode`, `beta`) && Query(`lang`, `de`)).',
  ]);
});

test('a prefix of v2 with a variable is told as that alone', () => {
  expect(check(route('old', 'Host(`a.io`) && PathPrefix(`/{lang}/x`)'))).toEqual([
    expect.stringMatching(/^old-rule-words: /),
  ]);
});

test('a template of v2, which matches nothing in v3, is told as that alone', () => {
  expect(check(route('old', 'HostRegexp(`{name:[a-z]+}.a.io`)'))).toEqual([
    expect.stringMatching(/^old-rule-words: HostRegexp/),
  ]);
});

test('TLS options whose authority is missing are told of, not the router that they disable as well', () => {
  const options =
    '---\napiVersion: traefik.io/v1alpha1\nkind: TLSOption\nmetadata: { name: mtls }\nspec: { clientAuth: { clientAuthType: RequireAndVerifyClientCert, secretNames: [gone] } }\n';
  const using = route('one', 'Host(`a.io`)').replace(
    'entryPoints: [web]',
    'entryPoints: [websecure]\n  tls: { options: { name: mtls } }',
  );
  expect(check(options + using)).toEqual([
    'unbuildable-tls-option: There is no Secret "gone" in namespace shop.',
  ]);
});
