import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
