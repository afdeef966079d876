import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import {
  type GoWorkspace,
  builtImages,
  goEnvironmentProblems,
  imageFiles,
  readGoWorkspace,
} from '../../../lib/project/go';

let root: string;
let workspace: GoWorkspace;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-go-'));
  write({
    'go.work': 'go 1.26.0\nuse ./orders\nuse ./tools\n',
    'orders/go.mod': 'module example.com/shop/Orders\ngo 1.26.0\nreplace example.com/x => ../x\n',
    'orders/go.sum': '',
    'orders/cmd/api/main.go': 'package main\n',
    'orders/cmd/tool/main.go': 'package main\n',
    'tools/go.mod': 'module example.com/shop/tools\ngo 1.25\ntoolchain go1.26.3\n',
    'tools/cmd/tool/main.go': 'package main\n\nimport "C"\n',
    'x/go.mod': 'module example.com/x\n',
  });
  workspace = readGoWorkspace(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

describe('The settings of ko', () => {
  test('have every program once, and a C library for those that want one', () => {
    expect(load(imageFiles(workspace, 'ko')['.ko.yaml'] ?? '')).toMatchObject({
      baseImageOverrides: { 'example.com/shop/tools/cmd/tool': expect.stringContaining('distroless/base') },
      builds: [
        { id: 'api', dir: 'orders', main: './cmd/api', env: ['CGO_ENABLED=0'] },
        { id: 'example-com-shop-Orders-cmd-tool', dir: 'orders', main: './cmd/tool' },
        { id: 'example-com-shop-tools-cmd-tool', dir: 'tools', main: './cmd/tool', env: ['CGO_ENABLED=1'] },
      ],
    });
  });
});

test('The settings of goreleaser have each program with its checksum and its bill of materials, and the same bytes each time', () => {
  const settings = load(imageFiles(workspace, 'goreleaser')['.goreleaser.yaml'] ?? '');
  const ids = ['api', 'example-com-shop-Orders-cmd-tool', 'example-com-shop-tools-cmd-tool'];
  expect(settings).toMatchObject({
    version: 2,
    builds: ids.map((id) => ({
      id,
      goos: ['linux'],
      goarch: ['amd64', 'arm64'],
      flags: ['-trimpath'],
      ldflags: ['-s -w'],
      mod_timestamp: '{{ .CommitTimestamp }}',
    })),
    kos: ids.map((id) => ({
      build: id,
      platforms: ['linux/amd64', 'linux/arm64'],
      sbom: 'spdx',
      creation_time: '{{ .CommitTimestamp }}',
    })),
    checksum: { name_template: 'checksums.txt' },
    sboms: [{ artifacts: 'archive' }],
  });
});

test('A Dockerfile copies the modules that take the place of others, and has the newest toolchain', () => {
  const { Dockerfile } = imageFiles(workspace, 'docker');
  expect(Dockerfile).toContain('FROM golang:1.26.3 AS modules');
  expect(Dockerfile).toContain('COPY x/go.mod x/go.su[m] x/');
});

describe('Images that were built', () => {
  test('are known by the names that ko gives them', () => {
    const hash = createHash('md5').update('example.com/shop/Orders/cmd/api').digest('hex');
    const { images, unknown } = builtImages(
      [
        `r.example/apps/api-${hash}@${digest('a')}`,
        `r.example/apps/example.com/shop/orders/cmd/tool:v1@${digest('b')}`,
        `r.example/apps/tool@${digest('c')}`,
        'r.example/apps/api:v1',
        '',
      ].join('\n'),
      workspace.modules,
    );
    expect(Object.fromEntries(images)).toEqual({
      'ko://example.com/shop/Orders/cmd/api': { image: `r.example/apps/api-${hash}@${digest('a')}` },
      'ko://example.com/shop/Orders/cmd/tool': {
        image: `r.example/apps/example.com/shop/orders/cmd/tool:v1@${digest('b')}`,
      },
    });
    // Two programs are called tool.
    expect(unknown).toEqual([
      { line: 3, reason: `"r.example/apps/tool@${digest('c')}" is the image of no program here` },
      { line: 4, reason: '"r.example/apps/api:v1" is the image of no program here' },
    ]);
  });

  test('are the ones for all platforms, which ko names before the image for each', () => {
    const lines = ['a', 'b', 'c'].map((letter) => `r.example/api@${digest(letter)}\n`);
    const { images, unknown } = builtImages(lines.join(''), workspace.modules);
    expect(Object.fromEntries(images)).toEqual({
      'ko://example.com/shop/Orders/cmd/api': { image: `r.example/api@${digest('a')}` },
    });
    expect(unknown).toEqual([]);
  });

  test('are known from the list that goreleaser writes', () => {
    const artifacts = [
      { name: 'r.example/api:1', type: 'Docker Manifest', extra: { Digest: digest('d') } },
      {
        name: 'r.example/api:1-amd64',
        type: 'Docker Image',
        goos: 'linux',
        goarch: 'amd64',
        extra: { Digest: digest('e') },
      },
      { name: 'checksums.txt', type: 'Checksum' },
    ];
    const { images } = builtImages(JSON.stringify(artifacts), workspace.modules);
    expect(Object.fromEntries(images)).toEqual({
      'r.example/api:1': { image: `r.example/api:1@${digest('d')}` },
      'r.example/api:1-amd64': { image: `r.example/api:1-amd64@${digest('e')}`, platforms: ['linux/amd64'] },
    });
  });
});

describe('The Go environment', () => {
  const told = (variables: Readonly<Record<string, string>>): readonly string[] =>
    goEnvironmentProblems(root, workspace, variables).map(
      ({ severity, message }) => `${severity} ${message}`,
    );

  test('of a usual machine changes nothing', () => {
    expect(
      told({
        GOFLAGS: '',
        GOPROXY: 'https://proxy.example',
        GOVERSION: 'go1.26.3',
        GOTOOLCHAIN: 'auto',
        GOOS: 'linux',
      }),
    ).toEqual([]);
  });

  test.each([
    [{ GOWORK: 'off' }, 'warning GOWORK is off, and go.work is here'],
    [{ GO111MODULE: 'off' }, 'error GO111MODULE is off'],
    [{ GOFLAGS: '-mod=mod' }, 'warning GOFLAGS has -mod=mod'],
    [{ GOFLAGS: '-v -mod=vendor' }, 'error GOFLAGS has -mod=vendor, and orders/vendor holds no modules'],
    [{ GOFLAGS: '-tags=dev' }, 'warning GOFLAGS has -tags=dev'],
    [{ GOPROXY: 'off' }, 'warning GOPROXY is off'],
    [{ GOSUMDB: 'off' }, 'warning Nobody checks the sums'],
    [{ GOVERSION: 'go1.25.4', GOTOOLCHAIN: 'local' }, 'error go.work wants Go 1.26.0, this is 1.25.4'],
  ])('%j is told', (variables, message) => {
    expect(told(variables)[0]).toContain(message);
  });

  test('wants no sums of modules that the workspace or a folder gives', () => {
    write({
      'tools/go.mod':
        'module example.com/shop/tools\nrequire (\n\texample.com/shop/Orders v0.0.0\n\texample.com/x v0.0.0\n)\nreplace example.com/x => ../x\n',
    });
    workspace = readGoWorkspace(root);
    expect(told({})).toEqual([]);
  });

  test('has what is left over from before modules told', () => {
    write({
      'orders/Gopkg.lock': '',
      'tools/go.mod': 'module example.com/shop/tools\nrequire example.com/y v1.0.0\n',
    });
    workspace = readGoWorkspace(root);
    expect(told({}).map((line) => line.replace(`${root}/`, ''))).toEqual([
      'warning orders/Gopkg.lock is of a tool that came before modules; go does not read it.',
      expect.stringContaining('tools/go.mod requires modules, and there is no go.sum beside it.'),
    ]);
  });
});
