import { traefikFactsOf } from '../../../lib/check/cluster';
import { review } from '../../../lib/check/lint';
import { type Problem, type RuleId, formatReport } from '../../../lib/core/finding';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';
import { objectsOf } from '../../../lib/core/manifest';
import { rows } from '../../real/lint/rows';
import { besides, examples } from './examples';

/** A mistake in objects, and what its fix says, done as it stands there. */
interface Fix {
  readonly rule: RuleId;
  readonly broken: string;
  /** What the fix says. */
  readonly says: RegExp;
  /** The text that it is about, and what it becomes. */
  readonly change: readonly [from: string, to: string];
}

const middleware = (spec: string): string =>
  `{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: m }, spec: ${spec} }\n`;

const route = (route: string, spec = ''): string => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec: { entryPoints: [websecure], routes: [{ match: 'Host(\`a.example.com\`)', kind: Rule, ${route} }]${spec} }
`;

const web = 'services: [{ name: web, port: 80 }]';
const login = middleware('{ basicAuth: { secret: users } }');

const guarded = (open: string, guard = ''): string => `${login}---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: open }
spec: { entryPoints: [websecure], routes: [{ match: '${open}', kind: Rule, ${web} }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: guarded }
spec: { entryPoints: [websecure], routes: [{ match: 'Host(\`a.example.com\`) && PathPrefix(\`/a\`)', kind: Rule, ${guard}middlewares: [{ name: m }], ${web} }] }
`;

const fixes: readonly Fix[] = [
  {
    rule: 'invalid-duration',
    broken: middleware('{ rateLimit: { average: 1, period: 5 s } }'),
    says: /5s|unit/,
    change: ['5 s', '5s'],
  },
  {
    rule: 'invalid-regexp',
    broken: middleware("{ replacePathRegex: { regex: '^/(?!a)', replacement: / } }"),
    says: /without lookarounds/,
    change: ['(?!a)', ''],
  },
  {
    rule: 'unknown-middleware',
    broken:
      middleware('{ stripPrefix: { prefixes: [/a] } }').replace('traefik.io', 'traefik.containo.us') +
      route(`middlewares: [{ name: m }], ${web}`),
    says: /group traefik\.containo\.us of v2: write apiVersion: traefik\.io\/v1alpha1 in it/,
    change: ['traefik.containo.us', 'traefik.io'],
  },
  {
    rule: 'nothing-to-retry',
    broken: middleware('{ retry: { attempts: 2, disableRetryOnNetworkError: true } }'),
    says: /disableRetryOnNetworkError/,
    change: [', disableRetryOnNetworkError: true', ''],
  },
  {
    rule: 'relative-prefix',
    broken: middleware('{ stripPrefix: { prefixes: [api] } }'),
    says: /^Write "\/api"\.$/,
    change: ['[api]', '["/api"]'],
  },
  {
    rule: 'idle-rewrite',
    broken: middleware("{ redirectRegex: { regex: '^/a', replacement: 'https://b.example.com/' } }"),
    says: /write \^https\?:\/\/\[\^\/\]\+\/a\.$/,
    change: ['^/a', '^https?://[^/]+/a'],
  },
  {
    rule: 'unaskable-auth',
    broken: middleware('{ forwardAuth: { address: auth.default.svc/verify } }'),
    says: /^Write http:\/\/auth\.default\.svc\/verify\.$/,
    change: ['address: auth', 'address: http://auth'],
  },
  {
    rule: 'nothing-to-resolve',
    broken: route(web, ', tls: { certResolver: le }').replace('Host(`a.example.com`)', 'PathPrefix(`/`)'),
    says: /add a host to the rule/,
    change: ['PathPrefix(`/`)', 'Host(`a.example.com`)'],
  },
  {
    rule: 'unknown-service',
    broken: route('services: [{ name: wbe, port: 80 }]'),
    says: /^Did you mean "web"\?$/,
    change: ['wbe', 'web'],
  },
  {
    rule: 'unknown-service',
    broken: route("services: [{ name: 'web:80', port: 80 }]"),
    says: /^Write the bare name, such as web:/,
    change: ["'web:80'", 'web'],
  },
  {
    rule: 'unknown-middleware',
    broken: login + route(`middlewares: [{ name: mm }], ${web}`),
    says: /^Did you mean "m"\?$/,
    change: ['mm', 'm'],
  },
  {
    rule: 'unknown-port',
    broken: route("services: [{ name: web, port: '80' }]"),
    says: /^Write the number without quotes: 80\.$/,
    change: ["'80'", '80'],
  },
  {
    rule: 'missing-port',
    broken: route('services: [{ name: web }]'),
    says: /^Its ports are 80\.$/,
    change: ['[{ name: web }]', '[{ name: web, port: 80 }]'],
  },
  {
    rule: 'bypassed-guard',
    broken: guarded('Host(`a.example.com`) && PathPrefix(`/`) && !Path(`/none`)'),
    says: /the higher priority/,
    change: ['kind: Rule, middlewares', 'kind: Rule, priority: 1000, middlewares'],
  },
  {
    rule: 'guard-fails-open',
    broken: guarded('Host(`a.example.com`)'),
    says: /leave its requests out of the other rule/,
    change: ["'Host(`a.example.com`)'", "'Host(`a.example.com`) && !PathPrefix(`/a`)'"],
  },
  {
    rule: 'open-within-guard',
    broken: guarded('Host(`a.example.com`) && PathPrefix(`/a`) && Method(`POST`)'),
    says: /^Give it the same guards/,
    change: [`kind: Rule, ${web}`, `kind: Rule, middlewares: [{ name: m }], ${web}`],
  },
  {
    rule: 'open-beside-guard',
    broken: guarded('Host(`a.example.com`)').replace('&& PathPrefix(`/a`)', '&& Path(`/a`)'),
    says: /PathPrefix in place of Path/,
    change: ['Path(`/a`)', 'PathPrefix(`/a`)'],
  },
  {
    rule: 'open-in-other-case',
    broken: guarded('Host(`a.example.com`) && PathPrefix(`/A`)'),
    says: /the same guards/,
    change: [`kind: Rule, ${web}`, `kind: Rule, middlewares: [{ name: m }], ${web}`],
  },
  {
    rule: 'invalid-name',
    broken: middleware('{ compress: {} }').replace('name: m', 'name: My_Headers'),
    says: /^Use at most 253 lower-case letters/,
    change: ['My_Headers', 'my-headers'],
  },
  {
    rule: 'invalid-namespace',
    broken: middleware('{ compress: {} }').replace('name: m', 'name: m, namespace: Shop.A'),
    says: /lower-case letters/,
    change: ['Shop.A', 'shop-a'],
  },
  {
    rule: 'duplicate-object',
    broken: `${login}---\n${middleware('{ compress: {} }')}`,
    says: /^Give one of them another name/,
    change: ['{ name: m }, spec: { compress', '{ name: other }, spec: { compress'],
  },
  {
    rule: 'missing-reason',
    broken: route(web).replace(
      'name: web }',
      "name: web, annotations: { lint.cdk8s-traefik/loose-prefix: '' } }",
    ),
    says: /reason/,
    change: ["loose-prefix: ''", "loose-prefix: 'all paths below are ours'"],
  },
  {
    rule: 'unknown-rule-name',
    broken: route(web).replace(
      'name: web }',
      'name: web, annotations: { lint.cdk8s-traefik/lose-prefix: ours } }',
    ),
    says: /loose-prefix/,
    change: ['lose-prefix', 'loose-prefix'],
  },
];

function found(manifests: string): readonly Problem[] {
  const { objects, problems } = objectsOf(besides + manifests, 'fix.yaml');
  expect(problems).toEqual([]);
  return review(objects, { traefik: traefikFactsOf() }).findings.filter(
    ({ severity }) => severity !== 'info',
  );
}

test.each(fixes.map((fix) => [fix.rule, String(fix.says), fix] as const))(
  'what the fix of %s says (%s), done literally, makes it go away and breaks nothing else',
  (rule, _, { broken, says, change: [from, to] }) => {
    const before = found(broken);
    const problem = before.find((each) => each.rule === rule);
    expect(problem ?? formatReport(before)).toMatchObject({ rule });
    expect(problem?.fix).toMatch(says);
    expect(broken.split(from).length).toBe(2);
    const after = found(broken.replace(from, to));
    expect(after.map((each) => each.rule)).not.toContain(rule);
    const known = new Set(before.map((each) => each.rule));
    expect(formatReport(after.filter((each) => !known.has(each.rule) && each.severity === 'error'))).toBe('');
  },
);

/** Rules of objects that are neither tried here nor shown by a pair of objects, each with the reason. */
const untried: Readonly<Partial<Record<RuleId, string>>> = {
  'unknown-word': 'the words differ by field: test/traefik/api/check/kinds.test.ts',
  'namespace-beside-provider': 'of constructs alone: test/constructs/routing',
  'traefik-service-outside-http': 'of constructs alone: the CRD has no such field',
  'invalid-content-type': 'any type will do: which one is meant is not known',
  'unknown-status-code': 'the CRD admits no other than 403 and 404',
  'empty-range': 'either end can be left out',
  'redirect-of-child-route': 'of constructs alone: test/constructs/routing',
  'redirect-on-own-entry-point': 'of constructs alone: test/constructs/routing',
  'field-not-in-crd': 'needs a CRD among the objects: field-not-in-crd.test.ts',
  'unknown-secret': 'of pods: references.test.ts',
  'unknown-config-map': 'of pods: references.test.ts',
  'unknown-key': 'of pods: references.test.ts',
  'ambiguous-port': 'of environments and constructs: test/project/environment',
  'no-port': 'of environments and constructs: test/project/environment',
  'unrouted-port': 'of environments and constructs: test/project/environment',
  'wrong-kind': 'of environments and constructs: test/project/environment',
  'reference-without-object': 'of environments and constructs: test/project/environment',
  'unknown-certificate': 'of environments and constructs: test/project/environment',
  'unknown-certificate-resolver': 'asks for the static configuration: references.test.ts',
  'dropped-by-traefik': 'its fix is to do away with the reason that Traefik names, whatever it is',
  'disabled-by-traefik': 'its fix is to do away with the reason that Traefik names, whatever it is',
  'undecided-priority': 'rules too large, or in the v2 syntax, to be decided: traffic.test.ts',
  'redirection-to-private-port': 'of the static configuration: routing/routing.test.ts',
  'unanswered-api': 'of the static configuration: routing/routing.test.ts',
};

test('every rule about objects of Traefik has its fix tried, a pair of objects that shows it, or a reason', () => {
  const groups = new Set([
    "Specs of Traefik's objects",
    'Middlewares',
    'Routes',
    'Rules of routes',
    'Services of routes',
    'Entry points and TLS of routes',
    'References',
    'Traffic',
    'What users report most',
  ]);
  const shown = new Set([...rows, ...examples].map(({ code }) => code));
  const tried = new Set<string>([...fixes.map(({ rule }) => rule), ...Object.keys(untried)]);
  const left = catalogueGroups
    .filter(({ title }) => groups.has(title))
    .flatMap(({ rules }) => Object.entries(rules))
    .filter(([rule, { code }]) => !shown.has(code) && !tried.has(rule));
  expect(left.map(([rule]) => rule)).toEqual([]);
});
