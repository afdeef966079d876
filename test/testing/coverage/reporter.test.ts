import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Coverage } from '../../../lib/testing/coverage';
import { isBuilt } from '../../../scripts/built';
import { libraryIn } from '../../support/library';

const root = join(__dirname, '..', '..', '..');
/** jest compiles the sources by itself, where it has to. */
const matchers = join(root, isBuilt() ? 'build' : '', 'lib/testing');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  mkdirSync(join(folder, 'tmp'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const objects = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - { match: 'Host(\`a.example.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }
    - { match: 'Host(\`b.example.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }
    - { match: 'Host(\`c.example.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }
`;

const testOf = (host: string): string => `
  const { extendExpect, traffic } = require(${JSON.stringify(matchers)});
  test('it is routed', () => {
    extendExpect(expect)(traffic('objects.yaml')).toRoute('http://${host}/').to('shop/web');
  });
`;

/** Runs jest on a project with two test files, each in a worker of its own. */
function jest(options: object): {
  code: number | null;
  err: string;
  coverage: Coverage;
  left: readonly string[];
} {
  const files = {
    'objects.yaml': objects,
    'a.test.js': testOf('a.example.com'),
    'b.test.js': testOf('b.example.com'),
    'reporter.js': `module.exports = ${libraryIn('lib/testing/coverage/index')};`,
    'jest.config.json': JSON.stringify({
      testEnvironment: 'node',
      // What is compiled here is the same each time.
      cacheDirectory: join(root, 'node_modules/.cache/jest-coverage'),
      reporters: [['./reporter.js', { json: 'out/traffic.json', ...options }]],
      transform: { '\\.ts$': [require.resolve('@swc/jest'), { module: { type: 'commonjs' } }] },
    }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '-w', '2', '--config', 'jest.config.json'],
    { cwd: folder, env: { ...process.env, TMPDIR: join(folder, 'tmp') }, encoding: 'utf8' },
  );
  return {
    code: status,
    err: stderr,
    coverage: JSON.parse(readFileSync(join(folder, 'out/traffic.json'), 'utf8')),
    left: readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('cdk8s-traefik')),
  };
}

test('what tests in several workers touch is told together, jest fails below the threshold, and nothing is left', () => {
  const { code, err, coverage, left } = jest({ threshold: { routers: 70 } });
  expect(err).toContain('Traffic coverage: routers 2 of 3 (66.66 %)');
  expect(err).toContain(
    'router      IngressRoute shop/web spec.routes[2]  Host(`c.example.com`)  objects.yaml:15:7',
  );
  expect(err).toContain('Traffic coverage is too low: routers (66.66 %) below 70 %.');
  expect(
    coverage.sets.map(({ name, routers }) => [
      name,
      routers.map(({ hits, rule }) => `${hits} ${rule}`).toSorted(),
    ]),
  ).toEqual([
    ['objects.yaml', ['0 Host(`c.example.com`)', '1 Host(`a.example.com`)', '1 Host(`b.example.com`)']],
  ]);
  expect(code).toBe(1);
  expect(left).toEqual([]);
});
