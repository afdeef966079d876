import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';
import { libraryIn } from '../support/library';

const library = libraryIn();
const cdk8s = resolve('node_modules/cdk8s');
const home = process.cwd();

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'));
  mkdirSync(join(folder, 'environments'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** A repository with environment files, one of which needs a variable of the pipeline, and a main.ts that adds to them. */
function repository(program: string): void {
  write(
    'environments/base.yaml',
    `namespace: shop
traefik: { entryPoints: { public: { address: ':8443', http: { tls: {} } } }, exposedPorts: { public: 443 } }
existing: { secrets: { users: {} } }
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
`,
  );
  write('environments/prod.yaml', '');
  write('environments/preview.yaml', 'domain: ${env:BRANCH}.example.com\n');
  write('cdk8s.yaml', `app: '"${process.execPath}" main.js'\noutput: .dist\n`);
  write('main.js', program);
}

const adding = `
const { DeliveryApp, EnvironmentStack, Environments, IngressRoute, basicAuth, host } = ${library};

const app = new DeliveryApp();
for (const environment of Environments.load('environments')) {
  const stack = new EnvironmentStack(app, environment);
  new IngressRoute(stack, 'own', {
    entryPoints: ['public'],
    routes: [
      { match: host('own.example.com'), middlewares: [basicAuth({ secret: 'users' })], services: [stack.services.get('web')] },
    ],
    tls: {},
  });
}
console.log('the program was here');
app.synth();
`;

function run(...argv: string[]): Promise<Ran> {
  return commandLine(argv, { variables: process.env });
}

test('two environments are read of one run of the program', async () => {
  repository(adding);
  const variables = { ...process.env, BRANCH: 'fix' };
  const { code, out, err } = await commandLine(['diff', 'env:prod', 'env:preview', '-o', 'json'], {
    variables,
  });
  expect([code, err.split('the program was here').length]).toEqual([0, 2]);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'same' });
  const both = await commandLine(['lint', '--env', 'prod', '--env', 'preview'], { variables });
  expect(both.err.split('the program was here')).toHaveLength(2);
  const unknown = await commandLine(['diff', 'env:prod', 'env:proof'], { variables });
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "prod"') });
});

test('what main.ts adds is there for every command, and the trouble of another environment is not', async () => {
  repository(adding);
  const synth = await run('synth', '--env', 'prod');
  expect(synth).toMatchObject({ code: 0, err: expect.stringContaining('the program was here') });
  expect(synth.out).toContain(join('dist', 'prod', 'prod.k8s.yaml'));
  expect(read('dist/prod/prod.k8s.yaml')).toContain('Host(`own.example.com`)');
  expect(readdirSync(join(folder, 'dist', 'prod'))).toContain('web.k8s.yaml');

  for (const source of [
    ['--env', 'prod'],
    ['-f', 'dist/prod'],
    ['-f', 'env:prod'],
  ]) {
    const { code, out } = await run('explain', 'https://own.example.com/', ...source, '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ entryPoint: 'public', response: { status: 401 } });
  }
}, 60_000);

test('what main.ts adds is in the chart', async () => {
  repository(`
const { ApiObject } = require('${cdk8s}');
const { DeliveryApp, EnvironmentStack, Environments } = ${library};

const app = new DeliveryApp();
for (const environment of Environments.load('environments')) {
  const stack = new EnvironmentStack(app, environment);
  new ApiObject(stack, 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { a: '{{ b }}' } });
}
app.synth();
`);
  expect(await run('chart', '--env', 'prod', '--output', 'chart')).toMatchObject({ code: 0 });
  expect(read('chart/templates/program.yaml')).toContain(`---
apiVersion: v1
kind: ConfigMap
metadata:
  name: own
  namespace: {{ .Release.Namespace | quote }}
  labels:
    app.kubernetes.io/managed-by: cdk8s-traefik
data:
  a: "{{ "{{" }} b }}"
`);
}, 60_000);

test('a route of main.ts may lead to a port that no file routes: the policy of the service admits it', async () => {
  repository(adding);
  expect(await run('chart', '--env', 'prod', '--output', 'chart')).toMatchObject({ code: 0 });
  expect(read('chart/templates/program.yaml')).toContain('kind: IngressRoute');
  expect(read('chart/templates/_helpers.tpl')).toContain(String.raw`{\"prod\":[\"web/http\"]}`);
}, 60_000);

test('what main.ts changes of the files stops the chart, and nothing is written', async () => {
  repository(`
const { JsonPatch } = require('${cdk8s}');
const { DeliveryApp, EnvironmentStack, Environments } = ${library};

const app = new DeliveryApp();
for (const environment of Environments.load('environments')) {
  new EnvironmentStack(app, environment).service('web').deployment?.addJsonPatch(
    JsonPatch.add('/metadata/labels/team', 'a'),
  );
}
app.synth();
`);
  const { code, err } = await run('chart', '--env', 'prod', '--output', 'chart');
  expect(code).toBe(1);
  expect(err).toContain('The program changes Deployment shop/web of prod');
  expect(existsSync(join(folder, 'chart'))).toBe(false);
}, 60_000);

test('synth of all tells what is wrong in one of them, with its place, and touches nothing', async () => {
  repository(adding);
  write('dist', 'mine');
  const { code, out, err } = await run('synth');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('environments/preview.yaml:1:1');
  expect(err).toContain('BRANCH');
  expect(err.match(/preview\.yaml/g)).toHaveLength(1);
  expect(err).not.toMatch(/^\s+at /m);
  expect(read('dist')).toBe('mine');
}, 60_000);

test('an environment that the program does not have is wrong usage', async () => {
  repository(adding);
  expect(await run('validate', '--env', 'prd')).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean "prod"?'),
  });
}, 60_000);

