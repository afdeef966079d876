import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;
let environments: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  environments = join(folder, 'environments');
  output = join(folder, 'deploy');
  cpSync('environments', environments, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function delivery(...args: readonly string[]): Promise<Ran> {
  return commandLine(['delivery', '--environments', environments, '--output', output, ...args]);
}

const written = (): readonly string[] =>
  readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();

test('writes for each environment what a system wants, and prints the files', async () => {
  const { code, out, err } = await delivery('--for', 'argocd');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trim().split('\n')).toEqual(written().map((file) => join(output, file)));
  expect(written()).toContain('argocd/prod/application.yaml');
});

test('with --env, what other environments have stays, and so does a file of somebody else', async () => {
  await delivery('--for', 'argocd');
  writeFileSync(join(output, 'argocd/own.yaml'), 'mine');
  const { code, out } = await delivery('--for', 'argocd', '--env', 'prod');
  expect(code).toBe(0);
  expect(out).not.toContain('staging');
  expect(written()).toEqual(expect.arrayContaining(['argocd/staging/application.yaml', 'argocd/own.yaml']));
});

test('a file of somebody else is never replaced', async () => {
  await delivery('--for', 'argocd', '--env', 'dev');
  rmSync(join(output, '.cdk8s-traefik-files'));
  writeFileSync(join(output, 'argocd/dev/application.yaml'), 'mine');
  const { code, err } = await delivery('--for', 'argocd', '--env', 'dev');
  expect(code).toBe(1);
  expect(err).toContain('foreign-output');
  expect(readFileSync(join(output, 'argocd/dev/application.yaml'), 'utf8')).toBe('mine');
});

test('nothing is written where a problem is an error, which has its place', async () => {
  writeFileSync(
    join(environments, 'prod.yaml'),
    'delivery: { argocd: { steps: { httpbin: 41-weight-5 } } }\n',
  );
  const { code, err } = await delivery('--for', 'argocd', '--env', 'prod');
  expect(code).toBe(1);
  expect(err).toMatch(/error unknown-delivery-step {2}\S*prod\.yaml:1:32 delivery\.argocd\.steps\.httpbin/);
  expect(err).toContain('fix: Did you mean "40-weight-5"?');
  expect(() => readdirSync(output)).toThrow('ENOENT');
});

test.each([
  [[], 'say with --for whom it is for'],
  [['--for', 'argo'], '--for takes argocd'],
  [['--for', 'argocd', '--env', 'prd'], 'did you mean "prod"?'],
])('%j is wrong usage', async (args, said) => {
  const { code, err } = await delivery(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
