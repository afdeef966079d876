import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'static-'));
  writeFileSync(join(folder, 'objects.yaml'), '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `routes` says with this text as Traefik's static configuration. */
async function said(text: string, name = 'traefik.yaml'): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { err } = await commandLine([
    'routes',
    '-f',
    join(folder, 'objects.yaml'),
    '--traefik',
    file,
    '--color=never',
  ]);
  return err.replaceAll(file, name);
}

test('a field that Traefik has not is told with its place and the nearest one', async () => {
  expect(await said('providers:\n  kubernetesCRD: { allowCrossNamespaces: true }\n')).toContain(
    `traefik.yaml:2:20 providers.kubernetesCRD.allowCrossNamespaces
  providers.kubernetesCRD.allowCrossNamespaces is no field that Traefik knows.
  → Traefik refuses to start.
  fix: Write allowCrossNamespace.`,
  );
});

test('a key at the top that Traefik passes over is told in a note', async () => {
  expect(await said('entryPoints: { web: { address: ":80" } }\nprovider: { kubernetesCRD: {} }\n')).toBe(
    'note: Traefik passes over provider of traefik.yaml without a word (did you mean providers?)\n',
  );
});

test('a section that decides nothing about requests is let through', async () => {
  const sections = ['log', 'accessLog', 'tracing', 'global', 'serversTransport', 'spiffe', 'ocsp'];
  expect(
    await said(`${sections.map((key) => `${key}: {}`).join('\n')}\nproviders: { kubernetesCRD: {} }\n`),
  ).toBe('');
});

test('values of the Helm chart, and arguments of the command line, are told for what they are', async () => {
  expect(await said('ports: { web: { port: 8000 } }\nadditionalArguments: []\n')).toContain(
    'These are values of Traefik’s Helm chart, not its static configuration.',
  );
  expect(await said('--entrypoints.web.address=:80\n--providers.kubernetescrd\n')).toContain(
    'These are arguments of Traefik’s command line',
  );
});

test('a file in TOML is told for what it is', async () => {
  expect(await said('[entryPoints.web]\n  address = ":80"\n', 'traefik.toml')).toContain(
    `traefik.toml:1:1
  Traefik’s static configuration is read in YAML, and this is TOML.`,
  );
});
