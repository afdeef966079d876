import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../../lib/core/finding';
import { Environments } from '../../../lib/project/environment';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';
import { type Ran, commandLine } from '../../support/command-line';

const base = `
namespace: shop
domain: \${environment}.example.com
traefik: { entryPoints: { web: { address: ':8000' } } }
services:
  web: { image: 'example.com/web:1', ports: { http: 8080 } }
middlewares:
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
routes:
  http:
    web: { entryPoints: [web], match: 'Host(\`\${domain}\`)', middlewares: [office], services: [web] }
`;
const claim = (requests: string): string => `
claims:
  - name: all is for the office
    requests: ${requests}
    never: { reach: ['\${namespace}/web'], without: [office] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-'));
  mkdirSync(join(folder, 'environments'));
  write('environments/base.yaml', base);
  write('environments/prod.yaml', '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const open = 'routes: { http: { web: { middlewares: null } } }\n';

function synth(): string {
  try {
    const app = new DeliveryApp({ outdir: join(folder, 'dist') });
    for (const environment of Environments.load(join(folder, 'environments'), { variables: {} })) {
      new EnvironmentStack(app, environment);
    }
    app.synth();
    return '';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.message;
  }
}

function run(...args: readonly string[]): Promise<Ran> {
  return commandLine(args);
}

test('a synth writes nothing where a claim about an environment does not hold', () => {
  write('claims.yaml', claim('Host(`${domain}`)'));
  write('environments/dev.yaml', open);
  const told = synth();
  expect(told).toMatch(/^error refuted-claim {2}.*claims\.yaml:3:5/);
  expect(told).toContain('"all is for the office": it reaches shop/web without office');
  expect(told).toContain('http://dev.example.com/');
  expect(told).not.toContain('prod.example.com');
  expect(existsSync(join(folder, 'dist', 'prod'))).toBe(false);
});

test('the folder of an environment knows its claims, with the values of its variables', async () => {
  write('claims.yaml', claim('Host(`${domain}`)'));
  expect(synth()).toBe('');
  const { code, out } = await run('prove', '-f', join(folder, 'dist', 'prod'), '-o', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(out).claims).toMatchObject([{ name: 'all is for the office', result: 'proven' }]);
});

test('what is wrong with a claim is told with its place, in the words of its file', () => {
  write('claims.yaml', claim('Hst(`${domain}`)'));
  expect(synth()).toMatch(/^error invalid-claim {2}.*claims\.yaml:4:5 .*\n.*unsupported function: Hst/);
  write('claims.yaml', claim('Host(`${domian}`)'));
  expect(synth()).toMatch(/^error unknown-variable {2}.*claims\.yaml:4:5/);
  write('claims.yaml', 'claims: [{ name: a, nver: {} }]');
  expect(synth()).toMatch(/claims\.yaml:1:21 .*\n.*the nearest is "never"/);
});

test('synth and validate of the command line stop as well, and show where', async () => {
  write('claims.yaml', claim('Host(`${domain}`)'));
  write('environments/dev.yaml', open);
  const environments = join(folder, 'environments');
  const output = join(folder, 'out');
  const synthesized = await run('synth', '--environments', environments, '--output', output);
  expect(synthesized).toMatchObject({ code: 1, out: '' });
  expect(synthesized.err).toMatch(/^error refuted-claim {2}.*claims\.yaml:3:5/);
  expect(existsSync(output)).toBe(false);
  expect((await run('validate', '--environments', environments)).code).toBe(1);
  expect((await run('validate', '--environments', environments, '--env', 'prod')).code).toBe(0);
});

test('claims of a file that is named have the variables of the environment that is asked', async () => {
  const home = process.cwd();
  process.chdir(folder);
  try {
    write('more.yaml', claim('Host(`${domain}`) && PathPrefix(`/${environment}`)'));
    expect(await run('prove', '--env', 'prod', '--claims', 'more.yaml', '-o', 'json')).toMatchObject({
      code: 0,
      err: '1 of 1 claims are proven.\n',
    });
    write('environments/prod.yaml', open);
    const { code, out } = await run('prove', '--env', 'prod', '--claims', 'more.yaml');
    expect(code).toBe(1);
    expect(out).toContain('http://prod.example.com/prod');
    write('more.yaml', claim('Host(`${domian}`)'));
    const wrong = await run('prove', '--env', 'prod', '--claims', 'more.yaml');
    expect(wrong.err).toMatch(/error unknown-variable {2}more\.yaml:4:5[^]*Did you mean \$\{domain\}/);
  } finally {
    process.chdir(home);
  }
});

test('a claim about other objects is left to prove by a synth, which says so', async () => {
  write('claims.yaml', `claims: [{ name: as before, alike: { with: '${join(folder, 'dist', 'prod')}' } }]`);
  const output = join(folder, 'dist');
  const synthesized = await run('synth', '--environments', join(folder, 'environments'), '--output', output);
  expect(synthesized).toMatchObject({ code: 0 });
  expect(synthesized.err).toMatch(/info claim-of-two-sets {2}.*claims\.yaml:1:10[^]*prove --env NAME/);
  expect(await run('prove', '-f', join(output, 'prod'))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^proven {3}as before/),
  });
});
