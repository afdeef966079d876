import { asDeveloped, foreignProject, run } from './foreign-project';

const tests = `import { expect as plain, test } from 'vitest';
import { extendExpect } from 'cdk8s-traefik/testing';

const expect = extendExpect(plain);
const objects = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name: 'api' },
    spec: { ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { namespace: 'shop', name: 'inside' },
    spec: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
  },
  {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      entryPoints: ['web'],
      routes: ['open', 'inside'].map((name) => ({
        kind: 'Rule',
        match: 'Host(\`' + name + '.example.com\`)',
        middlewares: name === 'inside' ? [{ name }] : [],
        services: [{ name: 'api', port: 80 }],
      })),
    },
  },
];

test('a request goes where it should', () => {
  expect(objects).toRoute('http://open.example.com/').to('shop/api', { port: 80 });
  expect(objects).toAnswer('http://elsewhere.example.com/', 404);
  expect(objects).toRefuse('http://inside.example.com/').by('ipAllowList').with(403);
  expect(objects).not.toRefuse('http://open.example.com/');
});

test('a failure says what happens', () => {
  expect(() => expect(objects).toRoute('http://elsewhere.example.com/')).toThrow('answered by Traefik with 404');
});

test('what vitest has is still there, typed', () => {
  expect(1).toBe(1);
  expect.soft([1]).toContain(1);
  // @ts-expect-error -- no such matcher
  expect(() => expect(1).toRoot).toThrow();
});
`;

const tsconfig = {
  compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, skipLibCheck: true },
  files: ['routes.test.ts'],
};

let project: string;

beforeAll(() => {
  const sources = { 'routes.test.ts': tests, 'tsconfig.json': JSON.stringify(tsconfig) };
  project = foreignProject('vitest', sources, [
    ...asDeveloped('cdk8s', 'constructs', 'typescript'),
    'vitest@4.1.12',
  ]);
});

test('the matchers are typed under vitest', () => {
  expect(run(project, 'npx', ['--no', '--', 'tsc', '-p', '.'])).toBe('');
});

test('the matchers work under vitest', () => {
  expect(run(project, 'npx', ['--no', '--', 'vitest', 'run'], { NO_COLOR: '1' })).toMatch(/Tests +3 passed/);
});
