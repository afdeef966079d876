import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareGoVersions, describedWorkspace, readGoWorkspace } from '../../../lib/project/go';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-go-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const problemsOf = (folder = root, gowork = ''): readonly string[] =>
  readGoWorkspace(folder, { gowork, shownAs: '.' }).problems.map(
    ({ rule, location, message }) => `${rule} ${location?.file ?? '-'}:${location?.line ?? 0} ${message}`,
  );

const main = 'package main\n\nfunc main() {}\n';

describe('A workspace of Go', () => {
  test('is its modules with their programs, features and replacements', () => {
    write({
      'go.work': 'go 1.26\nuse (\n\t./services/orders\n\t./shared\n)\nreplace example.com/x => ./shared\n',
      'services/orders/go.mod':
        'module example.com/orders/v2\ngo 1.25\ntoolchain go1.26.1\nrequire google.golang.org/grpc v1.70.0\nrequire go.uber.org/automaxprocs v1.6.0 // indirect\nreplace example.com/shared => ../../shared\n',
      'services/orders/main.go': main,
      'services/orders/cmd/migrate/main.go': `//go:build linux\n\n${main}`,
      'services/orders/cmd/gen/main.go': `//go:build ignore\n\n${main}`,
      'services/orders/cmd/win/main_windows.go': main,
      'services/orders/internal/db/db.go': 'package db\n\nimport "C"\n',
      'services/orders/testdata/x/main.go': main,
      'shared/go.mod': 'module example.com/shared\ngo 1.24\n',
      'shared/shared.go': 'package shared\n',
    });
    const workspace = readGoWorkspace(root);
    expect(workspace.problems).toEqual([]);
    expect(describedWorkspace(workspace)).toMatchObject({
      work: 'go.work',
      replaces: [{ old: { path: 'example.com/x' }, new: { path: './shared' } }],
      modules: [
        {
          path: 'example.com/orders/v2',
          dir: 'services/orders',
          go: '1.25',
          toolchain: 'go1.26.1',
          mains: [
            { dir: '.', name: 'orders' },
            { dir: 'cmd/migrate', name: 'migrate' },
          ],
          replaces: [{ old: { path: 'example.com/shared' }, new: { path: '../../shared' } }],
          features: ['grpc', 'cgo'],
        },
        { path: 'example.com/shared', dir: 'shared', go: '1.24', toolchain: null, mains: [] },
      ],
    });
  });

  test('is found from a folder inside of it, unless GOWORK is off', () => {
    write({ 'go.work': 'go 1.26\nuse ./a\n', 'a/go.mod': 'module a\n', 'a/cmd/x/main.go': main });
    const inside = join(root, 'a/cmd/x');
    expect(readGoWorkspace(inside).work?.path).toBe('../../../go.work');
    const alone = readGoWorkspace(inside, { gowork: 'off' });
    expect(alone.work).toBeUndefined();
    expect(alone.modules).toMatchObject([{ path: 'a', dir: '../..', mains: [{ dir: 'cmd/x', name: 'x' }] }]);
  });

  test('may be many modules of a folder that nobody joined', () => {
    write({ 'b/go.mod': 'module b\n', 'a/go.mod': 'module a\n', 'node_modules/c/go.mod': 'module c\n' });
    expect(readGoWorkspace(root).modules.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  test('that names a folder without a module, or one twice, is told at the line', () => {
    write({ 'go.work': 'go 1.26\nuse ./missing\nuse ./a\nuse ./a/\n', 'a/go.mod': 'module a\n' });
    expect(problemsOf()).toEqual([
      'invalid-go-file go.work:4 go.work uses ./a/ twice.',
      'missing-go-module go.work:2 go.work uses missing, and there is no go.mod in it.',
    ]);
  });

  test('is older than a module of it', () => {
    write({ 'go.work': 'go 1.25\nuse ./a\n', 'a/go.mod': 'module a\ngo 1.25.2\n' });
    expect(problemsOf()).toEqual([
      'go-version-conflict go.work:2 a/go.mod wants Go 1.25.2, and the workspace says 1.25.',
    ]);
  });

  test('is not looked for past a go.mod or go.work that is there and is no file, such as a pipe', () => {
    write({
      'go.mod': 'module example.com/above\n',
      'inner/x.go': 'package x\n',
      'work/x/go.mod': 'module x\n',
    });
    for (const [name, folder] of [
      ['inner/go.mod', 'inner'],
      ['work/go.work', 'work/x'],
    ] as const) {
      execFileSync('mkfifo', [join(root, name)]);
      expect(problemsOf(join(root, folder))).toEqual([
        expect.stringMatching(/^unreadable-file .* cannot be read: it is a pipe, not a file\.$/),
      ]);
    }
  });

  test('has two modules of one path', () => {
    write({ 'go.work': 'go 1.26\nuse ./a\nuse ./b\n', 'a/go.mod': 'module m\n', 'b/go.mod': 'module m\n' });
    expect(problemsOf()).toEqual(['invalid-go-file b/go.mod:1 b/go.mod and a/go.mod are both the module m.']);
  });

  test('of nothing, of a broken file, and with a setting that is none', () => {
    expect(problemsOf()).toEqual([
      'no-go-module -:0 There is no go.mod in ., in a folder above it or below it, and no go.work.',
    ]);
    write({ 'go.mod': 'module m\nrequire x\n' });
    expect(problemsOf()).toEqual(['invalid-go-file go.mod:2 usage: require module/path v1.2.3.']);
    expect(problemsOf(root, 'here')[0]).toBe(
      'invalid-go-setting -:0 GOWORK is "here", which is no absolute path.',
    );
  });

  test('has a folder of two packages, a constraint that is none, and a replacement that leads nowhere', () => {
    write({
      'go.mod': 'module m\nreplace example.com/x => ./x\n',
      'a/a.go': 'package a\n',
      'a/b.go': 'package b\n',
      'c/c.go': '//go:build linux &&\n\npackage c\n',
    });
    expect(problemsOf()).toEqual([
      'missing-go-module go.mod:2 example.com/x is replaced by ./x, and there is no go.mod in x.',
      'invalid-go-source a:1 The files of a are of several packages: a, b.',
      'invalid-go-source c/c.go:1 c/c.go cannot be built: unexpected end of expression.',
    ]);
  });
});

test('Versions of Go are in order', () => {
  const ordered = [
    '1',
    '1.5.1',
    '1.20',
    '1.21',
    '1.21rc2',
    '1.21.0',
    '1.21.1',
    '1.26beta1',
    '1.26rc1',
    '1.26.0',
    '2.0',
  ];
  for (const [index, version] of ordered.entries()) {
    expect(compareGoVersions(version, version)).toBe(0);
    for (const later of ordered.slice(index + 1)) {
      expect([version, later, Math.sign(compareGoVersions(version, later))]).toEqual([version, later, -1]);
      expect(compareGoVersions(later, version)).toBeGreaterThan(0);
    }
  }
});
