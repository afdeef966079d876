import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asDeveloped, foreignProject, root, run } from './foreign-project';

const template = join(root, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');

/** What `cdk8s init typescript-app` installs beside cdk8s, pinned. */
const stock = [
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

let project: string;

beforeAll(() => {
  const ofTemplate = ['tsconfig.json', 'jest.config.js'].map(
    (file) => [file, readFileSync(join(template, file), 'utf8')] as const,
  );
  const sources = { ...Object.fromEntries(ofTemplate), 'main.ts': program, 'main.test.ts': tests };
  project = foreignProject('stock', sources, [...asDeveloped('cdk8s', 'constructs'), ...stock]);
});

test('a stock project compiles against the package with TypeScript 5.9', () => {
  expect(run(project, 'npx', ['--no', '--', 'tsc', '--noEmit'])).toBe('');
});

test('and with TypeScript 7, which wants types to be named, and does not stand those of Node 14', () => {
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  const options = ['--types', 'jest', '--skipLibCheck'];
  expect(run(project, compiler, ['--noEmit', '-p', '.', ...options])).toBe('');
});

test('its tests under ts-jest have the matchers', () => {
  const result: unknown = JSON.parse(run(project, 'npx', ['--no', '--', 'jest', '--ci', '--json']));
  expect(result).toMatchObject({ success: true, numPassedTests: 2 });
});
