import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

const manifests = (service: string): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: new, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes: [{ match: 'Host(\`a.com\`)', kind: Rule, services: [{ name: ${service}, port: 80 }] }]
`;

let folder: string;
let from: string;
let to: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'));
  from = join(folder, 'from.yaml');
  to = join(folder, 'to.yaml');
  writeFileSync(from, manifests('web'));
  writeFileSync(to, manifests('new'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(argv: readonly string[], standardInput = ''): Promise<Ran> {
  return commandLine(['diff', ...argv], { variables: process.env, standardInput });
}

test('tells the change with its requests, an example, both ways, the object and its line', async () => {
  const { code, out } = await run([from, to]);
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toMatch(/^MOVED: /);
  expect(out).toContain(
    'warning moved: These requests were forwarded to shop/web:80 and are now forwarded to shop/new:80.',
  );
  expect(out).toContain('requests web http: Host(`a.com`)');
  expect(out).toContain('curl --path-as-is http://a.com/');
  expect(out).toMatch(/outcome +forwarded to shop\/web:80 +≠ forwarded to shop\/new:80/);
  expect(out).toContain(`IngressRoute.traefik.io shop/web spec.routes[0].services[0] (to)  ${to}:17:`);
  expect(out).toContain('objects: 0 added, 0 removed, 1 changed');
});

test('--exit-code fails where requests fare otherwise, and only there', async () => {
  expect((await run([from, to, '--exit-code'])).code).toBe(1);
  expect((await run([from, from, '--exit-code'])).code).toBe(0);
  expect((await run([from, to])).code).toBe(0);
});

test('JSON has what others script against', async () => {
  const { out } = await run([from, to, '-o', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    verdict: 'moved',
    changes: [
      {
        kind: 'moved',
        severity: 'warning',
        requests: [{ entryPoint: 'web', scheme: 'http', rule: 'Host(`a.com`)' }],
        example: { url: 'http://a.com/', entryPoint: 'web' },
        before: { outcome: 'forwarded', backends: [{ service: 'shop/web' }] },
        after: { outcome: 'forwarded', backends: [{ service: 'shop/new' }] },
        cause: [{ object: { kind: 'IngressRoute' }, path: 'spec.routes[0].services[0]', side: 'to' }],
        regions: 1,
      },
    ],
    objects: { added: [], removed: [], changed: [{ paths: ['spec.routes[0].services[0]'] }] },
    unknown: [],
  });
});

test('Markdown is nothing where nothing changed, and never longer than a comment may be', async () => {
  expect((await run([from, from, '-o', 'markdown'])).out).toBe('');
  expect((await run([from, to, '-o', 'markdown'])).out).toMatch(/^\*\*Traffic: moved\*\*[\s\S]*<details>/);
  const many = Array.from({ length: 300 }, (_, index) =>
    manifests('web')
      .replace(
        'name: web, namespace: shop }\nspec:\n  entry',
        `name: web-${index}, namespace: shop }\nspec:\n  entry`,
      )
      .replace('a.com', `host-${index}.example.com`),
  );
  writeFileSync(to, many.join('---'));
  const { out } = await run([from, to, '-o', 'markdown']);
  expect(out.length).toBeLessThan(60_000);
  expect(out).toMatch(/\n\d+ more changes\.\n/);
});

test.each(['sarif', 'junit', 'github', 'gitlab'])('writes %s for build servers', async (format) => {
  const { code, out } = await run([from, to, '-o', format]);
  expect(code).toBe(0);
  expect(out).toContain('to.yaml');
  expect(out).toMatch(/DF005|moved/);
});

test('reads standard input, and a path at a revision of git', async () => {
  const { out } = await run(['-', to], manifests('web'));
  expect(out).toMatch(/^MOVED/);
  const here = process.cwd();
  try {
    process.chdir(folder);
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-qm', 'x'],
    ]) {
      execFileSync('git', args, { stdio: 'ignore' });
    }
    writeFileSync(from, manifests('new'));
    expect((await run(['git:HEAD:from.yaml', 'from.yaml'])).out).toMatch(/^MOVED/);
    const missing = await run(['git:nowhere:from.yaml', 'from.yaml']);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('there is no revision "nowhere"');
  } finally {
    process.chdir(here);
  }
});

test.each([
  [['one.yaml'], 2, 'name two sources'],
  [['-', '-'], 2, 'standard input can be only one'],
  [['a', 'b', '-o', 'xml'], 2, '--output takes'],
  [['missing.yaml', 'missing.yaml'], 1, 'missing.yaml'],
])('%j is one clear message', async (argv, code, message) => {
  const result = await run(argv);
  expect(result.code).toBe(code);
  expect(result.err).toContain(message);
  expect(result.err).not.toMatch(/\n {4}at /);
  expect(result.out).toBe('');
});

test('two sources without objects are nothing to compare', async () => {
  writeFileSync(from, '');
  const { code, err } = await run([from, from]);
  expect(code).toBe(2);
  expect(err).toContain('there is nothing to compare');
});
