import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Box, Stage, until } from './support';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'note' }, data: { text: 'mine' } };

test('two boxes run side by side and do not see each other', async () => {
  const boxes = await Promise.all([Box.start(), Box.start()]);
  try {
    const [left, right] = boxes;
    await left.apply([configMap]);
    expect(await left.kube.get(configMap, 'default')).toMatchObject({ data: { text: 'mine' } });
    expect(await right.kube.get(configMap, 'default')).toBeUndefined();
  } finally {
    await Promise.all(boxes.map((box) => box.stop()));
  }
  expect(boxes.filter((box) => existsSync(box.folder) || processesOf(box.folder).length > 0)).toEqual([]);
});

test('a box that is killed with its test runner leaves no process and no file', async () => {
  const runner = spawn(
    process.execPath,
    [require.resolve('tsx/cli'), path.join(__dirname, 'setup/hold-box.ts')],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(runner.stdout, 'data');
  const folder = String(line).trim();
  expect(existsSync(folder)).toBe(true);
  // The agent, etcd, the API server and Traefik at least.
  expect(processesOf(folder).length).toBeGreaterThanOrEqual(4);
  process.kill(-(runner.pid ?? 0), 'SIGKILL');
  await until('the box ends', () =>
    processesOf(folder).length === 0 && !existsSync(folder) ? true : undefined,
  );
});

test('a run of suites that is killed in the middle leaves no process and no box', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'killed-run-'));
  const { REAL_BOX: _shared, ...env } = process.env;
  const files = ['environments/dev', 'environments/prod'].map((file) =>
    path.join(__dirname, `${file}.test.ts`),
  );
  const runner = spawn(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--config=jest.real.config.js',
      // What this run has transformed need not be transformed again: that would take longer than all else.
      `--cacheDirectory=${path.join(tmpdir(), `jest_${process.getuid?.().toString(36)}`)}`,
      ...files,
    ],
    // Boxes are made in the folder for temporary files, so theirs are told apart.
    { cwd: path.join(__dirname, '../..'), env: { ...env, TMPDIR: folder }, stdio: 'ignore' },
  );
  const traefiks = (): string[] =>
    processesOf(folder).filter((pid) => commandLine(pid).includes('traefik.yaml'));
  try {
    await until('a worker is at it', () => (traefiks().length > 0 ? true : undefined), { timeout: 120_000 });
  } finally {
    runner.kill('SIGKILL');
  }
  await until('all of it ends', () => (processesOf(folder).length === 0 ? true : undefined));
  const boxes = (): string[] => readdirSync(folder).filter((name) => name.startsWith('cdk8s-traefik-box-'));
  await until('the boxes are removed', () => (boxes().length === 0 ? true : undefined));
  expect(processesOf(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
}, 180_000);

test('when a part dies, whoever waits for it is shown the tail of its log', async () => {
  const stage = await Stage.open();
  await stage.traefik.stop({ kill: true });
  const dying = stage.box.traefik({ config: { entryPoints: { web: { address: ':8000', nonsense: true } } } });
  await expect(dying).rejects.toThrow(/ended: exit status 1[^]*the last \d+ lines of [^]*nonsense/);
  await stage.close();
});

test('the API server refuses unknown fields, as kubectl --validate=strict does', async () => {
  const misspelt = { ...configMap, dta: {} };
  const { accepted, rejected } = await Box.shared().tryApply([misspelt], { namespace: 'strict' });
  expect(accepted).toEqual([]);
  expect(rejected[0]?.reason).toContain('dta');
});

test('a workload that is not restricted is warned of, with its name', async () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'loose' },
    spec: { containers: [{ name: 'app', image: 'app' }] },
  };
  const { warnings } = await Box.shared().apply([pod], { namespace: 'restricted' });
  expect(warnings.join()).toMatch(/Pod loose: would violate PodSecurity "restricted/);
});

/** The processes, of any name, whose command line speaks of a folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended in between.
    return '';
  }
}
