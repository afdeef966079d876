import type { Problem } from '../../../lib/core/finding';
import { check } from './support';

const around = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: users }
stringData: { users: 'root:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=' }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login }
spec: { basicAuth: { secret: users } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: office }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
`;

const route = (name: string, match: string, more = ''): string =>
  `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: ${name} }\nspec:\n  entryPoints: [web]\n  routes:\n    - { match: "${match}", kind: Rule, services: [{ name: web, port: 80 }]${more} }\n`;

const guardedBy = (...names: readonly string[]): string =>
  `, middlewares: [${names.map((name) => `{ name: ${name} }`).join(', ')}]`;

const told = (...routes: readonly string[]): readonly Problem[] => check(around + routes.join(''));

const admin = 'Host(`a.test`) && PathPrefix(`/admin`)';

test('a guard that fails open is told with the request, what it stands on, and the line', () => {
  const [problem, ...others] = told(
    route('general', 'Host(`a.test`)'),
    route('admin', admin, guardedBy('office', 'login')),
  );
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    rule: 'guard-fails-open',
    severity: 'warning',
    message: 'IngressRoute shop/general matches what this route guards: GET http://a.test/admin.',
    object: { kind: 'IngressRoute', name: 'admin' },
    location: { file: 'objects.yaml', line: 36 },
  });
  expect(problem?.consequence).toContain('When the Middleware office or the Secret users is missing');
});

test('its fix, applied, makes the finding go away', () => {
  expect(
    told(
      route('general', 'Host(`a.test`) && !PathPrefix(`/admin`)', ', priority: 1'),
      route('admin', admin, guardedBy('login')),
    ),
  ).toEqual([]);
});

test('a guarded route that no request reaches is an error, another one a warning', () => {
  const outer = route('outer', 'Host(`a.test`)', ', priority: 1000');
  const severities = (more: string): readonly unknown[] =>
    told(outer, route('admin', admin, more))
      .filter(({ rule }) => rule === 'unreached-route')
      .map(({ severity, message }) => [severity, message]);
  const message = 'No request reaches this route: IngressRoute shop/outer takes all that its rule matches.';
  expect(severities(guardedBy('office'))).toEqual([['error', message]]);
  expect(severities('')).toEqual([['warning', message]]);
});

test('a route by header that wins for some of the guarded requests is an error', () => {
  const header = route('canary', 'Host(`a.test`) && HeaderRegexp(`X-Canary`, `^(always|never)$`)');
  expect(told(header, route('admin', admin, guardedBy('office')))).toEqual([
    expect.objectContaining({
      rule: 'bypassed-guard',
      severity: 'error',
      message:
        "IngressRoute shop/canary takes requests that this route guards, without ipAllowList: GET http://a.test/admin -H 'X-Canary: never'.",
    }),
  ]);
});

test('what lies beside a guarded path is told', () => {
  const rules = told(
    route('general', 'Host(`a.test`)'),
    route('admin', 'Host(`a.test`) && Path(`/admin`)', guardedBy('office')),
  ).map(({ rule, message }) => `${rule}: ${message}`);
  expect(rules).toContain(
    'open-beside-guard: IngressRoute shop/general leads to the same Service without ipAllowList: GET http://a.test/admin/.',
  );
});

const twin = route('twin', 'Host(`a.test`) && PathPrefix(`/Admin`)');

test('an open route whose path differs from a guarded one by letter case alone is a warning, with the line', () => {
  expect(told(twin, route('admin', admin, guardedBy('office')))).toEqual([
    expect.objectContaining({
      rule: 'open-in-other-case',
      severity: 'warning',
      message:
        'IngressRoute shop/twin leads to the same Service without ipAllowList where letters of the path are in the other case: GET http://a.test/Admin.',
      fix: 'Give IngressRoute shop/twin the same guards, or let this route take all letters, PathRegexp(`(?i)^/admin`), and IngressRoute shop/twin none of them.',
      object: expect.objectContaining({ kind: 'IngressRoute', name: 'admin' }),
      location: expect.objectContaining({ file: 'objects.yaml', line: 36 }),
    }),
  ]);
});

test('an expression that takes all letters ends that', () => {
  const mended = 'Host(`a.test`) && PathRegexp(`(?i)^/admin`)';
  expect(
    told(route('twin', 'Host(`a.test`) && PathPrefix(`/0`)'), route('admin', mended, guardedBy('office'))),
  ).toEqual([]);
});

test('other letters that a general route takes since it leaves the guarded path out are advice', () => {
  const objects =
    around +
    route('general', 'Host(`a.test`) && !PathPrefix(`/admin`)', ', priority: 1') +
    route('admin', admin, guardedBy('login'));
  expect(check(objects)).toEqual([]);
  expect(check(objects, {}, { advice: true })).toContainEqual(
    expect.objectContaining({ rule: 'open-in-other-case', severity: 'info' }),
  );
});

const exception = (more = ''): string =>
  route('exception', 'Host(`a.test`) && PathPrefix(`/admin`) && Method(`POST`)', more);

test('an open route within a guarded one is a warning at the open route, with the request', () => {
  expect(told(route('admin', admin, guardedBy('office', 'login')), exception())).toEqual([
    expect.objectContaining({
      rule: 'open-within-guard',
      severity: 'warning',
      message:
        'This route takes requests that IngressRoute shop/admin guards, to the same Service without ipAllowList and basicAuth: POST http://a.test/admin.',
      object: expect.objectContaining({ kind: 'IngressRoute', name: 'exception' }),
      field: ['spec', 'routes', 0],
    }),
  ]);
});

test('of several guarded routes around an open one the first is told, another one only for a guard of its own', () => {
  const around = route('site', 'Host(`a.test`)', guardedBy('login'));
  const warned = (...guards: readonly string[]): readonly string[] =>
    told(around, route('admin', admin, guardedBy(...guards)), exception())
      .filter(({ rule }) => rule === 'open-within-guard')
      .map(({ object }) => object?.name ?? '');
  expect(warned('login', 'office')).toEqual(['exception']);
});

test('a route for the guarded path in any letters, of which it leaves out those of the guarded one, is an error', () => {
  const letters = route('letters', 'Host(`a.test`) && PathRegexp(`(?i)^/admin`) && !PathPrefix(`/admin`)');
  expect(told(letters, route('admin', admin, guardedBy('office')))).toEqual([
    expect.objectContaining({ rule: 'open-in-other-case', severity: 'error' }),
  ]);
});
