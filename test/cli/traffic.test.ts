import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseYaml } from '../../lib/core/yaml';
import { type Ran, commandLine } from '../support/command-line';

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

function run(
  argv: readonly string[],
  standardInput = '',
  surroundings: { readonly variables?: Record<string, string>; readonly isTerminal?: boolean } = {},
): Promise<Ran> {
  return commandLine(argv, { standardInput, ...surroundings });
}

describe('routes', () => {
  test('shows a table of routers, and below it what is wrong and what Traefik only logs', async () => {
    const { code, out } = await run(['routes', '-f', folder]);
    expect(code).toBe(0);
    const [heads = '', ...rows] = out.split('\n');
    expect(heads.split(/ {2,}/)).toEqual([
      'STATUS',
      'ROUTER',
      'RULE',
      'ENTRY POINTS',
      'MIDDLEWARES',
      'SERVICE',
      'SOURCE',
    ]);
    expect(rows[0]?.split(/ {2,}/)).toEqual([
      'enabled',
      'IngressRoute shop/web',
      'Host(`a.example.com`) && PathPrefix(`/v1`)',
      'websecure',
      '–',
      'shop/web:80',
      `${join(folder, 'web.yaml')}:13:7`,
    ]);
    expect(rows[1]).toMatch(/^DISABLED {2}IngressRoute shop\/web\[2\] .* shop-gone@kubernetescrd /);
    expect(out).toContain(
      'disabled  IngressRoute shop/web[2]: middleware "shop-gone@kubernetescrd" does not exist',
    );
    expect(out).toContain(
      'dropped   IngressRoute shop/web spec.routes[1]: kubernetes service not found: shop/gone',
    );
    expect(out).not.toContain('@internal');
  });

  test('shows with -o wide names and priorities, digit by digit, and internal routers where asked', async () => {
    const { out } = await run(['routes', '-f', folder, '-o', 'wide', '--internal']);
    expect(out).toMatch(/:13:7 +42 +shop-web-\w+@kubernetescrd$/m);
    expect(out).toMatch(/^enabled +ping@internal \(HTTP\) .* 9223372036854775807 +ping@internal$/m);
    writeFileSync(join(folder, 'web.yaml'), manifests.replace('[websecure]', '[nowhere]'));
    const { out: lost } = await run(['routes', '-f', folder, '-o', 'wide']);
    expect(lost).toMatch(/:13:7 +– +shop-web-\w+@kubernetescrd$/m);
  });

  test('shows only what it is asked for', async () => {
    const rowsOf = async (...options: string[]): Promise<number> => {
      const { out } = await run(['routes', '-f', folder, ...options]);
      return out
        .split('\n')
        .filter((line) => line.includes('IngressRoute shop/web') && line.includes('yaml:')).length;
    };
    expect(await rowsOf('--host', 'c.example.com')).toBe(1);
    expect(await rowsOf('--host', 'nobody.example.com')).toBe(0);
    expect(await rowsOf('--status', 'enabled')).toBe(1);
    expect(await rowsOf('-n', 'shop')).toBe(2);
    expect(await rowsOf('-n', 'other')).toBe(0);
  });

  test('tells which routers chance decides between', async () => {
    const tied = manifests
      .replace('Host(`c.example.com`)', 'PathPrefix(`/v1`) && Host(`a.example.com`)')
      .replace(', middlewares: [{ name: gone }]', '');
    const { out } = await run(['routes', '-f', '-'], tied);
    expect(out).toMatch(
      /^tie +IngressRoute shop\/web(\[2\])? and IngressRoute shop\/web(\[2\])? both take GET https:\/\/a.example.com\/v1/m,
    );
  });

  test('is coloured on a terminal alone, and never with NO_COLOR', async () => {
    const coloured = async (
      isTerminal: boolean,
      variables: Record<string, string>,
      ...options: string[]
    ): Promise<boolean> => {
      const { out } = await run(['routes', '-f', folder, ...options], '', { isTerminal, variables });
      return out.includes('\u001B[31mDISABLED\u001B[0m  IngressRoute');
    };
    expect(await coloured(true, {})).toBe(true);
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(await coloured(false, {})).toBe(false);
    expect(await coloured(false, {}, '--color', 'always')).toBe(true);
    expect(await coloured(true, {}, '--color', 'never')).toBe(false);
  });

  test('-o yaml says what JSON says', async () => {
    const { out } = await run(['routes', '-f', folder, '-o', 'yaml']);
    expect(out).toContain('priority: 9223372036854775807');
    expect(out).toMatch(/^dropped:\n {2}- object:/m);
  });

  test('--strict fails where something does not run as it was written', async () => {
    expect(await run(['routes', '-f', folder, '--strict'])).toMatchObject({ code: 1 });
    expect(await run(['routes', '-f', folder, '--strict', '-o', 'json'])).toMatchObject({ code: 1 });
    const fine = manifests
      .split('\n')
      .filter((line) => !line.includes('gone'))
      .join('\n');
    expect(await run(['routes', '-f', '-', '--strict'], fine)).toMatchObject({ code: 0 });
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
      err: expect.stringContaining(`${file}:1:24 entryPoints.edge.address`),
    });
  });

  test('so is one that is too new for the release that the image of Traefik names', async () => {
    const file = join(folder, 'traefik.yml');
    writeFileSync(file, 'entryPoints:\n  web: { address: ":80" }\ncore:\n  strictTLSOptions: true\n');
    expect(await run(['routes', '-f', '-', '--traefik', file], traefikOf('traefik:v3.7.9'))).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${file}:4:3 core.strictTLSOptions`),
    });
  });

  test('a Traefik v2 among the objects is told, unless the release that is to run is said', async () => {
    const input = traefikOf('traefik:v2.11.0');
    const { code, err } = await run(['routes', '-f', '-'], input);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('warning outdated-traefik') });
    expect((await run(['routes', '-f', '-', '--traefik-version', '3.7.13'], input)).err).toBe('');
    const { out } = await run(['lint', '-f', '-', '-o', 'json'], input);
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ code: 'TR242', object: { name: 'traefik' }, location: { line: 5 } }],
    });
  });

  test('show what Traefik answers itself in place of backends of the Gateway API', async () => {
    const example = 'docs/gateway-example';
    const traefik = `${example}/traefik.static.yaml`;
    const { out } = await run(['routes', '-f', `${example}/shop.yaml`, '--traefik', traefik]);
    expect(out).toContain('shop/cart:80 90 %, shop/cart-next:80 10 %');
    expect(out).toContain('Traefik itself (500)');
  });
});

const traefikOf = (image: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: traefik, namespace: traefik }
spec: { selector: { matchLabels: { app: t } }, template: { metadata: { labels: { app: t } }, spec: { containers: [{ name: t, image: '${image}' }] } } }
`;

describe('explain', () => {
  test('tells the way of a request', async () => {
    const { code, out } = await run(['explain', 'https://a.example.com/v1/x', '-f', folder]);
    expect(code).toBe(0);
    expect(out).toContain('shop/web port 80');
  });

  test('says first which router would have taken the request if it worked, and where it is written', async () => {
    const { out, err } = await run(['explain', 'https://c.example.com/', '-f', folder]);
    expect(err).toBe('');
    expect(out).toMatch(
      /^LEFT OUT +IngressRoute shop\/web spec.routes\[2\] +\S+web.yaml:15:7\n.*\n +middleware "shop-gone@kubernetescrd" does not exist\n/,
    );
    expect(out).not.toContain('b.example.com');
  });

  test('--strict fails where something does not run as it was written, and says what', async () => {
    const { code, err } = await run(['explain', 'https://a.example.com/v1', '-f', folder, '--strict']);
    expect(code).toBe(1);
    expect(err).toContain('disabled  IngressRoute shop/web[2]: middleware');
    const fine = manifests
      .split('\n')
      .filter((line) => !line.includes('gone'))
      .join('\n');
    expect(await run(['explain', 'https://a.example.com/v1', '-f', '-', '--strict'], fine)).toMatchObject({
      code: 0,
      err: '',
    });
  });

  test('an entry point that there is not, and nothing to explain, is wrong usage', async () => {
    expect(
      await run(['explain', 'https://a.example.com/', '-f', folder, '--entry-point', 'websecur']),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no entry point "websecur": did you mean "websecure"?'),
    });
    rmSync(join(folder, 'web.yaml'));
    expect(await run(['explain', 'https://a.example.com/', '-f', folder])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is nothing to explain'),
    });
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
    [['explain', 'a.example.com/x', '-f', '.']],
    [['explain', 'ftp://a.example.com/x', '-f', '.']],
    [['routes', '-f', '.', '--status', 'fine']],
    [['routes', '-f', '.', '--host', 'a', '-o', 'json']],
    [['routes', '-f', '.', '--color', 'blue']],
  ])('wrong usage: %j', async (argv) => {
    expect(await run(argv)).toMatchObject({ code: 2, out: '' });
  });
});

