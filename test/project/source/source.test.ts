import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource, trafficOf, withSecrets } from '../../../lib/project/source';
import { writeOutput } from '../../../lib/project/output';
import { environmentsProgram } from '../../../lib/project/program';

const home = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-'));
  process.chdir(folder);
  mkdirSync('environments');
  writeFileSync(
    'environments/base.yaml',
    `namespace: shop
traefik: { entryPoints: { public: { address: ':8443', http: { tls: {} } } }, exposedPorts: { public: 443 } }
existing: { secrets: { users: {} } }
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
middlewares: { login: { basicAuth: { secret: users } } }
routes:
  http:
    web: { entryPoints: [public], match: Host(\`a.example.com\`), middlewares: [login], services: [web] }
`,
  );
  writeFileSync('environments/prod.yaml', '');
  writeFileSync('environments/dev.yaml', 'traefik: { exposedPorts: { public: 8443 } }\n');
  for (const { files } of environmentsProgram('environments', {}).apps)
    writeOutput('dist', new Map(Object.entries(files)), { partial: false });
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const surroundings = (variables: Record<string, string | undefined> = process.env) => ({
  variables,
  standardInput: () => '',
  err: () => undefined,
});

const statusOf = (source: string, url = 'https://a.example.com/'): number | undefined =>
  trafficOf(readSource(source, surroundings())).explain({ url }).response?.status;

/** A program of this name that prints, first on the PATH. */
function stub(name: string, script: string): Record<string, string | undefined> {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
  return { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
}

test('a folder, a file in it, a copy of it and the environment know the same Traefik and the same Secrets', () => {
  cpSync('dist/prod', 'elsewhere', { recursive: true });
  const sources = ['dist/prod', 'dist/prod/', 'elsewhere', 'env:prod', join(folder, 'dist', 'prod')];
  expect(sources.map((source) => statusOf(source))).toEqual(sources.map(() => 401));
});

test('a revision of git has its context as well', () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet');
  git('add', 'dist');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'first');
  expect(statusOf('git:HEAD:dist/prod')).toBe(401);
  expect(statusOf('git:HEAD:dist/prod/')).toBe(401);
  expect(() => readSource('git:HEAD:gone', surroundings())).toThrow('it has no such file or folder');
  expect(() => readSource('git:nope:dist', surroundings())).toThrow('there is no revision "nope"');
  expect(() => readSource('git:HEAD', surroundings())).toThrow('write git:REV:PATH');
});

test('environments of different Traefiks are not one cluster', () => {
  expect(() => readSource('dist', surroundings())).toThrow('different-traefiks');
});

test('a kustomization and values of Helm beside manifests are passed over with a note', () => {
  cpSync('dist/prod', 'mixed', { recursive: true });
  writeFileSync(
    'mixed/kustomization.yaml',
    'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n',
  );
  writeFileSync('mixed/values.yaml', 'replicas: 1\n');
  const { problems } = readSource('mixed', surroundings());
  expect(problems.map(({ severity, location }) => [severity, location?.file])).toEqual([
    ['info', 'mixed/kustomization.yaml'],
    ['info', 'mixed/values.yaml'],
  ]);
  writeFileSync('mixed/broken.yaml', 'apiVersion: v1\nkind: Service\n');
  expect(() => readSource('mixed', surroundings())).toThrow('mixed/broken.yaml:1:1');
});

test('a context that was edited by hand is told with its place', () => {
  cpSync('dist/prod', 'edited', { recursive: true });
  writeFileSync('edited/.cdk8s-traefik-context', 'traefik: []\n');
  expect(() => readSource('edited', surroundings())).toThrow('.cdk8s-traefik-context:1:1');
});

test('Secrets that are not there are taken to exist where that is wanted, and named', () => {
  cpSync('dist/prod', 'bare', { recursive: true });
  rmSync('bare/.cdk8s-traefik-context');
  const bare = readSource('bare', surroundings());
  expect(trafficOf(bare).explain({ url: 'https://a.example.com/', entryPoint: 'public' }).outcome).toBe(
    'rejected',
  );
  const { reading, assumed } = withSecrets(bare);
  expect(assumed).toEqual(['Secret shop/users']);
  const disabled = Object.values(trafficOf(reading).routes().middlewares ?? {}).filter(({ error }) => error);
  expect(disabled).toEqual([]);
});

describe('live:', () => {
  const list =
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"}}]}';

  test('asks kubectl for the kinds that the cluster has', () => {
    const variables = stub(
      'kubectl',
      `echo "$@" >> ${folder}/asked
case "$1" in api-resources) printf 'services\\nsecrets\\npods\\ningressroutes.traefik.io\\n' ;; *) echo '${list}' ;; esac`,
    );
    expect(
      readSource('live:', surroundings(variables)).objects.map(({ object }) => object.metadata.name),
    ).toEqual(['web']);
    readSource('live:', surroundings(variables), { withoutSecrets: true });
    const asked = execFileSync('cat', [`${folder}/asked`], { encoding: 'utf8' });
    expect(asked).toContain('get ingressroutes.traefik.io,services,secrets --all-namespaces');
    expect(asked).toContain('get ingressroutes.traefik.io,services --all-namespaces');
  });

  test('says what kubectl says, without its log', () => {
    const variables = stub(
      'kubectl',
      `echo 'E1127 09:00:00.1  1 memcache.go:265] "Unhandled Error"' >&2; echo 'Error from server (Forbidden): secrets is forbidden' >&2; exit 1`,
    );
    const read = () => readSource('live:', surroundings(variables));
    expect(read).toThrow('--assume-secrets');
    expect(read).not.toThrow('memcache');
  });

  test.each([
    ['services', '', 'kubectl gave no List of objects'],
    ['services', 'null', 'kubectl gave no List of objects'],
    ['services', 'Warning', 'This is no API object, but a text'],
    ['services', '42', 'This is no API object, but a number'],
    ['services', '{"kind":"List","apiVersion":"v1"}', 'This List has no list of items'],
    ['services', '{"kind":"List","apiVersion":"v1","items":null}', 'This List has no list of items'],
    ['services', '{"message":"no"}', 'This is no API object'],
    ['pods', list, 'the cluster lists no kind that Traefik reads'],
  ])('takes no other answer for an empty cluster: of %s %j', (kinds, answer, message) => {
    const variables = stub(
      'kubectl',
      `case "$1" in api-resources) echo ${kinds} ;; *) echo '${answer}' ;; esac`,
    );
    expect(() => readSource('live:', surroundings(variables))).toThrow(message);
  });

  test('needs kubectl', () => {
    expect(() => readSource('live:', surroundings({ PATH: '/nowhere' }))).toThrow(
      'there is no kubectl on the PATH',
    );
  });

  test('stands alone', () => {
    expect(() => readSource('live:other', surroundings())).toThrow('live: stands alone');
  });
});

test('whoever asks about one reading has the same model of its Traefik', () => {
  const reading = readSource('dist/prod', surroundings());
  expect(trafficOf(reading)).toBe(trafficOf({ objects: reading.objects, facts: reading.facts }));
  expect(trafficOf(reading)).not.toBe(trafficOf({ ...reading, objects: [...reading.objects] }));
});
