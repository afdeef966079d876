import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const objects = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - { match: 'PathPrefix(\`/admin\`)', kind: Rule, services: [{ name: web, port: 80 }], middlewares: [{ name: auth }] }
`.replaceAll('\\`', '`');

/** What a synth says of a folder beside its manifests. */
const context = `claims:
  - { name: nobody reaches the shop, never: { reach: [shop/web] } }
`;

async function check(
  ...args: readonly string[]
): Promise<{ code: number; codes: readonly string[]; err: string }> {
  writeFileSync(join(folder, 'objects.yaml'), objects);
  const ran = await commandLine(['check', '-f', folder, '-o', 'json', ...args]);
  const { findings }: { findings: { code: string }[] } = JSON.parse(ran.out);
  return { code: ran.code, codes: findings.map(({ code }) => code), err: ran.err };
}

test('lint and policies stand in one report', async () => {
  const { code, codes, err } = await check();
  expect(code).toBe(1);
  expect(codes).toEqual(expect.arrayContaining(['TR050', 'PL045']));
  expect(err).toContain('policies for prod');
});

test('claims of a folder that synth wrote are proven as well', async () => {
  const before = await check();
  writeFileSync(join(folder, 'objects.yaml'), objects.replace(', middlewares: [{ name: auth }]', ''));
  writeFileSync(join(folder, '.cdk8s-traefik-context'), context);
  const ran = await commandLine(['check', '-f', folder, '-o', 'json']);
  expect(ran.out).toContain('nobody reaches the shop');
  expect(before.codes).not.toContain('TR602');
});

test('what is switched off for lint is switched off here', async () => {
  const { codes } = await check('--disable', 'TR050', '--profile', 'dev');
  expect(codes).not.toContain('TR050');
});

describe('without a source', () => {
  const home = process.cwd();

  beforeEach(() => {
    mkdirSync(join(folder, 'environments'));
    const service = 'web: { image: ghcr.io/acme/web:1.0.0, ports: { http: 8080 } }';
    writeFileSync(join(folder, 'environments/base.yaml'), `namespace: shop\nservices:\n  ${service}\n`);
    for (const name of ['dev', 'prod']) writeFileSync(join(folder, `environments/${name}.yaml`), '{}\n');
    process.chdir(folder);
  });

  afterEach(() => process.chdir(home));

  const tagged = async (): Promise<readonly { severity: string; construct: string }[]> => {
    const { out } = await commandLine(['check', '-o', 'json']);
    const { findings }: { findings: { name: string; severity: string; construct: string }[] } =
      JSON.parse(out);
    return findings.filter(({ name }) => name === 'image-by-tag');
  };

  test('all environments of the repository are checked, each as what it is', async () => {
    const { err } = await commandLine(['check']);
    expect(err).toMatch(/policies for dev[^]*policies for prod/);
    expect((await tagged()).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('an exception that one environment needs is not idle because another does not', async () => {
    const exception = (policy: string): string =>
      `  - { policy: ${policy}, kind: Deployment, namespace: shop, name: web, reason: r, owner: o, until: '2999-01-01' }\n`;
    writeFileSync('policy-exceptions.yaml', `exceptions:\n${exception('PL018')}${exception('PL045')}`);
    const { out } = await commandLine(['check']);
    expect(out.match(/idle-exception/g)).toHaveLength(1);
    expect(out).toMatch(/idle-exception.*policy-exceptions\.yaml:3/);
    expect(await tagged()).toEqual([]);
  });

  test('what stops a program is told once', async () => {
    writeFileSync('environments/dev.yaml', 'services: { web: { replicas: many } }\n');
    const { code, out } = await commandLine(['check']);
    expect(code).toBe(1);
    expect(out).toMatch(/environments\/dev\.yaml:1:\d+/);
  });
});
