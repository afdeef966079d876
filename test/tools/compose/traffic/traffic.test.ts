import { converted, entryOf, told, valueAt } from '../support';

const traefik = `
  traefik:
    image: traefik:v3.7
    command: [--providers.docker, --providers.docker.exposedbydefault=false, '--entrypoints.web.address=:80']`;

function labelled(...labels: readonly string[]): ReturnType<typeof converted> {
  const all = ['traefik.enable=true', ...labels].map((label) => `      - ${label}`).join('\n');
  return converted(
    `services:${traefik}\n  web:\n    image: ghcr.io/acme/web:1\n    expose: ['8080']\n    labels:\n${all}\n`,
  );
}

test('a router is a route with its entry points, its rule, and the port of its service', () => {
  const conversion = labelled('traefik.http.routers.web.rule=Host(`web.test`)');
  expect(valueAt(conversion, 'routes', 'http', 'web')).toEqual({
    entryPoints: ['web'],
    match: 'Host(`web.test`)',
    services: ['web'],
  });
  const path = 'services.web.labels.traefik.http.routers.web.rule';
  expect(entryOf(conversion, path)?.to).toBe('environments/base.yaml:routes.http.web.match');
});

test('a name that Kubernetes cannot have is another one, wherever it is referred to', () => {
  const conversion = labelled(
    'traefik.http.routers.My_Web.rule=Host(`web.test`)',
    'traefik.http.routers.My_Web.middlewares=Strip_Api@docker',
    'traefik.http.middlewares.Strip_Api.stripprefix.prefixes=/api',
  );
  expect(valueAt(conversion, 'routes', 'http', 'my-web', 'middlewares')).toEqual(['strip-api']);
  expect(valueAt(conversion, 'middlewares')).toEqual({
    'strip-api': { stripPrefix: { prefixes: ['/api'] } },
  });
});

test('a middleware that no request comes to is told, and not made', () => {
  const conversion = labelled(
    'traefik.http.routers.web.rule=Host(`web.test`)',
    'traefik.http.middlewares.idle.stripprefix.prefixes=/api',
  );
  expect(valueAt(conversion, 'middlewares')).toBeUndefined();
  expect(told(conversion, 'services.web.labels.traefik.http.middlewares.idle.stripprefix.prefixes')).toEqual([
    'changed CM504',
  ]);
});

test('a container over which Traefik stumbles has no route, and each of its labels says why', () => {
  const conversion = labelled(
    'traefik.http.routers.web.rule=Host(`web.test`)',
    'traefik.http.routers.web.priorty=1',
  );
  expect(valueAt(conversion, 'routes')).toBeUndefined();
  expect(told(conversion, 'services.web.labels.traefik.http.routers.web.rule')).toEqual(['changed CM501']);
  expect(entryOf(conversion, 'services.web.labels.traefik.enable')?.message).toContain('priorty');
});

test('port 443 without a scheme stays plain HTTP, which Kubernetes would take for HTTPS', () => {
  const conversion = labelled(
    'traefik.http.routers.web.rule=Host(`web.test`)',
    'traefik.http.services.web.loadbalancer.server.port=443',
  );
  expect(valueAt(conversion, 'routes', 'http', 'web', 'services', 0)).toMatchObject({
    name: 'web',
    scheme: 'http',
  });
});

test('what a program on the host publishes is exposed by Traefik’s chart, but not Traefik’s own API', () => {
  const conversion = converted(`services:
  traefik:
    image: traefik:v3.7.9
    command: [--api.insecure, --providers.docker, --certificatesresolvers.le.acme.eab.hmacencoded=geheim]
    ports: ['80:80', '8080:8080']
`);
  const values = conversion.files['traefik-values.yaml'];
  expect(values).toMatch(/http:\n {4}port: 8000\n {4}exposedPort: 80\n {4}expose:\n {6}default: true/);
  expect(values).toMatch(/traefik:\n {4}port: 8080\n {4}exposedPort: 8080\n {4}expose:\n {6}default: false/);
  expect(values).not.toContain('geheim');
});

test('a configuration that Traefik does not start with loses all labels, with the reason', () => {
  const conversion = converted(`services:
  traefik: { image: 'traefik:v3.7', command: [--nosuch.flag=1] }
  web: { image: 'ghcr.io/acme/web:1', labels: ['traefik.http.routers.web.rule=Host(\`a\`)'] }
`);
  const path = 'services.web.labels.traefik.http.routers.web.rule';
  expect(told(conversion, path)).toEqual(['lost CM540']);
  expect(entryOf(conversion, path)).toMatchObject({
    severity: 'error',
    message: expect.stringContaining('nosuch'),
  });
});
