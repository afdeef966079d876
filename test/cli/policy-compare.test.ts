import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { commandLine } from '../support/command-line';

const temporary = temporaryFolders();
const home = process.cwd();
let folder: string;

const service = (type: string): string => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: ${type}, selector: { app: web }, ports: [{ name: http, port: 80 }] }
`;

beforeEach(() => {
  folder = temporary();
  process.chdir(folder);
  for (const place of ['dev', 'prod']) {
    mkdirSync(place);
    writeFileSync(join(place, 'web.yaml'), service('LoadBalancer'));
  }
});

afterEach(() => process.chdir(home));

interface Holding {
  readonly state: string;
  readonly severity: string | null;
  readonly broken: readonly string[];
  readonly why: string | null;
  readonly admission?: { readonly state: string };
}

async function compare(
  ...args: readonly string[]
): Promise<{ code: number; of: (name: string) => Readonly<Record<string, Holding>> }> {
  const { code, out } = await commandLine([
    'policy',
    'compare',
    '-f',
    'dev',
    '-f',
    'prod',
    '-o',
    'json',
    ...args,
  ]);
  const { policies }: { policies: { name: string; places: Record<string, Holding> }[] } = JSON.parse(out);
  return { code, of: (name) => policies.find((policy) => policy.name === name)?.places ?? {} };
}

test('a policy weighs what the kind of environment asks, and is told where it is broken, by what', async () => {
  const { code, of } = await compare();
  expect(code).toBe(1);
  expect(of('exposed-service')).toMatchObject({
    dev: { state: 'broken', severity: 'warning', broken: ['Service shop/web'] },
    prod: { state: 'broken', severity: 'error', why: 'Broken by Service shop/web.' },
  });
  expect(of('single-replica')).toMatchObject({
    dev: { state: 'off', why: 'It weighs nothing in an environment of the kind dev.' },
    prod: { state: 'holds', why: null },
  });
  writeFileSync('prod/web.yaml', service('ClusterIP'));
  expect((await compare()).code).toBe(0);
});

test('what an exception lets through is told with who answers for it', async () => {
  writeFileSync(
    'policy-exceptions.yaml',
    "exceptions:\n  - { policy: PL045, kind: Service, namespace: shop, name: web, reason: for now, owner: web team, until: '2999-01-01' }\n",
  );
  const { of } = await compare();
  expect(of('exposed-service')['prod']).toMatchObject({
    state: 'excepted',
    broken: [],
    why: 'An exception for Service shop/web until 2999-01-01: for now (web team).',
  });
});

test('policies of an organisation stand beside those of the catalogue', async () => {
  mkdirSync('policies');
  writeFileSync(
    'policies/no-port-80.yaml',
    `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-port-80 }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE] }]
  validations: [{ expression: 'object.spec.ports.all(p, p.port != 80)' }]
`,
  );
  writeFileSync('dev/web.yaml', service('ClusterIP').replace('port: 80', 'port: 81'));
  const { of } = await compare();
  expect(of('no-port-80')).toMatchObject({ dev: { state: 'holds' }, prod: { state: 'broken' } });
});

test('a cluster is asked whether it has what is emitted for the environment, and as it is emitted', async () => {
  for (const place of ['dev', 'prod']) writeFileSync(`${place}/web.yaml`, service('ClusterIP'));
  const { out } = await commandLine(['policy', 'emit', '-f', 'prod', '--environment', 'prod']);
  writeFileSync('cluster.yaml', out);
  const whole = await compare('--cluster', 'prod=cluster.yaml');
  expect(whole.code).toBe(0);
  expect(whole.of('exposed-service')['prod']).toMatchObject({ admission: { state: 'same' } });
  expect(whole.of('exposed-service')['dev']).not.toHaveProperty('admission');
  expect(whole.of('no-network-policy')['prod']).toMatchObject({ admission: { state: 'never' } });
  const without = out
    .split(/^---\n/m)
    .filter((text) => !(text.includes('prod.host-network.') && text.includes('PolicyBinding')))
    .filter((text) => !text.includes('prod.privileged-container.'))
    .map((text) =>
      text.includes('prod.exposed-service.') && text.includes('PolicyBinding')
        ? text.replace('- Deny', '- Audit')
        : text,
    );
  writeFileSync('cluster.yaml', without.join('---\n'));
  const { code, of } = await compare('--cluster', 'prod=cluster.yaml');
  expect(code).toBe(1);
  expect(of('host-network')['prod']).toMatchObject({ admission: { state: 'unbound' } });
  expect(of('privileged-container')['prod']).toMatchObject({
    admission: { state: 'missing' },
    why: 'The cluster has no policy prod.privileged-container.policy.cdk8s-traefik.',
  });
  expect(of('exposed-service')['prod']).toMatchObject({ admission: { state: 'different' } });
});

test('as text and as Markdown, what does not hold alike is a table, with the reasons below', async () => {
  const args = ['policy', 'compare', '-f', 'dev', '-f', 'prod'];
  const { out } = await commandLine(args);
  expect(out).toMatch(/^ +dev +prod\n[^]*PL045 exposed-service +Warn, broken 1 +Deny, broken 1\n/);
  expect(out).toMatch(/PL045 exposed-service in prod: Broken by Service shop\/web\.\n/);
  expect(out).toMatch(/\d+ more policies hold wherever they weigh something\.\n$/);
  const markdown = await commandLine([...args, '-o', 'markdown']);
  expect(markdown.out).toMatch(
    /^\| Policy \| dev \| prod \|\n[^]*\| PL045 exposed-service \| Warn, broken 1 \| Deny, broken 1 \|\n/,
  );
});

test('without a place, all environments of the repository are compared', async () => {
  mkdirSync('environments');
  const web = 'services: { web: { image: ghcr.io/acme/web:1.0.0, ports: { http: 8080 } } }\n';
  writeFileSync('environments/base.yaml', `namespace: shop\n${web}`);
  for (const name of ['dev', 'staging']) writeFileSync(`environments/${name}.yaml`, '{}\n');
  const { out } = await commandLine(['policy', 'compare']);
  expect(out).toMatch(/^ +dev +staging\n[^]*PL018 image-by-tag +off +Audit, broken 1\n/);
  expect(readFileSync('environments/dev.yaml', 'utf8')).toBe('{}\n');
});

test.each([
  [['--cluster', 'staging=x.yaml'], 'there is no place "staging"'],
  [['--cluster', 'x.yaml'], 'NAME=SOURCE'],
  [['-f', 'dev/'], 'two places are called "dev"'],
])('%j is wrong usage', async (args, said) => {
  const ran = await commandLine(['policy', 'compare', '-f', 'dev', ...args]);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(said) });
});
