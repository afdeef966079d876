import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const template = join(root, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');

/** What `cdk8s init typescript-app` installs, pinned. */
const stock = [
  'cdk8s@2.70.106',
  'constructs@10.8.1',
  'typescript@5.9.3',
  '@types/node@14.18.63',
  '@types/jest@29.5.14',
  'jest@29.7.0',
  'ts-jest@29.4.15',
];

const program = `import { App, Chart } from 'cdk8s';
import { GoService, IngressRoute, host } from 'cdk8s-traefik';
import { deriveChart } from 'cdk8s-traefik/chart';

export function build(): App {
  const app = new App();
  const chart = new Chart(app, 'admin', { namespace: 'shop' });
  const admin = new GoService(chart, 'admin', { image: 'example.com/admin:1', ports: { http: 8080 } });
  new IngressRoute(chart, 'route', {
    entryPoints: ['websecure'],
    routes: [{ match: host('admin.example.com'), services: [admin] }],
    tls: {},
  });
  return app;
}

export const files = (): Map<string, string> => deriveChart({ name: 'admin', inputs: { prod: {} }, render: build });
`;

const tests = `import { expect as plain } from '@jest/globals';
import { extendExpect } from 'cdk8s-traefik/testing';
import { build } from './main';

const ours = extendExpect(plain);

test('the global expect', () => {
  expect(build()).toRoute('https://admin.example.com/').to('shop/admin', { port: 8080 });
  expect(build()).not.toRefuse('https://admin.example.com/');
});

test('that of @jest/globals', () => {
  ours(build()).toRoute('https://admin.example.com/').to('shop/admin');
  ours(build()).toAnswer('https://elsewhere.example.com/', 404);
  ours(1).toBe(1);
});
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stock-'));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  for (const file of ['tsconfig.json', 'jest.config.js'])
    copyFileSync(join(template, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stock', private: true }));
  writeFileSync(join(folder, 'main.ts'), program);
  writeFileSync(join(folder, 'main.test.ts'), tests);
  const install = [
    'install',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--prefer-offline',
    join(folder, filename),
    ...stock,
  ];
  const failure = failureOf('npm', install);
  if (failure !== undefined) throw new Error(failure);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a stock project compiles against the package with TypeScript 5.9', () => {
  expect(failureOf('npx', ['tsc', '--noEmit'])).toBeUndefined();
}, 120_000);

test('and with TypeScript 7, which wants types to be named, and does not stand those of Node 14', () => {
  const options = ['--types', 'jest', '--skipLibCheck'];
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  expect(failureOf(compiler, ['--noEmit', '-p', folder, ...options])).toBeUndefined();
}, 120_000);

test('its tests under ts-jest have the matchers', () => {
  expect(failureOf('npx', ['jest'])).toBeUndefined();
}, 120_000);

/** What a command says where it fails. */
function failureOf(command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? undefined : `${stdout}${stderr}`;
}
