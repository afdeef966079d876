import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';

let folder: string;
let environments: string;
let dist: string;

// What the files of this repository give, which takes a second: made once, and copied to where it was made before.
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'synth-made-'));
  const { code, err } = await commandLine(['synth', '--output', made]);
  if (code !== 0) throw new Error(err);
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synth-'));
  environments = join(folder, 'environments');
  dist = join(folder, 'dist');
  cpSync('environments', environments, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An output folder as synth of these environments left it. */
function synthesized(): void {
  cpSync(made, dist, { recursive: true });
}

async function synth(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return commandLine(['synth', '--environments', environments, '--output', dist, ...args]);
}

/** Text of every file below the output folder. */
function written(): Record<string, string> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

const write = (file: string, text: string) => writeFileSync(join(environments, file), text);

test('writes a folder for every environment and says which files', async () => {
  const { code, out, err } = await synth();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(readdirSync(dist).filter((name) => !name.startsWith('.'))).toEqual(['dev', 'prod', 'staging']);
  expect(out.split('\n')).toContain(join(dist, 'prod', 'httpbin.k8s.yaml'));
});

test('--env writes that environment and leaves the others as they are', async () => {
  synthesized();
  const dev = readFileSync(join(dist, 'dev', 'httpbin.k8s.yaml'), 'utf8');
  write(
    'base.yaml',
    readFileSync(join(environments, 'base.yaml'), 'utf8').replace('MAX_DURATION: 5s', 'MAX_DURATION: 9s'),
  );
  expect(await synth('--env', 'prod')).toMatchObject({ code: 0 });
  expect(readFileSync(join(dist, 'dev', 'httpbin.k8s.yaml'), 'utf8')).toBe(dev);
  expect(readFileSync(join(dist, 'prod', 'httpbin.k8s.yaml'), 'utf8')).toContain('value: 9s');
});

test('an environment that is gone takes its manifests along', async () => {
  synthesized();
  rmSync(join(environments, 'dev.yaml'));
  await synth();
  expect(existsSync(join(dist, 'dev'))).toBe(false);
});

test('twice gives the same bytes, also from another folder', async () => {
  await synth();
  const first = written();
  const cwd = process.cwd();
  process.chdir(folder);
  try {
    await synth();
  } finally {
    process.chdir(cwd);
  }
  expect(written()).toEqual(first);
});

test('an environment that is not there is wrong usage, with the one that was meant', async () => {
  expect(await synth('--env', 'prd')).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean "prod"?'),
  });
});

describe('bad input gives one message with its place, and leaves the output as it was', () => {
  test.each([
    ['YAML that does not parse', 'a: [\n', 'environments/prod.yaml:2:1', 'not YAML'],
    ['a key twice', 'vars: {}\nvars: {}\n', 'environments/prod.yaml:2:1', 'stands twice'],
    ['a tab', 'vars:\n\tb: 1\n', 'environments/prod.yaml:2:1', 'tab'],
    ['a key that does not exist', 'sevices: {}\n', 'environments/prod.yaml:1:1', 'Write "services".'],
    [
      'a wrong type',
      'services: { dex: { replicas: many } }\n',
      'environments/prod.yaml:1:20',
      'Expected a whole number',
    ],
    [
      'a number out of range',
      'services: { dex: { ports: { http: 70000 } } }\n',
      'environments/prod.yaml:1:29',
      '65535',
    ],
    [
      'a variable that does not exist',
      'domain: ${nope}\n',
      'environments/prod.yaml:1:1',
      'no variable "nope"',
    ],
    ['variables in a circle', 'vars: { a: "${b}", b: "${a}" }\n', 'environments/prod.yaml:1:9', 'a → b → a'],
    [
      'a service that does not exist',
      'routes: { http: { dex: { services: [dexx] } } }\n',
      'environments/prod.yaml:1:37',
      'Did you mean "dex"?',
    ],
  ])('%s', async (_, text, place, message) => {
    synthesized();
    const before = written();
    write('prod.yaml', text);
    const { code, out, err } = await synth();
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(place);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect(written()).toEqual(before);
  });
});

