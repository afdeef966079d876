import { converted, entryOf, synthesized, told, valueAt } from '../support';

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

test('settings of Traefik that leave nothing in a section leave no section that its environment refuses', () => {
  const conversion = converted(`services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --entrypoints.web.address=:80
      - --metrics.otlp=true
      - --certificatesresolvers.dns.acme.email=ops@example.com
      - --certificatesresolvers.dns.acme.dnschallenge.provider=cloudflare
      - --experimental.plugins.limits.modulename=github.com/acme/limits
      - --experimental.plugins.limits.version=v1.0.0
    ports: ['80:80']
  web: { image: 'ghcr.io/acme/web:1', expose: ['8080'] }
`);
  expect(valueAt(conversion, 'traefik')).toMatchObject({
    certificatesResolvers: { dns: {} },
    experimental: { plugins: { limits: { moduleName: 'github.com/acme/limits', version: 'v1.0.0' } } },
  });
  expect(synthesized(conversion).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('an entry point that the host alone reaches is not exposed to others, and one of the host’s network is', () => {
  const values = (lines: string): string =>
    converted(`services:
  traefik:
    image: traefik:v3.7
    command: [--providers.docker, '--entrypoints.web.address=:80', '--entrypoints.admin.address=:9000']
    ${lines}
`).files['traefik-values.yaml'] ?? '';
  const local = values("ports: ['80:80', '127.0.0.1:9000:9000']");
  expect(local).toMatch(/admin:\n {4}port: 9000\n {4}exposedPort: 9000\n {4}expose:\n {6}default: false/);
  expect(local).toMatch(/web:\n {4}port: 8000\n {4}exposedPort: 80\n {4}expose:\n {6}default: true/);
  expect(values('network_mode: host').match(/default: true/g)).toHaveLength(2);
});

test('where nothing says on which port a routed service listens, the port that is taken is told', () => {
  const conversion = converted(`services:${traefik}
  app:
    image: ghcr.io/acme/app:1
    labels: ['traefik.enable=true', 'traefik.http.routers.app.rule=Host(\`app.test\`)']
  idle: { image: 'ghcr.io/acme/idle:1' }
`);
  expect(entryOf(conversion, 'services.app', 'CM034')).toMatchObject({
    severity: 'warning',
    message: expect.stringContaining('80 is taken'),
    to: 'environments/base.yaml:services.app.ports.http',
  });
  expect(entryOf(conversion, 'services.app', 'CM032')).toBeUndefined();
  expect(entryOf(conversion, 'services.idle', 'CM032')).toBeDefined();
  expect(valueAt(conversion, 'services', 'app', 'probes')).toBeUndefined();
});

test('the port at which a forwardAuth asks its own service is the port of that service', () => {
  const conversion = labelledService(
    'traefik.http.middlewares.me.forwardauth.address=http://sso:9091/verify',
  );
  expect(valueAt(conversion, 'services', 'sso', 'ports')).toEqual({ http: 9091 });
  expect(entryOf(conversion, 'services.sso', 'CM034')).toBeUndefined();
});

function labelledService(label: string): ReturnType<typeof converted> {
  return converted(`services:${traefik}
  sso:
    image: ghcr.io/acme/sso:1
    labels: ['traefik.enable=true', 'traefik.http.routers.sso.rule=Host(\`sso.test\`)', '${label}']
`);
}

test('A route to what runs to its end is told as lost, and so is one to a port that is none', () => {
  const job = converted(
    `services:${traefik}
  web: { image: "ghcr.io/acme/web:1", restart: "no", labels: { traefik.enable: "true", traefik.http.routers.web.rule: "Host(\`web.test\`)" } }
  next: { image: "ghcr.io/acme/web:1", depends_on: { web: { condition: service_completed_successfully } } }
`,
  );
  const rule = 'services.web.labels.traefik.http.routers.web.rule';
  expect(told(job, rule)).toEqual(['lost CM515']);
  expect(entryOf(job, rule)).toMatchObject({
    severity: 'error',
    message: expect.stringContaining('runs to its end'),
  });
  const port = labelled(
    'traefik.http.routers.web.rule=Host(`web.test`)',
    'traefik.http.services.web.loadbalancer.server.port=99999',
  );
  expect(told(port, rule)).toEqual(['lost CM515']);
  expect(synthesized(port).problems).toEqual([]);
});

test('preservePath says nothing where the address of the server has no path, and else has no counterpart', () => {
  const preserving = (...more: readonly string[]): readonly string[] =>
    told(
      labelled(
        'traefik.http.routers.web.rule=Host(`web.test`)',
        'traefik.http.services.web.loadbalancer.server.preservepath=true',
        ...more,
      ),
      'services.web.labels.traefik.http.services.web.loadbalancer.server.preservepath',
    );
  expect(preserving('traefik.http.services.web.loadbalancer.server.port=8080')).toEqual(['carried']);
  expect(preserving('traefik.http.services.web.loadbalancer.server.url=http://web:8080/base')).toEqual([
    'lost CM515',
  ]);
});

test('It is told where Traefik takes one of several networks by chance', () => {
  const on = (networks: string, ...labels: readonly string[]): readonly string[] =>
    converted(
      `name: shop\nservices:${traefik}
  web:
    image: ghcr.io/acme/web:1
    expose: ['8080']
    networks: ${networks}
    labels: [traefik.enable=true, 'traefik.http.routers.web.rule=Host(\`web.test\`)', ${labels.join(', ')}]
networks: { edge: , data: }
`,
    ).entries.flatMap(({ code, message }) => (code === 'CM546' ? [message] : []));
  expect(on('[edge, data]')).toEqual([
    'web is on the networks shop_edge, shop_data, and nothing says over which of them Traefik reaches it.',
  ]);
  expect(on('[edge]')).toEqual([]);
  expect(on('[edge, data]', 'traefik.docker.network=shop_edge')).toEqual([]);
  // The real name of a network begins with that of the project.
  expect(on('[edge, data]', 'traefik.docker.network=edge')).toEqual([
    'web is on the networks shop_edge, shop_data, and not on edge, over which Traefik is told to reach it.',
  ]);
});
