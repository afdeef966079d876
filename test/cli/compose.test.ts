import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { commandLine } from '../support/command-line';
import { runHelm, withHelm } from '../tools/chart/support';
import { inProject } from '../tools/compose/support';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder with these files; `DIR` in arguments is the folder. */
function compose(folder: string, ...args: readonly string[]): Promise<Run> {
  return composeFrom('', folder, ...args);
}

async function composeFrom(input: string, folder: string, ...args: readonly string[]): Promise<Run> {
  let [out, err] = ['', ''];
  const given = args.map((argument) => argument.replaceAll('DIR', folder));
  const code = await main(['compose', ...given], {
    variables: {},
    standardInput: () => input,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

const plain = `
name: shop
services:
  api: { image: "ghcr.io/acme/api:1.0.0", expose: ["8080"], environment: { LEVEL: info } }
`;
const production = 'services: { api: { environment: { LEVEL: warn }, deploy: { replicas: 3 } } }\n';

test('A project is written whose environments hold what they share once, and the rest apart', () =>
  inProject({ 'compose.yaml': plain, 'prod.yaml': production }, async (folder) => {
    const { code, out } = await compose(
      folder,
      '-f',
      'DIR/compose.yaml',
      '--environment=dev',
      '--environment=prod=DIR/prod.yaml',
      '--output=DIR/out',
      '-o',
      'json',
    );
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      project: 'shop',
      environments: ['dev', 'prod'],
      services: { api: 'shop/api' },
    });
    expect(report.entries).toContainEqual({
      path: 'services.api.environment.LEVEL',
      location: { file: 'prod.yaml', line: 1, column: expect.any(Number) },
      fate: 'carried',
      code: null,
      severity: 'info',
      message: expect.any(String),
      fix: null,
      to: 'environments/prod.yaml:services.api.env.LEVEL',
      environments: ['prod'],
    });
    const text = (name: string): string =>
      readFileSync(join(folder, 'out', 'environments', `${name}.yaml`), 'utf8');
    expect(text('base')).toContain('image: ghcr.io/acme/api:1.0.0');
    expect(text('prod')).toMatch(/replicas: 3/);
    expect(text('dev') + text('prod')).not.toContain('image:');
    for (const file of ['main.ts', 'package.json', 'cdk8s.yaml', 'MIGRATION.md'])
      expect(existsSync(join(folder, 'out', file))).toBe(true);
  }));

test('A Compose file by standard input is read, and places in it are named so', () =>
  inProject({ 'prod.yaml': production }, async (folder) => {
    const args = ['-f', '-', '--environment=prod=DIR/prod.yaml', '--output=DIR/out', '-o', 'json'];
    const { code, out } = await composeFrom(plain, folder, ...args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ project: 'shop', services: { api: 'shop/api' } });
    expect(JSON.parse(out).entries).toContainEqual(
      expect.objectContaining({
        path: 'services.api.image',
        location: { file: '<standard input>', line: 4, column: expect.any(Number) },
      }),
    );
    const broken = await composeFrom('services: [', folder, '-f', '-', '--output=DIR/other');
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('<standard input>:1:');
  }));

test('A chart of all environments comes in the same step', () =>
  inProject({ 'compose.yaml': plain }, async (folder) => {
    const { code, err } = await compose(
      folder,
      '-f',
      'DIR/compose.yaml',
      '--output',
      'DIR/out',
      '--chart',
      'DIR/chart',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(join(folder, 'chart'))).toEqual(
      expect.arrayContaining(['Chart.yaml', 'values.yaml', 'values.prod.yaml']),
    );
  }));

withHelm('The chart that compose writes', () => {
  test('is clean to helm lint --strict, with the values of each environment', () =>
    inProject({}, async (folder) => {
      const example = 'docs/compose-example';
      const args = ['--environment=staging', `--environment=prod=${example}/compose.prod.yaml`];
      await compose(
        folder,
        '-f',
        `${example}/compose.yaml`,
        ...args,
        '--output=DIR/out',
        '--chart=DIR/chart',
      );
      const chart = join(folder, 'chart');
      for (const name of ['staging', 'prod']) {
        const values = join(chart, `values.${name}.yaml`);
        expect(runHelm('lint', '--strict', chart, '--values', values)).toContain('0 chart(s) failed');
      }
    }));
});

test('Where the folder of the chart is that of others, nothing is written', () =>
  inProject({ 'compose.yaml': plain, 'chart/mine.txt': 'mine' }, async (folder) => {
    const { code, err } = await compose(
      folder,
      '-f',
      'DIR/compose.yaml',
      '--output',
      'DIR/out',
      '--chart',
      'DIR/chart',
    );
    expect(code).toBe(1);
    expect(err).toContain('foreign-output');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  }));

