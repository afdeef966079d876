import { segmentsOf } from '../../../lib/tools/compose/secret-parts';
import { converted, entryOf, valueAt, web } from './support';

const hidden = /hunter2|c0ffee-c0ffee/;

test.each([
  'serve --token=hunter2',
  'serve --requirepass hunter2',
  'TOKEN=hunter2 serve',
  'export DB_PASSWORD="hunter2"; serve',
  'psql postgres://app:hunter2@db/app',
  'curl -H "Authorization: Bearer hunter2" http://localhost/',
  "wget --header 'X-Api-Key: hunter2' http://localhost/",
  'mysqladmin ping -u root -phunter2',
  'redis-cli -a hunter2 ping',
  'curl -u me:hunter2 http://localhost/',
])('of `%s` the secret is cut out', (text) => {
  const segments = segmentsOf(text);
  expect(segments.filter((each) => typeof each === 'string').join('')).not.toMatch(hidden);
  expect(segments.map((each) => (typeof each === 'string' ? each : each.value)).join('')).toBe(text);
});

test.each([
  'serve --token=$TOKEN',
  'serve --token-file /run/secrets/token',
  'pg_isready -U app -d app',
  'curl -f http://localhost:8080/health || exit 1',
  'mysqladmin ping -p"$MYSQL_PASSWORD"',
  'redis-server --save 60 1 --loglevel warning',
])('of `%s` nothing is taken for a secret', (text) => {
  expect(segmentsOf(text)).toEqual([text]);
});

test('a script that says a password gets it from a variable of the pod, which Kubernetes puts in its place', () => {
  const conversion = converted(web("command: [sh, -c, 'migrate postgres://app:hunter2@db/app && serve']"));
  expect(valueAt(conversion, 'services', 'web', 'args')).toEqual([
    'sh',
    '-c',
    'migrate postgres://app:$(ARG_PASSWORD)@db/app && serve',
  ]);
  expect(valueAt(conversion, 'existing', 'secrets', 'web-env')).toEqual({ keys: ['ARG_PASSWORD'] });
  expect(JSON.stringify(conversion)).not.toMatch(hidden);
});

test.each([
  [`['CMD-SHELL', 'redis-cli -a hunter2 ping']`, 'redis-cli -a "$CHECK_PASSWORD" ping'],
  [
    `['CMD-SHELL', 'curl -H "Authorization: Bearer hunter2" x']`,
    'curl -H "Authorization: Bearer $${CHECK_AUTHORIZATION}" x',
  ],
  [`['CMD-SHELL', "curl -H 'X-Api-Key: hunter2' x"]`, `curl -H 'X-Api-Key: '"$CHECK_X_API_KEY"'' x`],
  [`[CMD, mysqladmin, ping, -phunter2]`, `'mysqladmin' 'ping' '-p'"$CHECK_PASSWORD"`],
])('the healthcheck %s asks with a variable in place of the password', (check, script) => {
  const conversion = converted(web('healthcheck:', `  test: ${check}`));
  expect(valueAt(conversion, 'services', 'web', 'probes', 'readiness', 'exec', 'command')).toEqual([
    '/bin/sh',
    '-c',
    script,
  ]);
  expect(entryOf(conversion, 'services.web.healthcheck')?.severity).toBe('warning');
  expect(JSON.stringify(conversion)).not.toMatch(hidden);
});

test('headers, plugins and flags of Traefik that look secret are written nowhere', () => {
  const conversion = converted(`services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --entrypoints.web.address=:80
      - --experimental.plugins.bouncer.modulename=github.com/acme/bouncer
      - --experimental.plugins.bouncer.version=v1.0.0
      - --tracing.otlp.http.headers.Authorization=Bearer hunter2hunter2
    ports: ['80:80']
  web:
    image: ghcr.io/acme/web:1
    expose: ['8080']
    labels:
      traefik.http.routers.web.rule: Host(\`web.test\`)
      traefik.http.routers.web.middlewares: key,bouncer,sso
      traefik.http.middlewares.key.headers.customrequestheaders.X-Api-Key: c0ffee-c0ffee
      traefik.http.middlewares.key.headers.customrequestheaders.X-Zone: eu
      traefik.http.middlewares.bouncer.plugin.bouncer.lapikey: c0ffee-c0ffee
      traefik.http.middlewares.bouncer.plugin.bouncer.mode: live
      traefik.http.middlewares.sso.forwardauth.address: http://me:c0ffee-c0ffee@sso.test/
`);
  expect(valueAt(conversion, 'middlewares')).toEqual({
    key: {
      headers: { customRequestHeaders: { 'X-Zone': 'eu', 'X-Api-Key': '${env:KEY_X_API_KEY:-change-me}' } },
    },
    bouncer: { plugin: { bouncer: { lapikey: 'urn:k8s:secret:bouncer-plugin:lapikey', mode: 'live' } } },
    sso: { forwardAuth: { address: 'http://me:${env:SSO_PASSWORD:-change-me}@sso.test/' } },
  });
  expect(conversion.variables).toEqual({ KEY_X_API_KEY: 'c0ffee-c0ffee', SSO_PASSWORD: 'c0ffee-c0ffee' });
  const values = conversion.files['traefik-values.yaml'];
  expect(values).toContain(
    '--tracing.otlp.http.headers.Authorization=$(ARG_TRACING_OTLP_HTTP_HEADERS_AUTHORIZATION)',
  );
  expect(values).toMatch(
    /name: ARG_TRACING_OTLP_HTTP_HEADERS_AUTHORIZATION\n\s+valueFrom:\n\s+secretKeyRef:/,
  );
  const { variables: _, ...written } = conversion;
  expect(JSON.stringify(written)).not.toMatch(hidden);
});

test('A header that differs per environment comes from a variable for each, and one that does not from the same', () => {
  const labelled = (key: string): string => `services:
  web:
    image: ghcr.io/acme/web:1
    expose: ['8080']
    labels:
      traefik.http.routers.web.rule: Host(\`web.test\`)
      traefik.http.routers.web.middlewares: key
      traefik.http.middlewares.key.headers.customrequestheaders.X-Api-Key: ${key}
      traefik.http.middlewares.key.headers.customrequestheaders.Authorization: Bearer s3cret-shared
`;
  const conversion = converted(
    { 'compose.yaml': labelled('s3cret-staging'), 'prod.yaml': labelled('s3cret-prod') },
    { staging: [], prod: ['prod.yaml'] },
  );
  expect(conversion.texts['staging']).toContain('${env:KEY_X_API_KEY:-change-me}');
  expect(conversion.texts['prod']).toContain('${env:KEY_X_API_KEY_PROD:-change-me}');
  expect(conversion.texts['base']).toContain('${env:KEY_AUTHORIZATION:-change-me}');
  expect(conversion.variables).toEqual({
    KEY_X_API_KEY: 's3cret-staging',
    KEY_X_API_KEY_PROD: 's3cret-prod',
    KEY_AUTHORIZATION: 's3cret-shared',
  });
  expect(JSON.stringify(conversion.texts)).not.toContain('s3cret');
});
