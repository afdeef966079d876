import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { goPackages } from '../../../lib/project/go/packages';
import { Random } from '../muxer/random';

const fileNames =
  'main a_linux a_windows linux windows_arm64 x_amd64 x_arm64 x_linux_amd64 x_js_wasm _x .y doc a_linux_x unix_unix'.split(
    ' ',
  );
const folderNames = 'cmd internal testdata vendor _old .git api deep ignored'.split(' ');
const constraints = [
  '//go:build linux',
  '//go:build !linux',
  '//go:build ignore',
  '//go:build (linux && amd64) || darwin',
  '//go:build unix && go1.21',
  '//go:build go1.99',
  '//go:build linux &&',
  '//go:build !!linux',
  '//go:build',
  '//go:buildlinux',
  '//go:build custom || !custom',
  '// +build linux',
  '// +build windows darwin',
  '// +build linux,!amd64 darwin',
  '//+build ignore',
  '//go:build linux\n//go:build amd64',
  '/* words */ //go:build windows',
  '/*\n//go:build windows\n*/',
];
const clauses = [
  'package main',
  'package main',
  'package lib',
  'package documentation',
  'package /* x */ main',
  'package',
  'func main() {}',
  '',
];
const rests = [
  '',
  'func main() {}',
  'import "C"',
  'import (\n\t"fmt"\n\t_ "C"\n)',
  'import "fmt"; var x = "import"',
  'import x `C`',
];

/** The packages of one made-up module with this many files, as this program and as the real go finds them. */
export function comparePackages(
  seed: number,
  files: number,
): { readonly ours: unknown; readonly theirs: unknown; readonly count: number } {
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-go-'));
  try {
    write(root, new Random(seed), files);
    const theirs = listed(root);
    const ours = goPackages(root, ['./ignored'], []).map(({ dir, names, faults }) =>
      faults.length > 0 || names.length > 1 ? { dir, name: 'broken' } : { dir, name: names[0] },
    );
    return { ours, theirs, count: theirs.length };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function write(root: string, random: Random, files: number): void {
  writeFileSync(join(root, 'go.mod'), 'module example.com/m\n\ngo 1.25\n\nignore ./ignored\n');
  for (let file = 0; file < files; file++) {
    const folders = random.list(0, 3, () =>
      random.chance(0.5) ? `p${random.below(files)}` : random.pick(folderNames),
    );
    const path = join(root, ...folders, `${random.pick(fileNames)}.go`);
    mkdirSync(dirname(path), { recursive: true });
    const constraint = random.chance(0.5)
      ? random.pick(constraints) + (random.chance(0.8) ? '\n\n' : '\n')
      : '';
    writeFileSync(
      path,
      `${constraint}${random.chance(0.7) ? 'package main' : random.pick(clauses)}\n\n${random.pick(rests)}\n`,
    );
    if (folders.length > 0 && random.once(30)) {
      writeFileSync(join(dirname(path), 'go.mod'), 'module example.com/other\n');
    }
  }
}

interface Listed {
  readonly Dir: string;
  readonly Name?: string;
  readonly Error?: { readonly Err: string };
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly InvalidGoFiles?: readonly string[];
}

function listed(root: string): readonly { readonly dir: string; readonly name: string }[] {
  const env = {
    ...process.env,
    GOOS: 'linux',
    GOARCH: 'amd64',
    CGO_ENABLED: '1',
    GOFLAGS: '',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
  };
  const args = ['list', '-e', '-json=Dir,Name,Error,GoFiles,CgoFiles,InvalidGoFiles', '-find', './...'];
  const { stdout, status, stderr } = spawnSync('go', args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`go list ended with ${String(status)}: ${stderr.slice(-2_000)}`);
  const packages: readonly Listed[] = JSON.parse(`[${stdout.trim().replaceAll(/^\}\n\{/gm, '},{')}]`);
  // A folder with nothing but tests is a package to go, and none that is built.
  const isBuilt = ({ GoFiles = [], CgoFiles = [], InvalidGoFiles = [] }: Listed): boolean =>
    GoFiles.length + CgoFiles.length + InvalidGoFiles.length > 0;
  return packages
    .filter(isBuilt)
    .map(({ Dir, Name = '', Error: error, InvalidGoFiles = [] }) => ({
      dir: relative(root, Dir) || '.',
      name: error || InvalidGoFiles.length > 0 ? 'broken' : Name,
    }))
    .toSorted((a, b) => (a.dir < b.dir ? -1 : 1));
}
