import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';

const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
`;

const route = (more = '') => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: web
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`a.example.com\`)
      kind: Rule
      services: [{ name: web, port: 80 }]
${more}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function lint(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return commandLine(['lint', ...args]);
}

test('says of a finding which rule it is, where it stands, what Traefik does and what to write', async () => {
  const file = written('web.yaml', service + route('      middlewares: [{ name: gone }]\n'));
  const { code, out, err } = await lint('-f', file, '-o', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    findings: [
      {
        code: 'TR050',
        name: 'unknown-middleware',
        severity: 'error',
        object: {
          apiVersion: 'traefik.io/v1alpha1',
          kind: 'IngressRoute',
          namespace: 'default',
          name: 'web',
        },
        path: 'spec.routes[0].middlewares[0]',
        location: { file, line: 16, column: 21 },
        message: 'There is no Middleware "gone".',
        consequence: expect.stringContaining('Traefik disables the router'),
        fix: expect.stringContaining('Make it'),
      },
    ],
  });
  expect(err).toBe('1 error.\n');
});

test('says the same to people, with the number by which the rule is known', async () => {
  const file = written('web.yaml', service + route('      middlewares: [{ name: gone }]\n'));
  const { out } = await lint('-f', file);
  expect(out).toMatch(
    /^error TR050 unknown-middleware {2}.*web\.yaml:16:21 IngressRoute\.traefik\.io web spec/,
  );
});

test('finds nothing in good objects, and says so', async () => {
  const { code, out, err } = await lint('-f', written('web.yaml', service + route()));
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'Nothing found.\n' });
  expect(JSON.parse((await lint('-f', folder, '-o', 'json')).out)).toEqual({ findings: [] });
});

test('asks the Traefik that the official chart runs, or that of a static configuration', async () => {
  const file = written('web.yaml', service + route().replace('websecure', 'public'));
  const traefik = written(
    'traefik.conf',
    'entryPoints: { public: { address: ":80" } }\nproviders: { kubernetesCRD: {} }\n',
  );
  expect((await lint('-f', file)).out).toContain('TR068');
  expect((await lint('-f', file, '--traefik', traefik)).code).toBe(0);
});

test('only errors make it fail', async () => {
  const file = written('web.yaml', service + route().replace('  entryPoints: [websecure]\n', ''));
  const { code, out, err } = await lint('-f', file);
  expect(out).toMatch(/^warning TR069 /);
  expect({ code, err }).toEqual({ code: 0, err: '1 warning.\n' });
});

test('a file that cannot be read is a finding, of no object', async () => {
  const { code, out } = await lint('-f', written('web.yaml', 'a: [1\n'), '-o', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out).findings).toMatchObject([
    { name: 'invalid-yaml', object: null, path: '', location: { line: 2 } },
  ]);
});

test('what Traefik reads is told among objects of other tools, and nothing of them', async () => {
  const others = `---
