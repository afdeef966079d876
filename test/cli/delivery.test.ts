import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** The smallest environment that has a Service, a route, an autoscaler and a release. */
const small = `namespace: shop
domain: shop.example
services:
  web: { image: 'ghcr.io/shop/web:1', ports: { http: 8080 }, autoscaling: { maxReplicas: 9 } }
routes: { http: { web: { entryPoints: [websecure], match: 'Host(\`web.\${domain}\`)', services: [web], tls: {} } } }
`;

test.each([
  [
    'karmada',
    'clusters: { eu-1: { region: ue } }, regions: { eu: {} }',
    'unknown-member-cluster',
    /prod has no region/,
    /Write|Name|Did you mean/,
  ],
  [
    'karmada',
    'clusters: { eu-1: {} }, workloads: { web: { clusters: [eu-2] } }',
    'unknown-member-cluster',
    /prod has no member cluster "eu-2"/,
    /Did you mean "eu-1"\?/,
  ],
  [
    'karmada',
    'clusters: { eu-1: { overrides: [{ kind: Deployment, name: web, path: /spec/paused, value: true }] } }',
    'override-without-effect',
    /hits nothing in Deployment shop\/web: there is no "paused"/,
    /\S/,
  ],
  [
    'karmada',
    'clusters: { eu-1: {}, us-1: {} }, replicaScheduling: Divided',
    'two-owners',
    /both decide how many replicas of web/,
    /Duplicated/,
  ],
  [
    'karmada',
    'clusters: { eu-1: { overrides: [{ kind: Deploment, name: web, path: /a, value: 1 }] } }',
    'override-without-effect',
    /No Deploment web goes to the cluster/,
    /Did you mean Deployment web\?/,
  ],
  ['karmada', 'clusters: {}', 'delivery-without-clusters', /which member clusters/, /\S/],
  ['argocd', 'clusters: {}', 'contradictory-delivery', /none of them is named/, /Name them/],
  ['argocd', 'prune: true', 'contradictory-delivery', /nothing is done unasked in prod/, /automated: true/],
  ['openyurt', 'pools: { edge: {} }, workloads: { wep: { pools: [edge] } }', '', /"?wep"?/, /web/],
  [
    'observability',
    'services: { wep: {} }',
    'unknown-objective',
    /no requests of "wep"/,
    /Did you mean "web"\?/,
  ],
  [
    'observability',
    'objective: { latency: { seconds: 0.4, percent: 99 } }',
    'unmeasured-latency',
    /0\.4 s/,
    /0\.3/,
  ],
  ['backstage', 'components: { web: {} }', '', /owner/, /\S/],
  ['flux', 'prune: yes please', '', /prune/, /\S/],
])(
  'what is said wrongly of %s is told with its place and what to write: %s',
  async (system, said, rule, message, fix) => {
    rmSync(environments, { recursive: true });
    mkdirSync(environments);
    writeFileSync(join(environments, 'prod.yaml'), `delivery:\n  ${system}: { ${said} }\n`);
    writeFileSync(join(environments, 'base.yaml'), small);
    const { code, err } = await delivery('--for', system);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`error ${rule}`) });
    expect(err).toMatch(/prod\.yaml:2:\d+/);
    expect(err).toMatch(message);
    expect(err).toMatch(new RegExp(`fix: .*(?:${fix.source})`));
    expect(() => readdirSync(output)).toThrow('ENOENT');
  },
);

test.each([
  [[], 'say with --for whom it is for'],
  [['--for', 'argo'], '--for takes argocd'],
  [['--for', 'argocd', '--env', 'prd'], 'did you mean "prod"?'],
])('%j is wrong usage', async (args, said) => {
  const { code, err } = await delivery(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
