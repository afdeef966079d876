import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synth-cluster-'));
  mkdirSync(join(folder, 'environments'));
  const service = 'ports: { http: 8080 }, replicas: 5';
  writeFileSync(
    join(folder, 'environments/base.yaml'),
    `namespace: shop
domain: shop.example
services:
  web: { image: 'ghcr.io/shop/web:1', ${service} }
  api: { image: 'ghcr.io/shop/api:1', ${service} }
routes:
  http:
    web: { entryPoints: [websecure, secret], match: 'Host(\`web.\${domain}\`)', services: [web], tls: { secretName: web-tls } }
existing: { secrets: { web-tls: {} } }
traefik: { entryPoints: { websecure: { address: ':8443', http: { tls: {} } }, secret: { address: ':9443', http: { tls: {} } } } }
delivery:
  karmada:
    clusters: { eu-1: { domain: shop.eu.example, imageRegistry: registry.eu.example }, us-1: { weight: 2 } }
    workloads: { web: { replicaScheduling: Divided }, api: { clusters: [us-1] } }
`,
  );
  writeFileSync(join(folder, 'environments/prod.yaml'), '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const synth = (...args: readonly string[]): Promise<Ran> =>
  commandLine(['synth', '--environments', join(folder, 'environments'), ...args]);

test('what arrives in a cluster has its share of replicas, its registry and its domain', async () => {
  const output = join(folder, 'eu-1');
  const { code, out, err } = await synth('--cluster', 'eu-1', '--output', output);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const text = out
    .trim()
    .split('\n')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  expect(text).toContain('replicas: 1\n');
  expect(text).toContain('image: registry.eu.example/shop/web:1');
  expect(text).toContain('match: Host(`web.shop.eu.example`)');
  expect(text).not.toContain('shop/api:1');
  const there = await commandLine(['routes', '-f', output]);
  expect(there.code).toBe(0);
  expect(there.out).toContain('web.shop.eu.example');
});

test('what arrives is linted and asked about behind the Traefik of the environment, with what its cluster has', async () => {
  const output = join(folder, 'eu-1');
  await synth('--cluster', 'eu-1', '--output', output);
  const lint = await commandLine(['lint', '-f', join(output, 'prod'), '-o', 'json']);
  const { findings } = JSON.parse(lint.out);
  expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
  const request = ['-f', join(output, 'prod'), '--entry-point', 'secret', '-o', 'json'];
  const { out } = await commandLine(['explain', 'https://web.shop.eu.example:9443/', ...request]);
  expect(JSON.parse(out)).toMatchObject({ outcome: 'forwarded', backends: [{ service: 'shop/web' }] });
  const diff = await commandLine(['diff', join(output, 'prod'), join(output, 'prod'), '-o', 'json']);
  expect(JSON.parse(diff.out)).toMatchObject({ verdict: 'same' });
});

test('a cluster that is not there is wrong usage, and so is no folder', async () => {
  const unknown = await synth('--cluster', 'eu-2', '--output', join(folder, 'out'));
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('no environment has a member cluster "eu-2"; did you mean "eu-1"?');
  const nowhere = await synth('--cluster', 'eu-1');
  expect(nowhere.code).toBe(2);
  expect(nowhere.err).toContain('--output');
});