test('warns of a route beside a guarded one that differs in letter case alone, with its line and the request', async () => {
  write(
    'small.yaml',
    `namespace: shop
services:
  web: { image: 'example.com/web:1', ports: { http: 80 } }
middlewares:
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
routes:
  http:
    open: { match: 'Host(\`a.test\`) && PathPrefix(\`/Admin\`)', entryPoints: [web], services: [web] }
    admin: { match: 'Host(\`a.test\`) && PathPrefix(\`/admin\`)', entryPoints: [web], middlewares: [office], services: [web] }
`,
  );
  rmSync(join(environments, 'base.yaml'));
  for (const name of ['dev', 'staging', 'prod']) rmSync(join(environments, `${name}.yaml`), { force: true });
  const { code, err } = await synth();
  expect(code).toBe(0);
  expect(err).toMatch(/^warning open-in-other-case  .*small\.yaml:9:5 \[small\/.*\] spec\.routes\[0\]$/m);
  expect(err).toContain('GET http://a.test/Admin');
});

test('an exception from a guarded route is a warning until it says itself why it is meant, at synth as at lint', async () => {
  const text = (annotations: string): string => `namespace: shop
services:
  web: { image: 'example.com/web:1', ports: { http: 80 } }
middlewares:
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
routes:
  http:
    admin: { match: 'Host(\`a.test\`) && PathPrefix(\`/admin\`)', entryPoints: [web], middlewares: [office], services: [web] }
    hook:
      match: 'Host(\`a.test\`) && PathPrefix(\`/admin\`) && Method(\`POST\`)'
      entryPoints: [web]
      services: [web]
${annotations}`;
  for (const name of ['base', 'dev', 'staging', 'prod'])
    rmSync(join(environments, `${name}.yaml`), { force: true });
  write('small.yaml', text(''));
  const { code, err } = await synth();
  expect(code).toBe(0);
  expect(err).toMatch(/^warning open-within-guard  .*small\.yaml:9:5 \[small\/.*\] spec\.routes\[0\]$/m);
  expect(err).toContain('without ipAllowList: POST http://a.test/admin.');
  write(
    'small.yaml',
    text("      annotations: { lint.cdk8s-traefik/open-within-guard: 'the caller signs what it sends' }\n"),
  );
  const silenced = await synth();
  expect(silenced.err).not.toContain('open-within-guard');
});

describe('what a route says itself is meant', () => {
  const bypassed = (annotations: string): string => `namespace: shop
services:
  web: { image: 'example.com/web:1', ports: { http: 80 } }
middlewares:
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
routes:
  http:
    admin: { match: 'Host(\`a.test\`) && PathPrefix(\`/admin\`)', entryPoints: [web], middlewares: [office], services: [web] }
    canary:
      match: 'Host(\`a.test\`) && Header(\`X-Canary\`, \`always, and for all of them\`)'
      entryPoints: [web]
      services: [web]
${annotations}`;
  const annotation = (reason: string, rule = 'TR214'): string =>
    `      annotations: { lint.cdk8s-traefik/${rule}: '${reason}' }\n`;
  const found = async (text: string): Promise<{ readonly code: number; readonly err: string }> => {
    for (const name of ['base', 'dev', 'staging', 'prod'])
      rmSync(join(environments, `${name}.yaml`), { force: true });
    write('small.yaml', text);
    return synth();
  };

  test('is no error at synth, and none when what was written is linted', async () => {
    expect((await found(bypassed(''))).err).toMatch(/^error bypassed-guard /m);
    const { code, err } = await found(bypassed(annotation('who sends it is let in')));
    expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining('bypassed-guard') });
    expect(await commandLine(['lint', '-f', join(dist, 'small')])).toMatchObject({
      code: 0,
      err: expect.stringContaining('1 switched off.'),
    });
  });

  test('wants a reason and the name of a rule, at synth as at lint', async () => {
    const silent = await found(bypassed(annotation(' ')));
    expect(silent.code).toBe(1);
    expect(silent.err).toMatch(/^error missing-reason .*small\.yaml:\d+:\d+ \[small\//m);
    expect(silent.err).toContain('error bypassed-guard');
    const misspelt = await found(bypassed(annotation('it is meant', 'bypassd-guard')));
    expect(misspelt.code).toBe(1);
    expect(misspelt.err).toContain('fix: Did you mean bypassed-guard?');
  });
});

test.each([
  ['claims.yaml', 'gone.yaml', 'it leads nowhere'],
  ['claims.yaml', 'claims.yaml', 'its links lead in a circle'],
  ['images.lock.yaml', 'gone.yaml', 'it leads nowhere'],
])('%s that is a link to %s is told, not taken for absent', async (name, target, reason) => {
  symlinkSync(target, join(folder, name));
  const { code, err } = await synth('--env', 'prod');
  expect(code).toBe(1);
  expect(err).toContain(`${name} cannot be read: ${reason}`);
});