test.each([
  [
    'of a stock App',
    `const { App, Chart } = require('${cdk8s}');\nconst app = new App();\nnew Chart(app, 'a');\napp.synth();`,
    'no DeliveryApp of it was synthesized',
  ],
  ['that fails', `throw new Error('so it goes');`, 'so it goes'],
])(
  'a program %s is told so, and nothing is written',
  async (_, program, message) => {
    repository(program);
    const { code, out, err } = await run('synth');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('cdk8s.yaml:1:1');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  },
  60_000,
);

test('a program that is this command itself has the environment files as its program', async () => {
  repository('');
  rmSync(join(folder, 'environments', 'preview.yaml'));
  write('cdk8s.yaml', `app: '"${process.execPath}" "${resolve(home, 'bin/cdk8s-traefik.js')}" synth'\n`);
  expect(await run('validate')).toMatchObject({
    code: 0,
    err: expect.stringContaining('prod: as they should be'),
  });
}, 60_000);

describe('a folder of environment files in place of the program', () => {
  beforeEach(() => {
    repository('throw new Error("the program is not asked");\n');
    mkdirSync(join(folder, 'other'));
    write(
      'other/dev.yaml',
      "namespace: shop\nservices: { far: { image: 'example.com/far:1', ports: { http: 8080 } } }\n",
    );
    write(
      'other/prod.yaml',
      `namespace: shop
services: { far: { image: 'example.com/far:1', ports: { http: 8080 } } }
routes: { http: { far: { match: 'Host(\`far.example.com\`)', services: [far] } } }
`,
    );
  });

  test.each([
    ['lint', []],
    ['routes', []],
    ['check', []],
    ['graph', ['-o', 'json']],
    ['policy', ['check']],
  ])('%s reads an environment of it', async (command, more) => {
    const { err, out, code } = await run(command, ...more, '--environments', 'other', '--env', 'prod');
    expect(err + out).not.toContain('the program is not asked');
    expect([0, 1]).toContain(code);
    const { err: without } = await run(command, ...more, '--env', 'prod');
    expect(without).toContain('the program is not asked');
  });

  test('lint tells what is wrong in it, at its place', async () => {
    expect(await run('lint', '--environments', 'other', '--env', 'prod')).toMatchObject({
      out: expect.stringContaining('other/prod.yaml'),
    });
  });

  test('explain and diff ask about its environments', async () => {
    const url = 'http://far.example.com/';
    const explained = await run(
      'explain',
      url,
      '--environments',
      'other',
      '--env',
      'prod',
      '--entry-point',
      'web',
    );
    expect(explained.out).toContain('Service shop/far');
    const { out } = await run('diff', 'env:dev', 'env:prod', '--environments', 'other');
    expect(out).toContain('far.example.com');
  });

  test('lint wants to know which of its environments is meant', async () => {
    expect(await run('lint', '--environments', 'other')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'name with --env which environment of other is meant: there are dev, prod',
      ),
    });
    expect(await run('lint', '--environments', 'other', '-f', 'main.js')).toMatchObject({ code: 2 });
    expect(await run('lint', '--environments', 'other', '--env', 'prd')).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean "prod"?'),
    });
  });

  test('check takes all of its environments', async () => {
    const { err, out } = await run('check', '--environments', 'other', '-o', 'text');
    expect(err + out).not.toContain('the program is not asked');
    expect(err).toContain('held against the policies for dev');
    expect(err).toContain('held against the policies for prod');
  });
});

test('validate that tells of something does not say that all is as it should be', async () => {
  mkdirSync(join(folder, 'other'));
  const route = (entryPoints: string): string => `namespace: shop
services: { far: { image: 'example.com/far:1', ports: { http: 8080 } } }
routes: { http: { far: { ${entryPoints}match: 'Host(\`far.example.com\`)', services: [far] } } }
`;
  write('other/prod.yaml', route(''));
  expect(await run('validate', '--environments', 'other')).toMatchObject({
    code: 0,
    err: expect.stringMatching(/\nprod: nothing that stops a synth\. 1 warning\.\n$/),
  });
  write('other/prod.yaml', route('entryPoints: [web], '));
  expect(await run('validate', '--environments', 'other')).toMatchObject({
    code: 0,
    err: 'prod: as they should be.\n',
  });
});

test('what stops the synth stops lint too, whatever the command line switches off', async () => {
  repository('');
  rmSync(join(folder, 'environments', 'preview.yaml'));
  write('cdk8s.yaml', `app: '"${process.execPath}" "${resolve(home, 'bin/cdk8s-traefik.js')}" synth'\n`);
  write(
    'environments/prod.yaml',
    'routes: { http: { web: { match: "Host(`a.test`)", entryPoints: [public], middlewares: [gone], services: [web] } } }\n',
  );
  const { code, out, err } = await run('lint', '--env', 'prod', '--disable', 'TR050');
  expect(code).toBe(1);
  expect(out).toContain('error TR050 unknown-middleware');
  expect(err).toContain('note: TR050 keeps the objects from being made');
}, 60_000);

test('Packages that are not installed yet are told in one sentence, not by a stack trace of Node', async () => {
  repository('');
  write('package.json', '{ "private": true }');
  write('cdk8s.yaml', `app: '"${process.execPath}" node_modules/cdk8s-traefik/bin/synth.js main.ts'\n`);
  const { code, err } = await commandLine(['synth', '--env', 'prod']);
  expect(code).toBe(1);
  expect(err).toContain('the packages that its package.json names are not installed');
  expect(err).toContain('fix: Run `npm install` (or `npm ci`) in its folder, then this again.');
  expect(err).not.toMatch(/^ +at |MODULE_NOT_FOUND/m);
});