apiVersion: example.com/v1
kind: IngressRoute
metadata: { name: other }
spec: { anything: [goes] }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec: { source: { repoURL: https://example.com/x } }
`;
  const values = written('values.yaml', 'replicas: 2\n');
  written('web.yaml', service + route() + others);
  const { code, out, err } = await lint('-f', folder);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain(`info no-api-object  ${values}:1:1`);
});

test.each(['sarif', 'junit', 'github', 'gitlab', 'markdown'])(
  'prints what was found as %s',
  async (format) => {
    const file = written('web.yaml', service + route('      middlewares: [{ name: gone }]\n'));
    const { code, out } = await lint('-f', file, '-o', format);
    expect(code).toBe(1);
    expect(out).toContain('There is no Middleware');
  },
);

describe('what is not wanted', () => {
  const faulty = service + route('      middlewares: [{ name: gone }]\n');

  test.each(['TR050', 'tr050', 'unknown-middleware', 'TR069,unknown-middleware'])(
    'is switched off on the command line as %s',
    async (name) => {
      const { code, out, err } = await lint('-f', written('web.yaml', faulty), '--disable', name);
      expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'Nothing found. 1 switched off.\n' });
    },
  );

  test('has to be a rule: the nearest is named', async () => {
    const { code, err } = await lint('-f', written('web.yaml', faulty), '--disable', 'unknown-midleware');
    expect(code).toBe(2);
    expect(err).toContain('There is no rule "unknown-midleware". Did you mean unknown-middleware?');
  });

  test('is switched off in a file, by rule, kind, namespace and name', async () => {
    const file = written('web.yaml', faulty);
    const config = (ignored: string): string => written('lint.conf', `ignore:\n  - { ${ignored} }\n`);
    const all = 'code: TR050, kind: IngressRoute, namespace: default, name: web, reason: it comes later';
    expect((await lint('-f', file, '--config', config(all))).code).toBe(0);
    const other = await lint('-f', file, '--config', config(all.replace('name: web', 'name: api')));
    expect(other.code).toBe(1);
    expect(other.out).toMatch(
      /^info TR294 unused-suppression {2}.*lint\.conf:2:5\n {2}There is no finding of TR050 here\.$/m,
    );
  });

  test('is switched off by an annotation of its object, which has a reason', async () => {
    const annotated = (reason: string): string =>
      faulty.replace(
        '  name: web\nspec',
        `  name: web\n  annotations: { lint.cdk8s-traefik/TR050: '${reason}' }\nspec`,
      );
    expect((await lint('-f', written('web.yaml', annotated('it comes later')))).code).toBe(0);
    const { out } = await lint('-f', written('web.yaml', annotated('')), '-o', 'json');
    expect(JSON.parse(out).findings.map(({ name }: { readonly name: string }) => name)).toEqual([
      'missing-reason',
      'unknown-middleware',
    ]);
  });

  test('stands in SARIF with its reason', async () => {
    const { out } = await lint('-f', written('web.yaml', faulty), '--disable', 'TR050', '-o', 'sarif');
    expect(JSON.parse(out).runs[0].results).toMatchObject([
      { ruleId: 'TR050', suppressions: [{ kind: 'external', justification: '--disable' }] },
    ]);
  });

  test('may be known: a baseline lets only new findings fail, wherever the old ones move', async () => {
    const file = written('web.yaml', faulty);
    const baseline = join(folder, 'baseline.json');
    expect((await lint('-f', file, '--baseline', baseline, '--write-baseline')).code).toBe(0);
    written('web.yaml', `# moved\n${faulty}`);
    const { code, out, err } = await lint('-f', file, '--baseline', baseline);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '1 known finding.\n' });
    written('web.yaml', faulty.replace('gone', 'lost'));
    const changed = await lint('-f', file, '--baseline', baseline);
    expect(changed.code).toBe(1);
    expect(changed.err).toBe('1 error. 1 of the baseline are there no more: write it anew.\n');
  });
});

describe('--fix', () => {
  test('mends files, says how traffic changes, and reports what is left', async () => {
    const old =
      service +
      route('      middlewares: [{ name: gone }]\n').replace(
        'Host(`a.example.com`)',
        'Host(`a.example.com`, `b.example.com`)',
      );
    const file = written('web.yaml', old.replace('      middlewares: [{ name: gone }]\n', ''));
    const { code, err } = await lint('-f', file, '--fix');
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('match: Host(`a.example.com`) || Host(`b.example.com`)\n');
    expect(err).toContain(`fixed ${file}: TR002 match: Host(`);
    expect(err).toMatch(
      /GET https:\/\/[ab]\.example\.com\/: answered 404 → forwarded http:\/\/default\/web:80 1\n/,
    );
    expect((await lint('-f', file, '--fix')).err).toBe('Nothing found.\n');
  });

  test('says so where traffic stays the same', async () => {
    const middleware =
      '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: a }\nspec: { headers: { sslRedirect: true } }\n';
    const { err } = await lint('-f', written('web.yaml', service + route() + middleware), '--fix');
    expect(err).toContain('Traffic stays the same.\n');
  });

  test.each([
    ['-f', '-'],
    ['-f', 'live:'],
    ['--env', 'prod'],
  ])('rewrites no %s %s', async (option, source) => {
    const { code, err } = await lint(option, source, '--fix');
    expect(code).toBe(2);
    expect(err).toContain('--fix rewrites files');
  });
});