test('What is wrong with the environments is told once they, their proof and their chart are written', () =>
  inProject({ 'compose.yaml': 'services: { web: { image: "Shop:1" } }' }, async (folder) => {
    const { code, err } = await compose(
      folder,
      '-f',
      'DIR/compose.yaml',
      '--output',
      'DIR/out',
      '--chart',
      'DIR/chart',
    );
    expect(code).toBe(1);
    expect(err).toMatch(/invalid-image.*environments\/base\.yaml/);
    expect(existsSync(join(folder, 'out', 'environments', 'base.yaml'))).toBe(true);
    expect(existsSync(join(folder, 'chart', 'Chart.yaml'))).toBe(true);
  }));

const bypassed = `
services:
  traefik:
    image: traefik:v3.7
    command: [--providers.docker, '--entrypoints.web.address=:80']
  admin:
    image: traefik/whoami:v1.10
    labels:
      traefik.http.routers.admin.rule: Host(\`a.test\`)
      traefik.http.routers.admin.middlewares: users
      traefik.http.middlewares.users.basicauth.users: 'a:$$$$apr1$$$$x'
      traefik.http.routers.open.rule: Host(\`open.test\`) || PathPrefix(\`/open\`)
`;

test('What a synth refuses is still held against the traffic of the Compose project, and passes once it says why it is meant', () =>
  inProject({ 'compose.yaml': bypassed }, async (folder) => {
    const { code, out, err } = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/out');
    expect(code).toBe(1);
    expect(err).toContain('bypassed-guard');
    expect(out).toContain('SAME: every request fares as before.');
    const file = join(folder, 'out', 'environments', 'base.yaml');
    const annotation = `annotations: { lint.cdk8s-traefik/bypassed-guard: 'this page is for everybody' }`;
    const text = readFileSync(file, 'utf8').replace('    open:\n', `    open:\n      ${annotation}\n`);
    writeFileSync(file, text);
    expect(
      await commandLine(['validate', '--environments', join(folder, 'out', 'environments')]),
    ).toMatchObject({ code: 0, err: expect.not.stringContaining('bypassed-guard') });
  }));

test('A folder with files of others is refused, and stays as it is', () =>
  inProject({ 'compose.yaml': plain, 'out/mine.txt': 'mine' }, async (folder) => {
    const { code, err } = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/out');
    expect(code).toBe(1);
    expect(err).toContain('foreign-output');
    expect(readdirSync(join(folder, 'out'))).toEqual(['mine.txt']);
  }));