test.each([['routes'], ['explain', 'https://a.example.com/v1/x'], ['graph'], ['lint'], ['--version']])(
  '%s gives the same as yaml as it does as json',
  async (...command) => {
    const objects = command[0] === '--version' ? [] : ['-f', folder];
    const json = await run([...command, ...objects, '-o', 'json']);
    const yaml = await run([...command, ...objects, '-o', 'yaml']);
    expect(parseYaml(yaml.out, 'out.yaml').documents[0]?.value).toEqual(JSON.parse(json.out));
    expect(yaml.out).not.toMatch(/^\{/);
  },
);

describe('--compose', () => {
  const compose = `services:
  traefik:
    image: traefik:v3.7
    command: [--providers.docker, "--entrypoints.websecure.address=:443"]
    ports: ["443:443"]
  whoami:
    image: traefik/whoami
    labels:
      - traefik.http.routers.whoami.rule=Host(\`whoami.localhost\`)
      - traefik.http.routers.whoami.tls=\${TLS:-true}
`;

  beforeEach(() => writeFileSync(join(folder, 'docker-compose.yml'), compose));

  test('explains a request to what labels route, and names the line of the label', async () => {
    const file = join(folder, 'docker-compose.yml');
    const asked = ['explain', 'https://whoami.localhost/', '--compose', file, '-p', 'shop'];
    const { code, out } = await run(asked);
    expect(code).toBe(0);
    expect(out).toContain(`${file}:9:9`);
    const { out: json } = await run([...asked, '-o', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      router: 'whoami@docker',
      outcome: 'forwarded',
      backends: [{ service: 'shop/whoami', port: 80, scheme: 'http', share: 1 }],
    });
  });

  test('reads env files, and files that lie over one another, as docker compose does', async () => {
    writeFileSync(join(folder, 'off.env'), 'TLS=false\n');
    writeFileSync(join(folder, 'over.yml'), 'services: { whoami: { labels: { traefik.enable: "false" } } }');
    const base = ['routes', '-o', 'json', '-p', 'shop', '--compose', join(folder, 'docker-compose.yml')];
    const plain = await run([...base, '--env-file', join(folder, 'off.env')]);
    expect(JSON.parse(plain.out).routers['whoami@docker']).not.toHaveProperty('tls');
    const over = await run([...base, '--compose', join(folder, 'over.yml')]);
    expect(Object.keys(JSON.parse(over.out).routers)).toEqual(['traefik-shop@docker']);
  });

  test('compares two projects by compose:FILE', async () => {
    writeFileSync(join(folder, 'new.yml'), compose.replace('whoami.localhost', 'who.localhost'));
    const sources = ['docker-compose.yml', 'new.yml'].map((file) => `compose:${join(folder, file)}`);
    const { code, out } = await run(['diff', ...sources, '-o', 'json', '--exit-code']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'wider', objects: { changed: [{}] } });
    const told = await run(['diff', ...sources]);
    expect(told.out).toMatch(/router +none +≠ Container \S+ label traefik\.http\.routers\.whoami\.rule$/m);
    expect(told.out).toMatch(
      /because +Container\.docker\.com \S+ metadata\.labels\["traefik\.http\.routers\.whoami\.rule"\] \(to\) +\S+new\.yml:\d+:\d+$/m,
    );
  });
});
