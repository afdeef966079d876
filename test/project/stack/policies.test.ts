import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyDefinition, allowedRegistries, definePolicy } from '../../../lib/check/policy/define';
import { type Problem, ProblemError } from '../../../lib/core/finding';
import { Environments } from '../../../lib/project/environment';
import { DeliveryApp, EnvironmentStack, holdPolicies } from '../../../lib/project/stack';
import { commandLine } from '../../support/command-line';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'held-'));
  mkdirSync(join(folder, 'environments'));
  const base = "namespace: shop\nservices:\n  web: { image: 'example.com/web:1', ports: { http: 80 } }\n";
  writeFileSync(join(folder, 'environments', 'base.yaml'), base);
  for (const name of ['dev', 'staging', 'prod'])
    writeFileSync(join(folder, 'environments', `${name}.yaml`), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noPort80 = definePolicy({
  name: 'no-port-80',
  of: [{ resources: ['services'] }],
  validations: [
    {
      expression: 'object.spec.ports.all(p, p.port != 80)',
      messageExpression: "'port 80 of ' + object.metadata.name + ' is taken'",
    },
  ],
  action: { staging: 'Warn', prod: 'Deny' },
});

const dist = (): string => join(folder, 'dist');

/** What synth of some environments says on the way, and what stops it. */
function synth(only: readonly string[], ...policies: readonly PolicyDefinition[]) {
  const printed: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  let problems: readonly Problem[] = [];
  try {
    const app = new DeliveryApp({ outdir: dist() });
    for (const environment of Environments.load(join(folder, 'environments'), { only }))
      holdPolicies(new EnvironmentStack(app, environment), policies);
    app.synth();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems = error.problems;
  } finally {
    write.mockRestore();
  }
  return { printed: printed.join(''), problems };
}

test('what a policy would deny stops the synth, at the construct', () => {
  const { problems } = synth(['prod'], noPort80);
  expect(problems).toMatchObject([
    { rule: 'own-policy', severity: 'error', message: 'no-port-80: port 80 of web is taken' },
  ]);
  expect(problems[0]?.construct).toMatch(/^prod\//);
  expect(existsSync(dist())).toBe(false);
});

test('what it would warn of is printed, and where it holds not, nothing is', () => {
  const { printed, problems } = synth(['staging', 'dev'], noPort80);
  expect(problems).toEqual([]);
  expect(printed).toMatch(/warning own-policy.*\[staging\/[^\n]*\n.*port 80 of web is taken/);
  expect(printed).not.toContain('[dev/');
});

test('policy check and policy emit know them of the folder that synth wrote', async () => {
  synth(['staging'], noPort80);
  const place = join(dist(), 'staging');
  const { out } = await commandLine(['policy', 'check', '-f', place, '-o', 'json']);
  const { findings }: { findings: { name: string; message: string; severity: string }[] } = JSON.parse(out);
  expect(findings.filter(({ name }) => name === 'own-policy')).toMatchObject([
    { severity: 'warning', message: 'no-port-80: port 80 of web is taken' },
  ]);
  const emitted = await commandLine(['policy', 'emit', '-f', place]);
  expect(emitted.out).toMatch(/kind: ValidatingAdmissionPolicyBinding\nmetadata:\n {2}name: no-port-80\n/);
  const kyverno = await commandLine(['policy', 'emit', '-f', place, '--for', 'kyverno']);
  expect(kyverno.out).toMatch(/kind: ValidatingPolicy\nmetadata:\n {2}name: no-port-80\n/);
});

test('policy compare tells where they hold, what breaks them there, and where they do not', async () => {
  synth(['dev', 'staging'], noPort80);
  const places = ['dev', 'staging'].flatMap((name) => ['-f', join(dist(), name)]);
  const { out } = await commandLine(['policy', 'compare', ...places, '-o', 'json']);
  const { policies }: { policies: { name: string; places: unknown }[] } = JSON.parse(out);
  expect(policies.find(({ name }) => name === 'no-port-80')).toEqual({
    code: null,
    name: 'no-port-80',
    places: {
      dev: { state: 'off', severity: null, broken: [], excepted: [], why: 'dev does not hold it.' },
      staging: {
        state: 'broken',
        severity: 'warning',
        broken: ['Service shop/web'],
        excepted: [],
        why: 'Broken by Service shop/web.',
      },
    },
  });
  const text = await commandLine(['policy', 'compare', ...places]);
  expect(text.out).toMatch(/^no-port-80 +off +Warn, broken 1$/m);
});

test('an expression that is wrong is told with its policy and field', () => {
  const wrong = { ...noPort80, validations: [{ expression: 'object.spec.ports.all(p, ' }] };
  expect(synth(['prod'], wrong).problems).toMatchObject([
    {
      rule: 'invalid-policy-expression',
      object: { kind: 'ValidatingAdmissionPolicy', name: 'no-port-80' },
      field: ['spec', 'validations', 0, 'expression'],
    },
  ]);
});

test('images come from registries that are allowed', () => {
  expect(synth(['prod'], allowedRegistries('example.com/')).problems).toEqual([]);
  expect(synth(['prod'], allowedRegistries('registry.example.com/', 'ghcr.io/acme/')).problems).toMatchObject(
    [{ message: 'allowed-registries: Images of other registries: example.com/web:1.' }],
  );
});
