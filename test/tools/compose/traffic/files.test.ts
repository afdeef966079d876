import { converted, entryOf, told, valueAt } from '../support';

/** A project whose Traefik reads one file beside its labels. */
function beside(
  file: string,
  labels: readonly string[],
  flags: readonly string[] = [],
): ReturnType<typeof converted> {
  const all = ['traefik.http.routers.web.rule=Host(`web.test`)', ...labels];
  return converted({
    'compose.yaml': `services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --providers.file.filename=/etc/dynamic.yml
      - --entrypoints.web.address=:80
${flags.map((flag) => `      - ${flag}\n`).join('')}    ports: ['80:80']
    volumes: ['./dynamic.yml:/etc/dynamic.yml:ro']
  web:
    image: ghcr.io/acme/web:1
    expose: ['8080']
    labels:
${all.map((label) => `      - ${label}`).join('\n')}
`,
    ...(file !== '' && { 'dynamic.yml': file }),
  });
}

test('a part of a file is told where it stands in the file, below the mount of the file', () => {
  const conversion = beside(
    "http:\n  middlewares:\n    auth: { basicAuth: { users: ['me:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/'] } }\n",
    ['traefik.http.routers.web.middlewares=auth@file'],
  );
  expect(valueAt(conversion, 'middlewares', 'auth')).toEqual({ basicAuth: { secret: 'auth-users' } });
  const path = 'services.traefik.volumes[0].http.middlewares.auth.basicAuth.users';
  expect(entryOf(conversion, path)).toMatchObject({
    code: 'CM510',
    location: { file: 'dynamic.yml', line: 3 },
    to: 'environments/base.yaml:middlewares.auth',
  });
  expect(told(conversion, 'services.traefik.volumes[0]')).toEqual(['changed CM543']);
  expect(JSON.stringify(conversion)).not.toContain('apr1');
});

test('a file and a label may give one name to two things, and both stay', () => {
  const conversion = beside('http: { middlewares: { same: { compress: {} } } }\n', [
    'traefik.http.routers.web.middlewares=same,same@file',
    'traefik.http.middlewares.same.stripprefix.prefixes=/api',
  ]);
  expect(valueAt(conversion, 'routes', 'http', 'web', 'middlewares')).toEqual(['same', 'same-2']);
  expect(valueAt(conversion, 'middlewares')).toEqual({
    same: { stripPrefix: { prefixes: ['/api'] } },
    'same-2': { compress: expect.anything() },
  });
});

test.each([
  ['a middleware', ['traefik.http.routers.web.middlewares=auth@file'], []],
  [
    'a middleware in a chain',
    ['traefik.http.routers.web.middlewares=all', 'traefik.http.middlewares.all.chain.middlewares=auth@file'],
    [],
  ],
  ['a middleware of an entry point', [], ['--entrypoints.web.http.middlewares=auth@file']],
])('%s of a file that is not there is an error, and no route goes without it', (_, labels, flags) => {
  const conversion = beside('', labels, flags);
  const lost = conversion.entries.filter(({ code, severity }) => code === 'CM513' && severity === 'error');
  expect(lost).toHaveLength(1);
  expect(valueAt(conversion, 'existing', 'middlewares')).toEqual({ auth: {} });
  expect(valueAt(conversion, 'routes', 'http', 'web')).toBeDefined();
  const said = JSON.stringify([
    valueAt(conversion, 'routes'),
    valueAt(conversion, 'middlewares'),
    valueAt(conversion, 'traefik'),
  ]);
  expect(said).toMatch(/"auth"|shop-auth@kubernetescrd/);
});

test('a server on the machine that Docker runs on is an error: no cluster knows it', () => {
  const conversion = beside(
    "http: { services: { host: { loadBalancer: { servers: [{ url: 'http://host.docker.internal:3000' }] } } } }\n",
    ['traefik.http.routers.web.service=host@file'],
  );
  expect(conversion.entries).toContainEqual(
    expect.objectContaining({ code: 'CM520', severity: 'error', fate: 'changed' }),
  );
});

test('what a file has that nothing leads to is told, and not made', () => {
  const conversion = beside('http: { middlewares: { idle: { compress: {} } } }\n', []);
  expect(valueAt(conversion, 'middlewares')).toBeUndefined();
  expect(told(conversion, 'services.traefik.volumes[0].http.middlewares.idle.compress')).toEqual([
    'changed CM504',
  ]);
});
