import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

const manifests = `
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
  routes:
    - { match: 'Host(\`a.example.com\`) && PathPrefix(\`/v1\`)', kind: Rule, services: [{ name: web, port: 80 }] }
    - { match: 'Host(\`b.example.com\`)', kind: Rule, services: [{ name: gone, port: 80 }] }
    - { match: 'Host(\`c.example.com\`)', kind: Rule, middlewares: [{ name: gone }], services: [{ name: web, port: 80 }] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traffic-'));
  writeFileSync(join(folder, 'web.yaml'), manifests);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  argv: readonly string[],
  standardInput = '',
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    variables: {},
    standardInput: () => standardInput,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

describe('routes', () => {
  test('shows each router with its rule, what is wrong with it, and what Traefik only logs', async () => {
    const { code, out } = await run(['routes', '-f', folder]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /HTTP shop-web-\w+@kubernetescrd\n +Host\(`a.example.com`\) && PathPrefix\(`\/v1`\) {2}\(priority 42\)/,
    );
    expect(out).toMatch(
      /shop-web-\w+@kubernetescrd {2}DISABLED[^]*✗ middleware "shop-gone@kubernetescrd" does not exist/,
    );
    expect(out).toContain('dropped   IngressRoute shop/web spec.routes[1]');
  });

  test('shows no priority of a router that Traefik gives none', async () => {
    writeFileSync(join(folder, 'web.yaml'), manifests.replace('[websecure]', '[nowhere]'));
    const { out } = await run(['routes', '-f', folder]);
    expect(out).toMatch(/DISABLED\n +Host\(`a.example.com`\) && PathPrefix\(`\/v1`\)\n/);
  });

  test('-o json prints what /api/rawdata would, alone on standard output', async () => {
    const { out, err } = await run(['routes', '-f', join(folder, 'web.yaml'), '-o', 'json']);
    const found: Record<string, unknown> = JSON.parse(out);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['routers', 'services', 'dropped']));
    expect(err).toBe('');
  });

  test('reads standard input, and a static configuration', async () => {
    const file = join(folder, 'traefik.yml');
    writeFileSync(file, 'entryPoints: { edge: { address: ":443" } }\n');
    const { out } = await run(['routes', '-f', '-', '--traefik', file, '-o', 'json'], manifests);
    expect(out).toContain('entryPoint \\"websecure\\" doesn\'t exist');
  });

  test('without -f it is wrong usage; what cannot be read is told with its place', async () => {
    expect(await run(['routes'])).toMatchObject({ code: 2 });
    writeFileSync(join(folder, 'bad.yaml'), 'a: [\n');
    const { code, err } = await run(['routes', '-f', folder]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`${join(folder, 'bad.yaml')}:2:1`),
    });
  });

  test('a static configuration that Traefik would refuse is told with its field', async () => {
    const file = join(folder, 'traefik.yml');
    writeFileSync(file, 'entryPoints: { edge: { address: [1] } }\n');
    expect(await run(['routes', '-f', '-', '--traefik', file], manifests)).toMatchObject({
      code: 1,
      err: expect.stringContaining('entryPoints.edge.address'),
    });
  });
});

describe('explain', () => {
  test('tells the way of a request', async () => {
    const { code, out } = await run(['explain', 'https://a.example.com/v1/x', '-f', folder]);
    expect(code).toBe(0);
    expect(out).toContain('shop/web port 80');
  });

  test('says on standard error what is left out, for it may be the reason', async () => {
    const { err } = await run(['explain', 'https://c.example.com/', '-f', folder]);
    expect(err).toMatch(/^disabled {2}HTTP router shop-web-\w+@kubernetescrd: middleware/m);
    expect(err).toMatch(/^dropped {3}IngressRoute shop\/web spec.routes\[1\]/m);
  });

  test('takes method, headers, client and entry point, and prints JSON', async () => {
    const { out, err } = await run([
      'explain',
      'POST',
      'https://a.example.com/v1',
      '-f',
      folder,
      '-H',
      'X-A: 1',
      '-H',
      'X-A: 2',
      '--client-ip',
      '10.0.0.1',
      '--entry-point',
      'websecure',
      '--sni',
      'a.example.com',
      '--alpn',
      'h2',
      '-o',
      'json',
    ]);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      entryPoint: 'websecure',
      source: { kind: 'IngressRoute', namespace: 'shop', name: 'web', route: 0 },
      outcome: 'forwarded',
      forwarded: { method: 'POST', url: '/v1' },
      backends: [{ service: 'shop/web', port: 80, scheme: 'http', share: 1 }],
    });
  });

  test('answers a batch line by line, in order, with the ids', async () => {
    const requests =
      '{"id":"a","url":"https://a.example.com/v1"}\n\n{"id":2,"url":"https://a.example.com/"}\n';
    const { code, out } = await run(['explain', '--requests', '-', '-f', folder, '-o', 'json'], requests);
    const results = out
      .trim()
      .split('\n')
      .map((line): { id: unknown; outcome: string } => JSON.parse(line));
    expect(code).toBe(0);
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', 'forwarded'],
      [2, 'answered'],
    ]);
  });

  test('a line that is no request is told with its number', async () => {
    const file = join(folder, 'requests.jsonl');
    writeFileSync(file, '{"url":"https://a/"}\nnot json\n{"method":"GET"}\n');
    const { code, out, err } = await run(['explain', '--requests', file, '-f', folder, '-o', 'json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${file}:2:1`);
    expect(err).toContain(`${file}:3:1`);
  });

  test.each([
    [['explain']],
    [['explain', 'GET', 'https://a/', 'more', '-f', '.']],
    [['explain', 'https://a/', '-f', '.', '-H', 'no colon']],
    [['explain', '--requests', '-', '-f', '.']],
    [['explain', 'https://a/', '--requests', '-', '-f', '.', '-o', 'json']],
    [['explain', '--requests', '-', '-f', '-', '-o', 'json']],
    [['explain', 'https://a/', '-f', '.', '-o', 'xml']],
    [['explain', 'https://a/', '-f', '.', '--client-ip', 'nobody']],
  ])('wrong usage: %j', async (argv) => {
    expect(await run(argv)).toMatchObject({ code: 2, out: '' });
  });
});
