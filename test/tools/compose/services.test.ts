import { converted, entryOf, synthesized, told, valueAt, web } from './support';

describe('variables', () => {
  test('A value that looks secret stands nowhere, and the Secret that has to exist is named', () => {
    const conversion = converted(
      web('environment: { API_TOKEN: s3cret-word, DSN: "postgres://u:s3cret-word@db/x", LEVEL: info }'),
    );
    expect(JSON.stringify(conversion)).not.toContain('s3cret-word');
    expect(valueAt(conversion, 'services', 'web', 'env')).toEqual({
      API_TOKEN: { valueFrom: { secretKeyRef: { name: 'web-env', key: 'API_TOKEN' } } },
      DSN: { valueFrom: { secretKeyRef: { name: 'web-env', key: 'DSN' } } },
      LEVEL: 'info',
    });
    expect(valueAt(conversion, 'existing', 'secrets', 'web-env', 'keys')).toEqual(['API_TOKEN', 'DSN']);
    expect(entryOf(conversion, 'services.web.environment.DSN')).toMatchObject({
      code: 'CM020',
      fix: expect.stringContaining('kubectl create secret generic web-env -n shop'),
    });
  });

  test('Arguments that look secret come from the same Secret', () => {
    const conversion = converted(
      web(
        'command: [serve, --db-password=s3cret-word, --requirepass, s3cret-word, --token-file=/run/x]',
        'environment: { API_TOKEN: s3cret-word }',
      ),
    );
    expect(JSON.stringify(conversion)).not.toContain('s3cret-word');
    expect(valueAt(conversion, 'services', 'web', 'args')).toEqual([
      'serve',
      '--db-password=$(ARG_DB_PASSWORD)',
      '--requirepass',
      '$(ARG_REQUIREPASS)',
      '--token-file=/run/x',
    ]);
    expect(valueAt(conversion, 'existing', 'secrets', 'web-env', 'keys')).toEqual([
      'API_TOKEN',
      'ARG_DB_PASSWORD',
      'ARG_REQUIREPASS',
    ]);
    expect(synthesized(conversion).problems).toEqual([]);
  });

  test('A config that says a password is a Secret', () => {
    const conversion = converted(
      `${web('configs: [app]')}\nconfigs: { app: { content: "password = s3cret-word" } }\n`,
    );
    expect(JSON.stringify(conversion)).not.toContain('s3cret-word');
    expect(told(conversion, 'services.web.configs[0]')).toEqual(['changed CM075']);
  });

  test('What an extension says that looks secret is not in its comment either', () => {
    const text = `x-env: &env { DB_PASSWORD: s3cret-word, A: b }\nx-list: ["TOKEN=s3cret-word"]\n${web('environment: *env')}`;
    const { texts } = converted(text);
    expect(texts['base']).toMatch(/# x-env, compose\.yaml:1:1: \{"DB_PASSWORD":"…","A":"b"\}/);
    expect(texts['base']).not.toContain('s3cret-word');
  });

  test('A variable of the service goes before that of an env file, and the last file before the first', () => {
    const files = {
      'compose.yaml': web('env_file: [a.env, b.env]', 'environment: { A: own }'),
      'a.env': 'A=a\nB=a\nC=a\n',
      'b.env': 'B=b\n',
    };
    expect(valueAt(converted(files), 'services', 'web', 'env')).toEqual({ A: 'own', B: 'b', C: 'a' });
  });

  test('Neither Kubernetes nor environment files find something to replace in a value', () => {
    const conversion = converted(web("environment: { A: '$$(HOSTNAME) $${x} a$$$$b' }"));
    const [pod] = pods(conversion);
    // The API server reads `$$` as `$` and `$(NAME)` as a variable.
    expect(pod?.['env']).toEqual([{ name: 'A', value: '$$(HOSTNAME) ${x} a$$$b' }]);
  });

  test('A variable of the shell is one of the shell that synthesizes, with what it was as default', () => {
    const conversion = converted(
      web('environment: [STAGE, MODE=x]'),
      { prod: [] },
      { environment: { STAGE: 'blue' } },
    );
    expect(valueAt(conversion, 'services', 'web', 'env')).toEqual({ STAGE: '${env:STAGE:-blue}', MODE: 'x' });
    expect(told(conversion, 'services.web.environment.STAGE')).toEqual(['changed CM005']);
    expect(pods(conversion)[0]?.['env']).toContainEqual({ name: 'STAGE', value: 'blue' });
  });

  test('A name that no variable of Kubernetes has is lost, and told', () => {
    expect(told(converted(web('environment: { 1A: x }')), 'services.web.environment.1A')).toEqual([
      'lost CM004',
    ]);
  });

  test('A variable of the shell that is not set is told', () => {
    expect(
      told(converted(web('environment: [HOME_OF_NOBODY]')), 'services.web.environment.HOME_OF_NOBODY'),
    ).toEqual(['lost CM003']);
  });
});

describe('ports', () => {
  test('The port that a label names is called by what Traefik speaks there', () => {
    const conversion = converted(
      web(
        'expose: ["80"]',
        'labels: { traefik.http.services.web.loadbalancer.server.port: 9000, traefik.http.services.web.loadbalancer.server.scheme: h2c }',
      ),
    );
    expect(valueAt(conversion, 'services', 'web', 'ports')).toEqual({ h2c: 9000, http: 80 });
  });

  test('A routed service without a label of its port is asked at the lowest one, as Traefik does', () => {
    const conversion = converted(
      web('expose: ["9100", "3000"]', 'labels: { traefik.http.routers.web.rule: Host(`a`) }'),
    );
    expect(valueAt(conversion, 'services', 'web', 'ports')).toEqual({ http: 3000, 'tcp-9100': 9100 });
  });

  test('A port that others name, in variables or files that they read, is one', () => {
    const files = {
      'compose.yaml': `${web('volumes: ["./scrape.yml:/etc/scrape.yml"]', 'environment: { RPC: "db:7000" }')}\n  db: { image: ghcr.io/acme/db:1.0.0 }\n`,
      'scrape.yml': 'targets: ["db:9187"]\n',
    };
    const conversion = converted(files);
    expect(valueAt(conversion, 'services', 'db', 'ports')).toEqual({ 'tcp-7000': 7000, 'tcp-9187': 9187 });
    expect(entryOf(conversion, 'services.db', 'CM031')?.message).toContain(
      'other services connect to it there',
    );
  });

  test('A service of which nothing says a port has none, and is told', () => {
    expect(told(converted(web()), 'services.web')).toContain('changed CM032');
  });

  test('UDP stays UDP, and what was published is told', () => {
    const conversion = converted(web('ports: ["53:53/udp", "5353:53"]'));
    expect(valueAt(conversion, 'services', 'web', 'ports')).toEqual({
      dns: { port: 53, protocol: 'UDP' },
      'dns-tcp': 53,
    });
    expect(told(conversion, 'services.web.ports[0]')).toEqual(['changed CM030']);
  });
});

test('A port that was published weighs more where no route leads to the service', () => {
  const weighs = (...lines: readonly string[]): string | undefined =>
    entryOf(converted(web(...lines)), 'services.web.ports[0]')?.severity;
  expect(weighs('ports: ["8080:80"]')).toBe('warning');
  expect(weighs('ports: ["127.0.0.1:8080:80"]')).toBe('info');
  expect(weighs('ports: ["8080:80"]', 'labels: { traefik.enable: "true" }')).toBe('info');
});

test('An image that nobody can pull is an error', () => {
  expect(entryOf(converted('services: { web: { image: "Shop:1" } }'), 'services.web.image')).toMatchObject({
    code: 'CM015',
    severity: 'error',
  });
});

describe('health', () => {
  const readiness = (...lines: readonly string[]): unknown =>
    valueAt(converted(web('expose: ["8080"]', ...lines)), 'services', 'web', 'probes', 'readiness');

  test('A test for a shell is run by one, any other as it is', () => {
    expect(readiness('healthcheck: { test: "test -e /up || exit 1" }')).toMatchObject({
      exec: { command: ['/bin/sh', '-c', 'test -e /up || exit 1'] },
    });
    expect(readiness('healthcheck: { test: [CMD, /up, "--a b"] }')).toMatchObject({
      exec: { command: ['/up', '--a b'] },
    });
  });

  test('Times that are not said are those of Docker', () => {
    expect(readiness('healthcheck: { test: [CMD, /up] }')).toEqual({
      exec: { command: ['/up'] },
      periodSeconds: 30,
      timeoutSeconds: 30,
      failureThreshold: 3,
    });
  });

  test.each([
    ['curl -f http://localhost:8080/health || exit 1', '/health'],
    ['curl -fsS http://127.0.0.1:8080/a?b=c', '/a?b=c'],
    ['wget -q --spider http://localhost:8080/', '/'],
    ['wget --no-verbose --tries=1 --spider http://localhost:8080/up || exit 1', '/up'],
  ])('%s becomes an HTTP probe', (test, path) => {
    expect(readiness(`healthcheck: { test: ${JSON.stringify(test)} }`)).toMatchObject({
      httpGet: { path, port: 'http' },
    });
  });

  test.each([
    'curl http://localhost:8080/',
    'curl -f http://localhost:8080/ | grep ok',
    'curl -f http://db:8080/',
    'curl -f http://localhost:9999/',
  ])('%s stays a command', (test) =>
    expect(readiness(`healthcheck: { test: ${JSON.stringify(test)} }`)).toHaveProperty('exec'),
  );

  test('A start period becomes a startup probe that lasts as long', () => {
    const conversion = converted(
      web('healthcheck: { test: [CMD, /up], start_period: 61s, start_interval: 2s, retries: 4 }'),
    );
    expect(valueAt(conversion, 'services', 'web', 'probes', 'startup')).toMatchObject({
      periodSeconds: 2,
      failureThreshold: 35,
    });
  });

  test('Without one, a service is ready once its port takes connections, and a disabled one is never asked', () => {
    expect(readiness()).toEqual({ tcpSocket: { port: 'http' } });
    expect(readiness('healthcheck: { disable: true }')).toBe(false);
  });
});

describe('what runs to its end', () => {
  const text = `${web('depends_on: { migrate: { condition: service_completed_successfully } }', 'expose: ["80"]', 'scale: 2')}
  migrate: { image: "ghcr.io/acme/web:1.0.0", command: migrate, restart: "on-failure:7" }
  once: { image: "ghcr.io/acme/once:1.0.0", restart: "no" }
  server: { image: "ghcr.io/acme/server:1.0.0", restart: "no", expose: ["80"] }
  global: { image: "ghcr.io/acme/global:1.0.0", deploy: { mode: global-job } }
`;

  test('becomes a Job, and only that', () => {
    const conversion = converted(text);
    expect(Object.keys(Object(valueAt(conversion, 'jobs')))).toEqual(['migrate', 'once', 'global']);
    expect(Object.keys(Object(valueAt(conversion, 'services')))).toEqual(['web', 'server']);
    expect(valueAt(conversion, 'jobs', 'migrate', 'backoffLimit')).toBe(7);
    expect(told(conversion, 'services.web.depends_on.migrate')).toEqual(['changed CM051']);
    expect(told(conversion, 'services.server.restart')).toEqual(['changed CM052']);
  });

  test('is named in what the command tells as any service', () => {
    expect(converted(text).services).toMatchObject({ migrate: 'shop/migrate', web: 'shop/web' });
  });
});

describe('how a program is called', () => {
  test('It starts in the folder that the service says', () => {
    const conversion = converted(web('working_dir: /srv'));
    expect(told(conversion, 'services.web.working_dir')).toEqual(['carried']);
    expect(pods(conversion)[0]?.['workingDir']).toBe('/srv');
  });

  test('A folder that is no absolute path is told, as Docker refuses it', () => {
    expect(told(converted(web('working_dir: srv')), 'services.web.working_dir')).toEqual(['lost CM103']);
  });
});

describe('scale', () => {
  test('No replicas stay none', () => {
    const deployment = synthesized(converted(web('expose: ["80"]', 'deploy: { replicas: 0 }'))).objects.find(
      ({ kind }) => kind === 'Deployment',
    );
    expect(deployment).toMatchObject({ spec: { replicas: 0 } });
  });

  test('One replica is the default, without a budget that could not be kept', () => {
    const { objects } = synthesized(converted(web('expose: ["80"]')));
    expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(objects).toContainEqual(
      expect.objectContaining({ kind: 'Deployment', spec: expect.objectContaining({ replicas: 1 }) }),
    );
  });

  test('Limits below what is usually requested lower the requests', () => {
    const conversion = converted(web('mem_limit: 64m', 'cpus: 0.05'));
    expect(valueAt(conversion, 'services', 'web', 'resources')).toEqual({
      limits: { cpu: '50m', memory: '64Mi' },
      requests: { cpu: '50m', memory: '64Mi' },
    });
    expect(synthesized(conversion).problems).toEqual([]);
  });

  test.each([
    ['{ parallelism: 2, order: start-first }', { maxSurge: 2, maxUnavailable: 0 }],
    ['{ parallelism: 2 }', { maxSurge: 0, maxUnavailable: 2 }],
    ['{ parallelism: 0 }', { maxSurge: 0, maxUnavailable: '100%' }],
    ['{ delay: 1m }', { maxSurge: 0, maxUnavailable: 1, minReadySeconds: 60 }],
  ])('update_config %s', (update, rollout) => {
    expect(
      valueAt(converted(web(`deploy: { update_config: ${update} }`)), 'services', 'web', 'rollout'),
    ).toEqual(rollout);
  });
});

describe('what is mounted', () => {
  test('A volume of one service is its own, one of several asks for ReadWriteMany', () => {
    const conversion = converted(
      `${web('volumes: ["own:/own", "both:/both"]')}\n  b: { image: "ghcr.io/acme/b:1.0.0", volumes: ["both:/srv"] }\nvolumes: { own: , both: }\n`,
    );
    expect(valueAt(conversion, 'services', 'web', 'volumeClaims')).toEqual({
      own: { mountPath: '/own', size: '1Gi' },
    });
    const { objects, problems } = synthesized(conversion);
    expect(problems).toEqual([]);
    expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toMatchObject([
      { metadata: { name: 'both' }, spec: { accessModes: ['ReadWriteMany'] } },
    ]);
  });

  test('A file of the project is copied, and its neighbours in the image stay', () => {
    const files = {
      'compose.yaml': web('volumes: ["./app.conf:/etc/app/app.conf:ro"]'),
      'app.conf': 'url = "${x}"\n',
    };
    const conversion = converted(files);
    expect(valueAt(conversion, 'services', 'web', 'config', 'files')).toEqual({
      '/etc/app/app.conf': { content: 'url = "$${x}"\n', keepDirectory: true },
    });
    expect(synthesized(conversion).objects).toContainEqual(
      expect.objectContaining({ kind: 'ConfigMap', data: { 'app.conf': 'url = "${x}"\n' } }),
    );
  });

  test.each([
    ['a private key', './tls.key:/etc/tls.key', 'changed CM075'],
    ['a folder', './folder:/srv', 'lost CM072'],
    ['the socket of Docker', '/var/run/docker.sock:/var/run/docker.sock', 'lost CM073'],
    ['a device', '/dev/null:/dev/zero', 'lost CM073'],
    ['a file of the host', '/etc/hostname:/etc/host:ro', 'lost CM072'],
    ['a file that is not there', './gone.conf:/etc/gone.conf', 'lost CM076'],
    ['a file that is no text', './image.bin:/image.bin', 'lost CM076'],
  ])('%s', (_, mount, expected) => {
    const files = {
      'compose.yaml': web(`volumes: [${JSON.stringify(mount)}]`),
      'tls.key': 'private-words',
      'folder/a.txt': 'a',
      'image.bin': '\0',
    };
    const conversion = converted(files);
    expect(told(conversion, 'services.web.volumes[0]')).toEqual([expected]);
    expect(JSON.stringify(conversion)).not.toContain('private-words');
    expect(synthesized(conversion).problems).toEqual([]);
  });

  test.each([
    'password = "hunter22"',
    'password: hunter22',
    "CREATE USER a PASSWORD 'hunter22';",
    'url: postgres://a:hunter22@db/x',
  ])('A file that says %s goes into a Secret', (text) => {
    const conversion = converted({
      'compose.yaml': web('volumes: ["./a.conf:/etc/a.conf"]'),
      'a.conf': `${text}\n`,
    });
    expect(told(conversion, 'services.web.volumes[0]')).toEqual(['changed CM075']);
    expect(JSON.stringify(conversion)).not.toContain('hunter22');
  });

  test.each([
    'password = "${PASSWORD}"',
    'password_file: /run/secrets/x',
    'proxy_set_header X-Token $token;',
    'password:',
  ])('A file that says %s is copied', (text) => {
    const conversion = converted({
      'compose.yaml': web('volumes: ["./a.conf:/etc/a.conf"]'),
      'a.conf': `${text}\n`,
    });
    expect(told(conversion, 'services.web.volumes[0]')).toEqual(['changed CM074']);
  });

  test('A folder of a few files that are only read is copied, and takes the place of that of the image', () => {
    const files = {
      'compose.yaml': web('volumes: ["./rules:/etc/rules:ro"]'),
      'rules/a.yml': 'a: 1\n',
      'rules/b.yml': 'b: 2\n',
    };
    const conversion = converted(files);
    expect(valueAt(conversion, 'services', 'web', 'config', 'files')).toEqual({
      '/etc/rules/a.yml': 'a: 1\n',
      '/etc/rules/b.yml': 'b: 2\n',
    });
    expect(synthesized(conversion).problems).toEqual([]);
    expect(told(converted({ ...files, 'rules/tls.key': 'k' }), 'services.web.volumes[0]')).toEqual([
      'lost CM072',
    ]);
    expect(told(converted({ ...files, 'rules/more/c.yml': 'c: 3\n' }), 'services.web.volumes[0]')).toEqual([
      'lost CM072',
    ]);
  });

  test('Secrets are named, with their key and mode, and their values stand nowhere', () => {
    const text = `${web('secrets: [{ source: tok, target: token, mode: 0400 }]')}\nsecrets: { tok: { file: ./tok.txt } }\n`;
    const conversion = converted({ 'compose.yaml': text, 'tok.txt': 'private-words' });
    expect(valueAt(conversion, 'services', 'web', 'mounts')).toEqual({
      '/run/secrets/token': { secret: { name: 'tok' }, key: 'tok', defaultMode: 256 },
    });
    expect(JSON.stringify(conversion)).not.toContain('private-words');
    expect(entryOf(conversion, 'services.web.secrets[0]')?.fix).toContain('--from-file=tok=tok.txt');
  });

  test('Memory and scratch folders', () => {
    const conversion = converted(
      web('tmpfs: ["/run:size=16m", /cache/]', 'shm_size: 64m', 'volumes: [/scratch]'),
    );
    expect(valueAt(conversion, 'services', 'web', 'writable')).toEqual({
      '/scratch': {},
      '/run': { medium: 'Memory', sizeLimit: '16Mi' },
      '/cache': { medium: 'Memory' },
      '/dev/shm': { medium: 'Memory', sizeLimit: '64Mi' },
    });
  });
});

test('Paths of Windows are refused by name, and so are paths in the container that are not absolute', () => {
  const conversion = converted(
    `${web("volumes: ['C:\\data:/data', '\\\\host\\share:/z', 'vol:C:\\x']")}\nvolumes: { vol: }\n`,
  );
  expect(entryOf(conversion, 'services.web.volumes[0]')).toMatchObject({
    code: 'CM072',
    severity: 'error',
    message: String.raw`C:\data is a path of Windows, which no node has: it is not mounted at /data.`,
  });
  expect(entryOf(conversion, 'services.web.volumes[1]')?.message).toContain('is a path of Windows');
  expect(told(conversion, 'services.web.volumes[2]')).toEqual(['lost CM079']);
  expect(synthesized(conversion).problems).toEqual([]);
});

describe('what a program may do', () => {
  test('Root is refused, also by name; a number is kept', () => {
    const userOf = (user: string): unknown =>
      valueAt(converted(web(`user: ${JSON.stringify(user)}`)), 'services', 'web', 'securityContext');
    expect(userOf('1000:50')).toEqual({ runAsUser: 1000, runAsGroup: 50 });
    expect([userOf('root'), userOf('0:0'), userOf('app')]).toEqual([undefined, undefined, undefined]);
    expect(told(converted(web('user: root')), 'services.web.user')).toEqual(['lost CM012']);
  });

  test('A database that says nothing runs as the user of its image, in a folder that it can own', () => {
    const conversion = converted(
      'services: { db: { image: "postgres:17", volumes: ["pg:/var/lib/postgresql/data"] } }\nvolumes: { pg: }\n',
    );
    expect(valueAt(conversion, 'services', 'db')).toMatchObject({
      securityContext: { runAsUser: 999 },
      env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
      ports: { postgres: 5432 },
    });
  });

  test('Of capabilities only that of low ports is given', () => {
    const conversion = converted(web('cap_add: [NET_BIND_SERVICE, SYS_ADMIN]', 'privileged: true'));
    expect(valueAt(conversion, 'services', 'web', 'securityContext')).toEqual({
      capabilities: { add: ['NET_BIND_SERVICE'] },
    });
    expect(told(conversion, 'services.web.cap_add[1]')).toEqual(['lost CM090']);
    expect(told(conversion, 'services.web.privileged')).toEqual(['lost CM090']);
  });
});

describe('networks', () => {
  const text = `${web('expose: ["80"]', 'networks: [front]')}
  api: { image: "ghcr.io/acme/api:1.0.0", expose: ["80"], networks: [front, back] }
  db: { image: "ghcr.io/acme/db:1.0.0", expose: ["5432"], networks: [back] }
networks: { front: , back: { internal: true } }
`;
  const policies = (): readonly unknown[] =>
    synthesized(converted(text)).objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const members = (network: string): object => ({
    podSelector: { matchLabels: { [`compose.network/${network}`]: 'member' } },
  });

  test('Who shares a network may connect', () => {
    expect(policies()).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'api' }),
        spec: expect.objectContaining({
          policyTypes: ['Ingress'],
          ingress: [expect.objectContaining({ from: [members('front'), members('back')] })],
        }),
      }),
    );
  });

  test('Who is on internal networks alone connects to nobody else', () => {
    expect(policies()).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'db' }),
        spec: expect.objectContaining({
          policyTypes: ['Ingress', 'Egress'],
          egress: expect.arrayContaining([{ to: [members('back')] }]),
        }),
      }),
    );
  });

  test('A further name that others use is a Service, and one that Kubernetes cannot have is rewritten', () => {
    const conversion = converted(`services:
  app: { image: "ghcr.io/acme/app:1.0.0", environment: { A: "http://cache:6379", B: "http://my_db:5432/my_db", C_HOST: my_db, NAME: my_db } }
  my_db: { image: "postgres:17" }
  redis: { image: "redis:8", container_name: cache }
`);
    expect(valueAt(conversion, 'services', 'app', 'env')).toEqual({
      A: 'http://cache:6379',
      B: 'http://my-db:5432/my_db',
      C_HOST: 'my-db',
      NAME: 'my_db',
    });
    expect(synthesized(conversion).objects).toContainEqual(
      expect.objectContaining({
        kind: 'Service',
        metadata: expect.objectContaining({ name: 'cache' }),
        spec: expect.objectContaining({
          selector: { 'app.kubernetes.io/name': 'redis', 'app.kubernetes.io/instance': 'redis' },
        }),
      }),
    );
  });
});

