import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { main } from '../../lib/cli/main';

jest.setTimeout(240_000);

/** Texts that environment variables hold: one for each way on which a Secret's content comes into what Traefik runs. */
const variables = {
  USERS: 'test:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=',
  DIGEST: 'test:traefik:a2688e031edb4be6a3797f3882655c05',
  PASSWORD: 'redis-pa55 "quoted"/word',
  KEY: 'plugin-k3y-of-many-letters',
};

const environment = (more: string) => `
namespace: shop
domain: example.com
traefik:
  experimental: { plugins: { demo: { moduleName: example.com/demo, version: v1.0.0 } } }
services: { web: { image: 'ghcr.io/acme/shop:1.0.0', ports: { http: 8080 }${more} } }
objects:
  users: { apiVersion: v1, kind: Secret, stringData: { users: '\${secret(env:USERS)}' } }
  digest: { apiVersion: v1, kind: Secret, stringData: { users: '\${secret(env:DIGEST)}' } }
  redis: { apiVersion: v1, kind: Secret, stringData: { username: shop, password: '\${secret(env:PASSWORD)}' } }
  plugin: { apiVersion: v1, kind: Secret, stringData: { key: '\${secret(env:KEY)}' } }
middlewares:
  login: { basicAuth: { secret: users } }
  digest: { digestAuth: { secret: digest } }
  limit: { rateLimit: { average: 10, redis: { endpoints: ['redis:6379'], secret: redis } } }
  demo: { plugin: { demo: { key: 'urn:k8s:secret:plugin:key' } } }
routes:
  http:
    web:
      entryPoints: [websecure]
      match: Host(\`a.example.com\`)
      middlewares: [login, digest, limit, demo]
      services: [web]
`;

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  mkdirSync(join(folder, 'environments'));
  writeFileSync(join(folder, 'environments', 'prod.yaml'), environment(''));
  writeFileSync(
    join(folder, 'environments', 'dev.yaml'),
    environment(', replicas: 2').replace('[login, ', '['),
  );
  writeFileSync(
    join(folder, 'claims.yaml'),
    'claims: [{ name: all log in, always: { pass: [basicAuth] } }]\n',
  );
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

async function printed(argv: readonly string[]): Promise<string> {
  let all = '';
  const print = (text: string): void => void (all += text);
  await main(argv, { variables, standardInput: () => '', out: print, err: print });
  return all;
}

/** As they are, escaped, in base64 and as URLs have them; of users their hashes alone too. */
const forms = Object.values(variables)
  .flatMap((text) => [text, text.slice(text.lastIndexOf(':') + 1)])
  .flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64'),
    encodeURIComponent(text),
  ]);

const leaksOf = (text: string): readonly string[] => forms.filter((form) => text.includes(form));

const request = 'https://a.example.com/x';
const outputs = (command: readonly string[], ...formats: readonly string[]) =>
  formats.map((format) => [...command, '-o', format]);

const reading = [
  ...outputs(['routes'], 'text', 'wide', 'json', 'yaml'),
  ...outputs(['explain', request], 'text', 'json', 'yaml'),
  ...outputs(['lint'], 'text', 'json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown'),
  ...outputs(['prove', '--claims', 'claims.yaml'], 'text', 'json', 'sarif'),
  ...outputs(['graph'], 'json', 'mermaid', 'dot'),
].map((argv) => [...argv, '--env', 'prod']);

const others = [
  ...outputs(
    ['diff', 'env:prod', 'env:dev'],
    'text',
    'json',
    'markdown',
    'sarif',
    'junit',
    'github',
    'gitlab',
  ),
  ...outputs(['env', 'prod', '--provenance'], 'yaml', 'json'),
  ['validate', '--env', 'prod'],
];

test.each([...reading, ...others].map((argv) => [argv.join(' '), argv] as const))(
  'what is marked secret is not in what %s prints',
  async (_, argv) => {
    const text = await printed(argv);
    expect(text).not.toContain('undefined');
    expect(leaksOf(text)).toEqual([]);
  },
);

test('what Traefik would show of a Secret is masked', async () => {
  expect(await printed(['routes', '-o', 'json', '--env', 'prod'])).toContain('***');
});

test('the data of a page of routes has none of it', async () => {
  const page = await printed(['map', '--output', '-', '--env', 'prod']);
  const [, data = ''] = /<script id="data"[^>]*>([^<]*)</.exec(page) ?? [];
  const text = gunzipSync(Buffer.from(data, 'base64')).toString();
  expect(text).toContain('a.example.com');
  expect(leaksOf(text)).toEqual([]);
});

describe('what stands in Secrets of manifests, marked or not', () => {
  const manifests = (users: string, password: string) => `
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: shop }
stringData: { users: '${users}' }
---
apiVersion: v1
kind: Secret
metadata: { name: redis, namespace: shop }
data: { username: c2hvcA==, password: '${Buffer.from(password).toString('base64')}' }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login, namespace: shop }
spec: { basicAuth: { secret: users, headerField: X-User } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: limit, namespace: shop }
spec: { rateLimit: { average: 10, redis: { endpoints: ['redis:6379'], secret: redis } } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`a.example.com\`)
      kind: Rule
      middlewares: [{ name: limit }${users === variables.USERS ? ', { name: login }' : ''}]
      services: [{ name: web, port: 80 }]
`;

  test.each(
    outputs(['diff', 'from.yaml', 'to.yaml'], 'text', 'json', 'markdown', 'sarif').map((argv) => [argv]),
  )('is not in what %j prints', async (argv) => {
    writeFileSync('from.yaml', manifests(variables.USERS, variables.PASSWORD));
    writeFileSync('to.yaml', manifests('other:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=', variables.KEY));
    const text = await printed(argv);
    expect(text).toContain('a.example.com');
    expect([...leaksOf(text), ...(text.includes('W6ph5Mm5Pz8') ? [text] : [])]).toEqual([]);
  });
});
