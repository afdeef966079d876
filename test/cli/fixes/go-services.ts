import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CommandFix, fixesOf } from './fix';

const digest = `sha256:${'a'.repeat(64)}`;
const main = 'package main\n\nfunc main() {}\n';
const twoPrograms = {
  'm/go.mod': 'module example.com/m\n\ngo 1.26\n',
  'm/cmd/one/main.go': main,
  'm/cmd/two/main.go': main,
};
const service = (text: string, more = ''): string =>
  `namespace: shop\n${more}services: { web: { ports: { http: 8080 }, ${text} } }\n`;
const image = (text: string): string => service(`image: '${text}'`);
const locked = (text: string): string => `images: { ${text} }\n`;

/** Services of modules of Go, and their images. */
const fix = fixesOf('environments/prod.yaml', {
  argv: ['validate', '--environments', 'DIR/environments'],
  files: twoPrograms,
});

const wanted = (text: string): string =>
  service(text, 'images: { digests: required, architectures: [amd64, arm64] }\n');
const onlyAmd = {
  'images.lock.yaml': locked(`'redis:8': { image: 'redis:8@${digest}', platforms: [linux/amd64] }`),
};
const gated = service("image: 'example.com/web:1'", 'gates: { modules: { report: modules.json } }\n');
const report = (version: string, more = ''): string =>
  `{ "Path": "example.com/m", "Main": true }\n{ "Path": "example.com/a", "Version": "${version}"${more} }\n`;

const stamp = resolve('test/workspace/plugins/stamp');
const plugin = (options: string): string =>
  `namespace: shop
traefik: { experimental: { localPlugins: { stamp: { moduleName: example.com/shop/plugins/stamp } } } }
middlewares: { stamped: { plugin: { stamp: { ${options} } } } }
`;
const ofPlugin = {
  prepare: (folder: string) => cpSync(stamp, join(folder, 'plugins/stamp'), { recursive: true }),
};

/** What is wrong with services and plugins that are built of modules, and with their images. */
export const goServiceFixes: readonly CommandFix[] = [
  fix(
    'go-outside-context',
    'Move it into the repository',
    service('go: { module: .. }'),
    service('go: { module: ./m, main: ./cmd/one }'),
  ),
  fix(
    'no-go-program',
    'main: ./cmd/one',
    service('go: { module: ./m }'),
    service('go: { module: ./m, main: ./cmd/one }'),
  ),
  fix('invalid-image-lock', '@sha256:', image('redis:8'), image('redis:8'), {
    files: { 'images.lock.yaml': locked("'redis:8': redis:8") },
    change: { 'images.lock.yaml': locked(`'redis:8': 'redis:8@${digest}'`) },
  }),
  fix(
    'image-without-digest',
    'Name the digest',
    wanted("image: 'redis:8'"),
    wanted(`image: 'redis@${digest}'`),
  ),
  fix(
    'image-not-for-nodes',
    'kubernetes.io/arch: amd64',
    wanted("image: 'redis:8'"),
    wanted("image: 'redis:8', placement: { nodeSelector: { kubernetes.io/arch: amd64 } }"),
    { files: onlyAmd },
  ),
  fix('go-stale-module', 'go get example.com/a@v1.0.1', gated, gated, {
    files: {
      'modules.json': report('v1.0.0', ', "Retracted": ["loses data"], "Update": { "Version": "v1.0.1" }'),
    },
    change: { 'modules.json': report('v1.0.1') },
  }),
  fix('unknown-plugin-option', 'value', plugin('valeu: x'), plugin('value: x'), ofPlugin),
  fix(
    'invalid-plugin-option',
    'Write a value of the type',
    plugin('value: [x]'),
    plugin('value: x'),
    ofPlugin,
  ),
  fix(
    'invalid-plugin',
    'example.com/shop/plugins/stamp',
    plugin('value: x').replace('plugins/stamp', 'stamp'),
    plugin('value: x'),
    ofPlugin,
  ),
  {
    rule: 'go-setting-changes-build',
    says: 'Unset it',
    argv: ['go', 'check', 'DIR'],
    files: { 'go.mod': 'module example.com/m\n\ngo 1.26\n', 'main.go': main },
    variables: { PATH: '', GO111MODULE: 'off' },
    fixedVariables: { PATH: '' },
  },
  {
    rule: 'go-leftover',
    says: 'Delete it',
    argv: ['go', 'check', 'DIR'],
    files: { 'go.mod': 'module example.com/m\n\ngo 1.26\n', 'main.go': main, 'Gopkg.lock': '' },
    variables: { PATH: '' },
    change: { 'Gopkg.lock': null },
  },
  {
    rule: 'unknown-image-line',
    says: 'what "ko build --image-refs" wrote',
    argv: ['go', 'lock', 'DIR/refs.txt', '--dir', 'DIR', '--output', 'DIR/images.lock.yaml'],
    files: {
      'go.mod': 'module example.com/m\n\ngo 1.26\n',
      'cmd/one/main.go': main,
      'refs.txt': 'r.example/other:1\n',
    },
    change: { 'refs.txt': `r.example/one@${digest}\n` },
  },
  {
    rule: 'stale-image-lock',
    says: 'the import path of the program as it is now',
    argv: ['go', 'lock', '--check', '--dir', 'DIR', '--output', 'DIR/images.lock.yaml'],
    files: {
      'go.mod': 'module example.com/m\n\ngo 1.26\n',
      'cmd/one/main.go': main,
      'images.lock.yaml': locked(`'ko://example.com/m/cmd/noe': 'r.example/one@${digest}'`),
    },
    change: { 'images.lock.yaml': locked(`'ko://example.com/m/cmd/one': 'r.example/one@${digest}'`) },
  },
];
