import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Ran, commandLine } from '../support/command-line';

const manifest = (match: string) => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${match}', kind: Rule, services: [{ name: web, port: 80 }] }]
`;

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-'));
  writeFileSync(at('now.yaml'), manifest('Host(`now.example`)'));
  writeFileSync(at('before.yaml'), manifest('Host(`before.example`)'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...argv: string[]): Promise<Ran> {
  return commandLine(argv, { standardInput: manifest('Host(`piped.example`)') });
}

test('map writes one page and names it', async () => {
  const { code, out } = await run(
    'map',
    '-f',
    at('now.yaml'),
    '--from',
    at('before.yaml'),
    '-o',
    at('map.html'),
  );
  expect([code, out]).toEqual([0, `${at('map.html')}\n`]);
  expect(readFileSync(at('map.html'), 'utf8')).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
});

test('the page says what diff says of a change', async () => {
  await run('map', '-f', at('now.yaml'), '--from', at('before.yaml'), '--output', at('map.html'));
  const diff = JSON.parse((await run('diff', at('before.yaml'), at('now.yaml'), '-o', 'json')).out);
  const [, packed = ''] = /octet-stream">([^<]*)</.exec(readFileSync(at('map.html'), 'utf8')) ?? [];
  const { sets } = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString());
  const messages = ({ message }: { message: string }) => message;
  expect(diff.changes.length).toBeGreaterThan(0);
  expect(sets[0].from.traffic.changes.map(messages)).toEqual(diff.changes.map(messages));
});

test('map reads standard input and writes to standard output', async () => {
  const { code, out } = await run('map', '-f', '-', '--output', '-');
  expect(code).toBe(0);
  expect(out).toMatch(/^<!doctype html>/);
});

test.each([
  [['-f', 'now.yaml'], 'say with --output which file to write'],
  [['--output', 'map.html'], 'name the objects with -f, or environments with --env'],
  [
    ['-f', 'now.yaml', '--from', 'a', '--from', 'b', '--output', 'map.html'],
    '--from is given 2 times, for 1 sets of objects: give one for each',
  ],
])('map %p is wrong usage', async (args, message) => {
  const { code, err } = await run('map', ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('a page that cannot be written is told in a sentence', async () => {
  const { code, err } = await run('map', '-f', at('now.yaml'), '--output', at('no/such/folder/map.html'));
  expect(code).toBe(1);
  expect(err).toContain('unwritable-file');
  expect(err).not.toContain('    at ');
});

test('graph prints nodes and edges, drawings, and that routers have no metrics where they have none', async () => {
  const { out, err } = await run('graph', '-f', at('now.yaml'), '-o', 'json');
  expect(JSON.parse(out)).toMatchObject({
    nodes: expect.arrayContaining([
      expect.objectContaining({ id: 'IngressRoute.traefik.io shop/web', namespace: 'shop', name: 'web' }),
    ]),
    edges: expect.arrayContaining([
      {
        from: 'IngressRoute.traefik.io shop/web',
        to: 'Service shop/web',
        path: 'spec.routes[0].services[0]',
        resolved: true,
      },
    ]),
  });
  expect(err).toContain('metrics.prometheus.addRoutersLabels is off');
  expect((await run('graph', '-f', at('now.yaml'), '-o', 'mermaid')).out).toMatch(/^flowchart LR\n/);
  expect((await run('graph', '-f', at('now.yaml'), '-o', 'dot')).out).toMatch(/^digraph traefik \{\n/);
});

test('graph tells of which object the names in a metric or a line of the access log are', async () => {
  const { out: routes } = await run('routes', '-f', at('now.yaml'), '-o', 'json');
  const router = Object.keys(JSON.parse(routes).routers).find((name) => name.startsWith('shop-web-')) ?? '';
  const line = JSON.stringify({ RouterName: router, entryPointName: 'websecure' });
  const { out, code } = await run('graph', '-f', at('now.yaml'), '--of', line);
  expect(code).toBe(0);
  expect(out.split('\n').map((row) => row.split(/ {2,}/))).toEqual([
    ['router', router, 'IngressRoute shop/web spec.routes[0]', `${at('now.yaml')}:12:12`],
    ['service', router, 'Service shop/web', `${at('now.yaml')}:2:1`],
    ['entryPoint', 'websecure', 'of the static configuration'],
    [''],
  ]);
  const nothing = await run('graph', '-f', at('now.yaml'), '--of', 'shop-other@kubernetescrd');
  expect(nothing).toMatchObject({ code: 1, out: '' });
  expect(nothing.err).toContain('no name in it is of a router, service, middleware or entry point here');
});

test('of an environment it tells where the entry point of a series was written', async () => {
  const series =
    'traefik_entrypoint_requests_total{code="200",entrypoint="websecure",method="GET",protocol="http"} 7';
  const { out, code } = await run('graph', '--env', 'prod', '--of', series, '-o', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([
    {
      as: 'entryPoint',
      name: 'websecure',
      object: null,
      path: '',
      location: expect.objectContaining({ file: 'environments/base.yaml', line: 19 }),
    },
  ]);
});
