import { only } from './support';

const base = `
namespace: shop
services:
  web: { image: example.com/web:1, ports: { http: 80 } }
middlewares:
  login: { basicAuth: { secret: users } }
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
  both: { chain: { middlewares: [{ name: login }, { name: office }] } }
  limit: { rateLimit: { average: 1 } }
routes:
  http:
`;

function routesOf(routes: string) {
  return only(base + routes).spec.routes?.http ?? {};
}

const general = '    general: { match: Host(`a.test`), middlewares: [limit], services: [web] }\n';
const admin = (more: string, match = 'Host(`a.test`) && PathPrefix(`/admin`)'): string =>
  `    admin: { match: ${match}, guards: exclusive, services: [web], ${more} }\n`;

test('what an exclusive route matches is left out of the rules of others, which keep their priorities', () => {
  const routes = routesOf(general + admin('middlewares: [login]'));
  expect(routes['general']).toMatchObject({
    match: 'Host(`a.test`) && !PathPrefix(`/admin`)',
    priority: 'Host(`a.test`)'.length,
  });
  expect(routes['admin']).toEqual({
    match: 'Host(`a.test`) && PathPrefix(`/admin`)',
    middlewares: ['login'],
    services: ['web'],
  });
});

test('a priority that was written stays', () => {
  const routes = routesOf(
    general.replace('services', 'priority: 7, services') + admin('middlewares: [login]'),
  );
  expect(routes['general']?.priority).toBe(7);
});

test('several exclusive routes are all left out', () => {
  const api = admin('middlewares: [both]', 'Host(`a.test`) && Path(`/api`) && Method(`PUT`)').replace(
    'admin:',
    'api:',
  );
  expect(routesOf(general + admin('middlewares: [login]') + api)['general']?.match).toBe(
    'Host(`a.test`) && !PathPrefix(`/admin`) && !(Path(`/api`) && Method(`PUT`))',
  );
});

test('routes that have the guards, in a chain or not, or that share no request, stay as they are', () => {
  const others =
    '    guarded: { match: Host(`a.test`), middlewares: [both], services: [web] }\n' +
    '    other: { match: Host(`b.test`), services: [web] }\n';
  const routes = routesOf(others + admin('middlewares: [login]'));
  expect(routes['guarded']?.match).toBe('Host(`a.test`)');
  expect(routes['other']?.match).toBe('Host(`b.test`)');
});

test('a redirection to HTTPS that covered the guarded requests still does', () => {
  const redirecting = general.replace('services', 'redirectToHttps: true, tls: {}, services');
  expect(routesOf(redirecting + admin('middlewares: [login], tls: {}'))['admin']).toMatchObject({
    redirectToHttps: true,
  });
  const refusing = admin('middlewares: [login], tls: {}, redirectToHttps: false');
  expect(routesOf(redirecting + refusing)['admin']).toMatchObject({ redirectToHttps: false });
});

test('a rule that cannot be read is left to those who check rules', () => {
  const routes = routesOf(general + admin('middlewares: [login]', 'Host(`a.test`'));
  expect(routes['general']?.match).toBe('Host(`a.test`)');
});

/** What the environment says is wrong, as `rule routes.http.NAME`. */
function toldOf(routes: string, own = ''): readonly string[] {
  return only(base + routes, own).findings.map(
    ({ rule, field = [], severity = '' }) => `${rule} ${field.join('.')}${severity && ` (${severity})`}`,
  );
}

test('an exclusive guard of a route without guards is told: of none, of other middlewares, of a child', () => {
  const idle = ['idle-exclusive-guards routes.http.admin.guards'];
  expect(toldOf(general + admin('priority: 1'))).toEqual(idle);
  expect(toldOf(general + admin('middlewares: [limit]'))).toEqual(idle);
  expect(toldOf(general + admin('middlewares: [login], parentRefs: [general]'))).toEqual(idle);
  expect(toldOf(general + admin('middlewares: [login], syntax: v2'))).toEqual(idle);
  expect(
    toldOf(general + admin('middlewares: [login]'), 'traefik: { core: { defaultRuleSyntax: v2 } }\n'),
  ).toEqual(idle);
  expect(toldOf(general + admin('middlewares: [both]'))).toEqual([]);
});

test('a middleware that the cluster has may guard: what lacks it is kept out', () => {
  const known = general.replace('[limit]', '[limit, { name: sso, namespace: platform }]');
  const reference = 'middlewares: [{ name: sso, namespace: platform }]';
  expect(routesOf(known + admin(reference))['general']?.match).toBe('Host(`a.test`)');
  expect(routesOf(general + admin(reference))['general']?.match).toContain('!PathPrefix(`/admin`)');
  expect(toldOf(general + admin(reference))).toEqual([]);
});

test('a route that takes nothing but exclusively guarded requests is told, whatever narrows it', () => {
  for (const match of [
    'Host(`a.test`) && PathPrefix(`/admin`) && Method(`POST`)',
    'Host(`a.test`) && PathPrefix(`/admin/x`)',
    'Host(`a.test`) && PathRegexp(`^/admin$`)',
  ]) {
    const part = `    part: { match: ${match}, services: [web] }\n`;
    expect(toldOf(part + admin('middlewares: [login]'))).toEqual([
      'shared-exclusive-guards routes.http.part.match',
    ]);
    expect(
      toldOf(part.replace('services', 'middlewares: [login], services') + admin('middlewares: [login]')),
    ).toEqual([]);
  }
});

test('a neighbour in the v2 syntax, from which nothing can be left out, is told', () => {
  expect(toldOf(general.replace('services', 'syntax: v2, services') + admin('middlewares: [login]'))).toEqual(
    ['shared-exclusive-guards routes.http.general.match (warning)'],
  );
});
