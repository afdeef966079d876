import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { ApiObjectData } from '../../lib/core/manifest';
import { readingOf } from '../../lib/project/source';
import { environmentsProgram } from '../../lib/project/program';
import { kubectl } from '../support/tools';
import { Box, until } from './support';

const root = path.join(__dirname, '..', '..');
const namespace = 'shop';

let box: Box;
let folder: string;
let declared: readonly ApiObjectData[];

beforeAll(async () => {
  // A cluster of its own: what other suites make in the namespace would be part of the answers.
  box = await Box.start();
  folder = path.join(box.folder, 'project');
  mkdirSync(path.join(folder, 'programs'), { recursive: true });
  cpSync(path.join(root, 'environments'), path.join(folder, 'environments'), { recursive: true });
  copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(kubectl() ?? 'kubectl, which is not on PATH', path.join(folder, 'programs', 'kubectl'));
  const output = environmentsProgram(path.join(folder, 'environments'), { only: ['prod'], variables: {} });
  declared = readingOf(output, 'prod').objects.map(({ object }) => object);
  await box.apply(declared, { namespace });
});

afterAll(() => box.stop());

interface Told {
  readonly verdict: string;
  readonly objects: { readonly added: readonly Named[]; readonly changed: readonly { object: Named }[] };
  readonly drifted: readonly { readonly object: Named; readonly paths: readonly string[]; by: string }[];
  readonly repair: readonly { readonly command: string; readonly objects: readonly Named[] }[];
  readonly undeclared: readonly Named[];
  readonly refused: readonly { readonly reason: string }[];
}

interface Named {
  readonly kind: string;
  readonly name: string;
}

let runs = 0;

/** What the command says inside of the box, where kubectl reaches the API server. */
async function diff(...args: readonly string[]): Promise<string> {
  const name = `diff-${runs++}`;
  const out = path.join(box.folder, `${name}.out`);
  const program = path.join(root, 'bin', 'cdk8s-traefik.js');
  const command = [process.execPath, program, 'diff', '--env', 'prod', '--live', '--assume-secrets', ...args];
  const part = await box.run({
    name,
    command: '/bin/sh',
    args: ['-c', `exec "$@" > ${out}`, 'sh', ...command],
    env: {
      KUBECONFIG: box.kubeconfig,
      PATH: `${path.join(folder, 'programs')}:${process.env['PATH']}`,
      HOME: box.folder,
    },
    folder,
  });
  await until('the command ends', () => part.ended, { timeout: 50_000 });
  expect(`${part.ended}\n${part.tail()}`).toContain('exit status 0');
  return readFileSync(out, 'utf8');
}

const told = async (): Promise<Told> => JSON.parse(await diff('-o', 'json'));

function one(kind: string, name: string): ApiObjectData {
  const found = declared.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}

test('a cluster that has what is declared differs in nothing, whatever the API server filled in', async () => {
  expect(await told()).toMatchObject({
    verdict: 'same',
    objects: { added: [], changed: [] },
    drifted: [],
    repair: [],
    undeclared: [],
    refused: [],
  });
});

test('what somebody changed, deleted and added is told with its author and what it did to requests, and is repaired', async () => {
  const middleware = one('Middleware', 'admin-networks');
  await box.kube.request(
    'PATCH',
    `/apis/traefik.io/v1alpha1/namespaces/${namespace}/middlewares/admin-networks?fieldManager=somebody`,
    { spec: { ipAllowList: { sourceRange: ['0.0.0.0/0'] } } },
    'application/merge-patch+json',
  );
  await box.delete([one('IngressRoute', 'dex')], { namespace });
  const stray = { ...middleware, metadata: { ...middleware.metadata, name: 'stray' } };
  await box.apply([stray], { namespace });

  const found = await told();
  expect(found.verdict).not.toBe('same');
  expect(found.objects.added).toMatchObject([{ kind: 'IngressRoute', name: 'dex' }]);
  expect(found.drifted).toMatchObject([
    {
      object: { kind: 'Middleware', name: 'admin-networks' },
      paths: ['spec.ipAllowList.sourceRange[0]'],
      by: expect.stringMatching(/^somebody at \d{4}-/),
    },
  ]);
  expect(found.undeclared).toMatchObject([{ kind: 'Middleware', name: 'stray' }]);
  const text = await diff();
  const page = readFileSync(path.join(root, 'docs', 'delivery.md'), 'utf8');
  const [, shown = ''] = /diff --env prod --live` says:\n\n```text\n([^]*?)```/.exec(page) ?? [];
  const timeless = (each: string): string => each.replace(/ at \d{4}-\S+/, '');
  const lines = new Set(text.split('\n').map(timeless));
  expect(shown.split('\n').filter((line) => line !== '…' && !lines.has(timeless(line)))).toEqual([]);
  expect(text).toContain('kubectl delete middleware.traefik.io stray -n shop\n');
  const commands = found.repair.map(({ command }) => command);
  expect(commands).toEqual([
    expect.stringMatching(
      /^kubectl apply --server-side --force-conflicts -f dist\/prod\/.*middlewares\.k8s\.yaml$/,
    ),
    expect.stringMatching(
      /^kubectl apply --server-side --force-conflicts -f dist\/prod\/.*routes\.k8s\.yaml$/,
    ),
  ]);
  for (const { objects } of found.repair) {
    const wanted = objects.map(({ kind, name }) => one(kind, name));
    await box.apply(wanted, { namespace });
  }
  await box.delete([stray], { namespace });
  expect(await told()).toMatchObject({ verdict: 'same', drifted: [], repair: [], undeclared: [] });
});

test('what the API server would refuse is told with what it says', async () => {
  await box.kube.request(
    'DELETE',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/certificates.cert-manager.io',
  );
  await until('the kind is gone', async () => {
    const answer = await box.kube.request('GET', '/apis/cert-manager.io/v1');
    return answer.status === 404 || !answer.body.includes('"Certificate"') || undefined;
  });
  const { refused } = await told();
  expect(refused.length).toBe(declared.filter(({ kind }) => kind === 'Certificate').length);
  for (const { reason } of refused) expect(reason).toMatch(/no matches for kind "Certificate"/);
});
