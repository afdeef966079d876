import type { RuleId } from '../../../lib/core/finding';

/** A mistake in objects, and what its fix says, done as it stands there. */
export interface ObjectFix {
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

const options = (spec: string): string =>
  `{ apiVersion: traefik.io/v1alpha1, kind: TLSOption, metadata: { name: o }, spec: ${spec} }\n`;

const authority = (key: string): string =>
  `{ apiVersion: v1, kind: Secret, metadata: { name: ca }, stringData: { ${key}: "-----BEGIN CERTIFICATE-----" } }\n`;

const old = (name: string, path: string): string => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name} }
spec: { entryPoints: [websecure], routes: [{ match: 'Host(\`a.example.com\`) && PathPrefix(\`${path}\`)', syntax: v2, kind: Rule, ${web} }] }
`;

/** The CRD of Middlewares with what it knows of retry. */
const crd = (retry: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: middlewares.traefik.io }
spec:
  group: traefik.io
  names: { kind: Middleware, plural: middlewares }
  scope: Namespaced
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { retry: { type: object, properties: { ${retry} } } } } } } }
---
`;

/** What is wrong with objects of Traefik, and what is named by them. */
export const objectFixes: readonly ObjectFix[] = [
  {
    rule: 'invalid-duration',
    broken: middleware('{ rateLimit: { average: 1, period: 5 s } }'),
    says: /5s|unit/,
    change: ['5 s', '5s'],
  },
  {
    rule: 'unknown-field',
    broken: middleware('{ customRequestHeaders: { X-From: traefik } }'),
    says: /^Write it as headers\.customRequestHeaders\.$/,
    change: [
      'customRequestHeaders: { X-From: traefik }',
      'headers: { customRequestHeaders: { X-From: traefik } }',
    ],
  },
  {
    rule: 'unknown-field',
    broken: route(`tls: {}, ${web}`),
    says: /^Write it beside "routes"\.$/,
    change: [
      "routes: [{ match: 'Host(`a.example.com`)', kind: Rule, tls: {},",
      "tls: {}, routes: [{ match: 'Host(`a.example.com`)', kind: Rule,",
    ],
  },
  {
    rule: 'unknown-field',
    broken: `${route(web)}---
{ apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: { name: two }, spec: { entryPoints: [web], match: 'Host(\`b.example.com\`)', routes: [{ kind: Rule, ${web} }] } }
`,
    says: /^Write it as routes\[\]\.match\.$/,
    change: [
      "match: 'Host(`b.example.com`)', routes: [{ kind",
      "routes: [{ match: 'Host(`b.example.com`)', kind",
    ],
  },
  {
    rule: 'misplaced-field',
    broken:
      '{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: m }, prefix: /a, spec: { addPrefix: {} } }\n',
    says: /^Indent it below spec, and write it as addPrefix\.prefix\.$/,
    change: ['prefix: /a, spec: { addPrefix: {} }', 'spec: { addPrefix: { prefix: /a } }'],
  },
  {
    rule: 'misplaced-field',
    broken:
      '{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: m }, specs: { addPrefix: { prefix: /a } } }\n',
    says: /^Write spec\.$/,
    change: ['specs', 'spec'],
  },
  {
    rule: 'misplaced-field',
    broken:
      '{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: m }, owner: me, spec: { addPrefix: { prefix: /a } } }\n',
    says: /^Leave it out: spec of Middleware has no such field either\.$/,
    change: ['owner: me, ', ''],
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
  {
    rule: 'unknown-word',
    broken: route(web).replace('kind: Rule,', 'kind: Rule, syntax: v4,'),
    says: /v3/,
    change: ['v4', 'v3'],
  },
  {
    rule: 'invalid-content-type',
    broken: middleware('{ compress: { includedContentTypes: [text/html;a] } }'),
    says: /such as text\/html/,
    change: ['text/html;a', 'text/html'],
  },
  {
    rule: 'unknown-status-code',
    broken: middleware('{ ipAllowList: { sourceRange: [10.0.0.0/8], rejectStatusCode: 999 } }'),
    says: /403|404/,
    change: ['999', '403'],
  },
  {
    rule: 'empty-range',
    broken: options('{ minVersion: VersionTLS13, maxVersion: VersionTLS12 }'),
    says: /^Leave maxVersion out\.$/,
    change: [', maxVersion: VersionTLS12', ''],
  },
  {
    rule: 'dropped-by-traefik',
    broken: `${authority('other.crt')}---\n${options('{ clientAuth: { secretNames: [ca], clientAuthType: RequireAndVerifyClientCert } }')}`,
    says: /^Do away with the reason that is named/,
    change: ['other.crt', 'ca.crt'],
  },
  {
    rule: 'disabled-by-traefik',
    broken: login + route(`middlewares: [{ name: m@file }], ${web}`),
    says: /^Do away with the reason that is named/,
    change: ['m@file', 'm'],
  },
  {
    rule: 'undecided-priority',
    broken: login + old('one', '/a') + old('two', '/b'),
    says: /a priority of its own/,
    change: ["`/a`)', syntax: v2", "`/a`)', priority: 1000, syntax: v2"],
  },
  {
    rule: 'field-not-in-crd',
    broken: crd('attempts: { type: integer }') + middleware('{ retry: { attempts: 2, status: ["503"] } }'),
    says: /Apply the CRDs of the Traefik that runs/,
    change: [
      'attempts: { type: integer }',
      'attempts: { type: integer }, status: { type: array, items: { type: string } }',
    ],
  },
  {
    rule: 'unserved-kind',
    broken: login + route(`middlewares: [{ name: m }], ${web}`).replace('IngressRoute', 'IngressRoutes'),
    says: /^Write kind: IngressRoute\.$/,
    change: ['IngressRoutes', 'IngressRoute'],
  },
  {
    rule: 'invalid-annotation',
    broken: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { traefik.ingress.kubernetes.io/router.priority: high } }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
`,
    says: /^Write a whole number in quotes\.$/,
    change: ['router.priority: high', 'router.priority: "7"'],
  },
];