test('An image that is built gets a name to push to, and the command that builds it', () => {
  const conversion = converted({
    'compose.yaml': 'services: { api: { build: { context: ./api, target: final } } }\n',
    'api/go.mod': 'module x\n',
  });
  expect(valueAt(conversion, 'services', 'api')).toMatchObject({
    image: '${registry}/api:${tag}',
    runtime: 'go',
  });
  expect(entryOf(conversion, 'services.api.build.context')?.fix).toMatch(
    /docker buildx build --push -t .*api.* --target final/,
  );
  expect(synthesized(conversion).problems).toEqual([]);
});

test('An entry point is the program and a command its arguments; an empty entry point makes the command the program', () => {
  const called = (...lines: readonly string[]): readonly unknown[] =>
    pods(converted(web(...lines))).map(({ command, args }) => ({ command, args }));
  expect(called('entrypoint: [/run]', 'command: [a, "b c"]')).toEqual([
    { command: ['/run'], args: ['a', 'b c'] },
  ]);
  expect(called('command: serve --name "a b"')).toEqual([{ args: ['serve', '--name', 'a b'] }]);
  expect(called('entrypoint: []', 'command: [/serve, x]')).toEqual([{ command: ['/serve', 'x'] }]);
});

/** The containers of all workloads. */
function pods(conversion: ReturnType<typeof converted>): readonly Record<string, unknown>[] {
  return synthesized(conversion).objects.flatMap(
    ({ spec }) => Object(spec)?.template?.spec?.containers ?? [],
  );
}
