import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiObjectData, readObjects } from '../../lib/core/manifest';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;
let environments: string;
let declared: readonly ApiObjectData[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diff-live-'));
  environments = join(folder, 'environments');
  cpSync('environments', environments, { recursive: true });
  await commandLine([
    'synth',
    '--environments',
    environments,
    '--env',
    'prod',
    '--output',
    join(folder, 'dist'),
  ]);
  const { objects } = readObjects(
    [join(folder, 'dist/prod')],
    () => '',
    (path) => path.endsWith('releases'),
  );
  declared = objects.map(({ object }) => object);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A kubectl, first on the PATH, whose cluster has these objects. It fills in what an API server would, and refuses what
 * names one of the words in `refusing`.
 */
function kubectl(live: readonly ApiObjectData[], refusing: Readonly<Record<string, string>> = {}) {
  const bin = mkdtempSync(join(folder, 'bin-'));
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'live.json'), JSON.stringify(live));
  writeFileSync(join(bin, 'refusing.json'), JSON.stringify(refusing));
  writeFileSync(join(bin, 'kubectl'), `#!${process.execPath}\n${program}`, { mode: 0o755 });
  return { PATH: `${bin}:${process.env['PATH']}` };
}

const program = `
const { readFileSync } = require('node:fs');
const data = (name) => JSON.parse(readFileSync(require('node:path').join(__dirname, name), 'utf8'));
const [verb, what = ''] = process.argv.slice(2);
const live = data('live.json');
const key = ({ kind, metadata }) => [kind, metadata.namespace, metadata.name].join('/');
const list = (items) => console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
const input = () => JSON.parse(readFileSync(0, 'utf8')).items;
if (verb === 'api-resources') console.log('services\\ningressroutes.traefik.io\\nmiddlewares.traefik.io');
else if (verb === 'apply') {
  const items = input();
  for (const [name, reason] of Object.entries(data('refusing.json'))) {
    const refused = items.filter((item) => item.metadata.name === name || name === '*');
    for (const _ of refused) console.error(reason);
    if (refused.length > 0) process.exit(1);
  }
  list(items.map((item) => ({ ...item, metadata: { ...item.metadata, uid: '1' } })));
} else if (process.argv.includes('-f')) {
  const wanted = new Set(input().map(key));
  list(live.filter((item) => wanted.has(key(item))));
} else if (process.argv.includes('--selector')) list(live.filter(({ kind }) => kind === 'Middleware'));
else list(live.filter(({ kind }) => ['Service', 'IngressRoute', 'Middleware'].includes(kind)));
`;

function diff(variables: Record<string, string | undefined>, ...args: readonly string[]): Promise<Ran> {
  return commandLine(
    ['diff', '--env', 'prod', '--live', '--environments', environments, '--assume-secrets', ...args],
    { variables },
  );
}

/** The objects with one of them as somebody left it. */
const changed = (kind: string, name: string, spec: object): readonly ApiObjectData[] =>
  declared.map((object) =>
    object.kind === kind && object.metadata.name === name ? { ...object, spec } : object,
  );

const openToAll = (): readonly ApiObjectData[] =>
  changed('Middleware', 'admin-networks', { ipAllowList: { sourceRange: ['0.0.0.0/0'] } });

test('a cluster that is as declared has nothing to repair', async () => {
  const { code, out } = await diff(kubectl(declared), '--exit-code');
  expect(code).toBe(0);
  expect(out).toMatch(/^SAME/);
  expect(out).not.toContain('repair');
});

test('what a hand has changed is told by its requests and by its file, and --exit-code tells it too', async () => {
  const { code, out } = await diff(kubectl(openToAll()), '--exit-code');
  expect(code).toBe(1);
  expect(out).toMatch(/^MOVED/);
  expect(out).toContain('~ Middleware.traefik.io shop/admin-networks  spec.ipAllowList.sourceRange[0]');
  expect(out).toContain(
    'kubectl apply --server-side --force-conflicts -f dist/prod/traefik-middlewares.k8s.yaml\n',
  );
});

test('an object of the cluster that looks like ours and is not declared is told, and never deleted by a repair', async () => {
  const one = declared.find(({ kind }) => kind === 'Middleware');
  const stray = { metadata: { name: 'stray', namespace: 'shop' } };
  const { out } = await diff(kubectl([...declared, ...(one ? [{ ...one, ...stray }] : [])]));
  expect(out).toContain('kubectl delete middleware.traefik.io stray -n shop\n');
  expect(out).not.toContain('repair:');
});

test('one object that the API server refuses does not hide what it says of the others', async () => {
  const refusing = { 'admin-login': 'admission webhook "policy" denied the request: no basic auth' };
  const { out } = await diff(kubectl(openToAll(), refusing), '-o', 'json');
  const { refused, drifted } = JSON.parse(out);
  expect(refused).toMatchObject([
    { object: { name: 'admin-login' }, reason: expect.stringContaining('no basic auth') },
  ]);
  expect(drifted).toMatchObject([{ object: { name: 'admin-networks' } }]);
});

test('who may not ask the API server gets an answer of his own, and is told so', async () => {
  const forbidden = {
    '*': 'Error from server (Forbidden): middlewares is forbidden: User "ann" cannot patch',
  };
  const live = openToAll().map((object) => ({ ...object, status: {}, extra: { filledIn: true } }));
  const { out, err } = await diff(kubectl(live, forbidden), '-o', 'json');
  expect(err).toContain('note: the API server may not be asked for');
  const { drifted, refused } = JSON.parse(out);
  expect(drifted).toMatchObject([
    { object: { name: 'admin-networks' }, paths: ['spec.ipAllowList.sourceRange[0]'] },
  ]);
  expect(refused).toEqual([]);
});

test.each([
  [['diff', '--live'], '--env NAME and --live stand together'],
  [['diff', '--env', 'prod'], '--env NAME and --live stand together'],
  [['diff', '--env', 'prod', '--live', 'dist/prod'], '--env NAME and --live stand together'],
  [['diff', '--env', 'prd', '--live'], 'did you mean "prod"?'],
])('%j is wrong usage', async (args, said) => {
  const { code, err } = await commandLine(args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