test.each([
  ['no Compose file', 'apiVersion: v1\nkind: Service\n', /compose\.yaml:1:1/],
  [
    'a variable that has to be set',
    'services: { a: { image: "${TAG:?say a tag}" } }',
    /compose\.yaml:1:18.*say a tag/s,
  ],
  [
    'services that wait for one another',
    'services: { a: { image: a, depends_on: [b] }, b: { image: b, depends_on: [a] } }',
    /compose-circle/,
  ],
  ['an env file that is missing', 'services: { a: { image: a, env_file: [no.env] } }', /no\.env/],
  [
    'two services of one name',
    'services: { a_b: { image: a }, a-b: { image: b } }',
    /colliding-compose-names.*compose\.yaml:1:32.*both called a-b/s,
  ],
])('%s is told with its place, and nothing is written', (_, text, message) =>
  inProject({ 'compose.yaml': text }, async (folder) => {
    const { code, out, err } = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/out');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  }),
);

test.each([
  [['--output', 'DIR/out', '--accept', 'CM999'], /no code CM999/],
  [['--output', 'DIR/out', '--environment', 'Prod'], /--environment takes/],
  [['--output', 'DIR/out', '--environment', 'base'], /--environment takes/],
  [['--output', 'DIR/out', '--environment', 'a', '--environment', 'a'], /twice/],
  [['--output', 'DIR/out', '-o', 'xml'], /-o takes/],
  [[], /--output/],
])('%j is wrong usage', (args, message) =>
  inProject({ 'compose.yaml': plain }, async (folder) => {
    const { code, err } = await compose(folder, '-f', 'DIR/compose.yaml', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  }),
);

test('Without -f the files are those that Compose finds, and overrides lie over them', () =>
  inProject(
    {
      'compose.yaml': plain,
      'prod.yaml': production,
      'compose.override.yaml': 'services: { api: { environment: { MORE: x } } }',
    },
    async (folder) => {
      const back = process.cwd();
      process.chdir(folder);
      try {
        const { code, out } = await compose(
          folder,
          '--environment',
          'prod=prod.yaml',
          '--output',
          'out',
          '-o',
          'markdown',
        );
        expect(code).toBe(0);
        expect(out).toContain('## shop in prod');
      } finally {
        process.chdir(back);
      }
      const base = readFileSync(join(folder, 'out', 'environments', 'base.yaml'), 'utf8');
      expect(base).toMatch(/LEVEL: warn/);
      expect(base).toMatch(/MORE: x/);
    },
  ));

test('What routers name of a Traefik in another project is taken to be there, told, and known where its file is named', () =>
  inProject(
    {
      'compose.yaml': `services:
  web: { image: 'nginx:1.27', labels: { traefik.http.routers.web.rule: 'Host(\`a.example\`)', traefik.http.routers.web.entrypoints: https, traefik.http.routers.web.tls.certresolver: le, traefik.http.routers.web.middlewares: sso@docker } }
`,
      'traefik.yaml': `services:
  traefik: { image: 'traefik:v3.7', command: [--providers.docker, '--entrypoints.https.address=:443', --certificatesresolvers.le.acme.tlschallenge=true], ports: ['443:443'] }
  sso: { image: 'ghcr.io/acme/sso:1', expose: ['8080'], labels: { traefik.http.middlewares.sso.forwardauth.address: 'http://sso:8080' } }
`,
    },
    async (folder) => {
      const alone = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/alone', '-o', 'json');
      expect(alone.code).toBe(1);
      expect(JSON.parse(alone.out).entries).toContainEqual(
        expect.objectContaining({ code: 'CM513', severity: 'error', fate: 'lost' }),
      );
      const base = readFileSync(join(folder, 'alone', 'environments', 'base.yaml'), 'utf8');
      expect(base).toMatch(/existing:\n {2}middlewares:\n {4}sso: \{\}/);
      expect(base).toMatch(/certificatesResolvers:\n {4}le: \{\}/);
      expect(alone.err).not.toMatch(/^error /m);
      const accepted = await compose(
        folder,
        '-f',
        'DIR/compose.yaml',
        '--output',
        'DIR/accepted',
        '--accept',
        'CM513',
      );
      expect(accepted.code).toBe(0);
      const files = ['-f', 'DIR/traefik.yaml', '-f', 'DIR/compose.yaml'];
      const both = await compose(folder, ...files, '--output', 'DIR/both', '-o', 'json');
      expect(both.code).toBe(0);
      expect(JSON.parse(both.out).traffic.prod.verdict).toBe('same');
    },
  ));

test.each([
  'services: {}',
  "services: { traefik: { image: 'traefik:v3.7', command: [--providers.docker] } }",
])('A project of which nothing goes to Kubernetes is written without a stack trace: %s', (text) =>
  inProject({ 'compose.yaml': text }, async (folder) => {
    const { code, err } = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/out');
    expect(err).not.toContain('    at ');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'out', 'environments', 'prod.yaml'))).toBe(true);
  }),
);

test('A chart within the project, or around it, is wrong usage', () =>
  inProject({ 'compose.yaml': plain }, async (folder) => {
    for (const chart of ['DIR/out', 'DIR/out/chart', 'DIR']) {
      const { code } = await compose(
        folder,
        '-f',
        'DIR/compose.yaml',
        '--output',
        'DIR/out',
        '--chart',
        chart,
      );
      expect([chart, code]).toEqual([chart, 2]);
    }
    expect(existsSync(join(folder, 'out'))).toBe(false);
  }));

test.each([
  ['SECRET_KEY_BASE', 'abcdefgh'],
  ['MYSQL_PWD', '12345678'],
  ['GITHUB', 'ghp_abcdefghijkl'],
  ['DSN', 'https://key@sentry.example/1'],
  ['CONNECTION', 'host=db password=hunter22'],
])('The secret-looking value of %s is written nowhere', (name, value) =>
  inProject(
    { 'compose.yaml': `services: { api: { image: 'acme/api:1', environment: { ${name}: '${value}' } } }` },
    async (folder) => {
      const { out } = await compose(folder, '-f', 'DIR/compose.yaml', '--output', 'DIR/out');
      expect(out).toContain('CM020');
      const files = readdirSync(join(folder, 'out'), {
        recursive: true,
        encoding: 'utf8',
        withFileTypes: true,
      });
      const texts = files
        .filter((each) => each.isFile())
        .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'));
      expect([out, ...texts].filter((each) => each.includes(value))).toEqual([]);
    },
  ),
);

test('A server at an address is an endpoint outside of the cluster', () =>
  inProject(
    {
      'compose.yaml': `services:
  traefik:
    image: traefik:v3.7
    command: [--providers.docker, '--entrypoints.web.address=:80']
    ports: ['80:80']
    labels:
      traefik.http.routers.old.rule: Host(\`old.example\`)
      traefik.http.routers.old.service: old
      traefik.http.services.old.loadbalancer.server.url: http://10.1.2.3:8080
`,
    },
    async (folder) => {
      const { code, err } = await compose(
        folder,
        '-f',
        'DIR/compose.yaml',
        '--output',
        'DIR/out',
        '-o',
        'json',
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(readFileSync(join(folder, 'out/environments/base.yaml'), 'utf8')).toContain('- 10.1.2.3');
    },
  ));
