import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gateFindings, gateSurroundings } from '../../../lib/check/gates';
import { requirePart } from '../parts/parts';

/** A database of one vulnerability, of a function of the standard library. */
const id = 'GO-2026-9999';
const modified = '2026-11-01T00:00:00Z';
const entry = {
  schema_version: '1.3.1',
  id,
  modified,
  published: modified,
  summary: 'Made up for a test',
  affected: [
    {
      package: { name: 'stdlib', ecosystem: 'Go' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.999.0' }] }],
      ecosystem_specific: { imports: [{ path: 'path', symbols: ['Clean'] }] },
    },
  ],
};
const files: Readonly<Record<string, string>> = {
  'db/index/db.json': JSON.stringify({ modified }),
  'db/index/modules.json': JSON.stringify([{ path: 'stdlib', vulns: [{ id, modified, fixed: '1.999.0' }] }]),
  'db/index/vulns.json': JSON.stringify([{ id, modified }]),
  [`db/ID/${id}.json`]: JSON.stringify(entry),
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport "path"\n\nfunc main() { println(clean("a/../b")) }\n\nfunc clean(p string) string {\n\tif p == "" {\n\t\treturn "."\n\t}\n\treturn path.Clean(p)\n}\n',
  'main_test.go':
    'package main\n\nimport "testing"\n\nfunc TestClean(t *testing.T) {\n\tif clean("") != "." {\n\t\tt.Fail()\n\t}\n}\n',
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-gates-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(program: string, args: readonly string[]): string {
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

const told = (gates: Parameters<typeof gateFindings>[0]): readonly string[] =>
  [...gateFindings(gates, gateSurroundings(root))].map(({ message }) => message);

describe("The reports of Go's own tools", () => {
  test('have a vulnerability that the real govulncheck finds called', () => {
    const report = run(requirePart('govulncheck'), ['-db', `file://${root}/db`, '-format', 'json', './...']);
    writeFileSync(join(root, 'vuln.json'), report);
    expect(told({ vulnerabilities: { report: 'vuln.json' } })).toEqual([
      expect.stringMatching(
        /^stdlib v1\.\d+\.\d+ has GO-2026-9999 \(Made up for a test\), and path\.Clean is called from main\.go:5\.$/,
      ),
    ]);
  });

  test('have the coverage that the real go tool cover prints', () => {
    run('go', ['test', '-coverprofile=cover.out', './...']);
    const printed = run('go', ['tool', 'cover', '-func=cover.out']);
    writeFileSync(join(root, 'cover.txt'), printed);
    const [, percent] = /total:\s+\(statements\)\s+([\d.]+)%/.exec(printed) ?? [];
    for (const profile of ['cover.out', 'cover.txt']) {
      expect(told({ coverage: { profile, minimum: 100 } })).toEqual([
        `Tests run ${percent} % of the statements, and 100 % are asked for.`,
      ]);
    }
  });

  test('have the modules that the real go lists', () => {
    writeFileSync(join(root, 'modules.json'), run('go', ['list', '-m', '-json', 'all']));
    expect(told({ modules: { report: 'modules.json' } })).toEqual([]);
  });
});
