import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/** The README's program for other repositories, and a word to the room for tests and to that for charts. */
const [, tour = ''] =
  /^```ts\n(import { App, Chart }[^]*?)^```/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
const program = `import { deriveChart } from 'cdk8s-traefik/chart';
import { yamlSerializer } from 'cdk8s-traefik/testing';
${tour}
if (!yamlSerializer.test(chart.toJson()[0])) throw new Error('no API object');
const files = deriveChart({ name: 'admin', inputs: { prod: {} }, render: () => app });
if (!files.has('templates/admin.yaml')) throw new Error('no template');
`;

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  tarball = join(folder, filename);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tarball has what runs, and nothing that leads to what is not in it', () => {
  const listed = run(folder, 'tar', ['-tzf', tarball]).split('\n').filter(Boolean);
  expect(listed.filter((file) => /\.map$|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  expect(listed.filter((file) => file.startsWith('package/bin/')).toSorted()).toEqual([
    'package/bin/cdk8s-traefik.js',
    'package/bin/program.js',
  ]);
  expect(listed).toContain('package/build/lib/cli/main.js');
});

test.each([
  ['a CommonJS', 'commonjs'],
  ['an ES module', 'module'],
])(
  '%s project compiles against the packed package with TypeScript and synthesizes',
  (_, type) => {
    const project = join(folder, type);
    execFileSync('mkdir', ['-p', project]);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, outDir: 'out', types: [] },
        files: ['main.ts'],
      }),
    );
    writeFileSync(join(project, 'main.ts'), program);
    const wanted = ['cdk8s', 'constructs', 'typescript'].map((name) => `${name}@${devDependencies[name]}`);
    run(project, 'npm', ['install', '--no-audit', '--no-fund', '--silent', tarball, ...wanted]);
    run(project, 'npx', ['tsc', '-p', '.']);
    run(project, 'node', ['out/main.js']);
    const manifest = readFileSync(join(project, 'dist', 'admin.k8s.yaml'), 'utf8');
    expect(manifest).toContain('kind: IngressRoute\n');
    expect(manifest).toContain('match: Host(`admin.example.com`) && PathPrefix(`/`)\n');
    expect(manifest).toContain('kind: Certificate\n');
    expect(manifest).toContain('kind: Deployment\n');
    expect(run(project, 'npx', ['cdk8s-traefik', '--help'])).toContain('Usage: cdk8s-traefik');
  },
  300_000,
);

function run(cwd: string, command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  // tsc tells its errors on standard output.
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
