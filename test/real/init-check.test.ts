import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Environments } from '../../lib';
import { chartOf, writeChart } from '../../lib/tools/chart';
import { valueAt } from '../../lib/tools/chart/values';
import { type ApiObjectData } from '../../lib/core/manifest';
import { isPlainMap } from '../../lib/core/base';
import { template, temporaryFolder } from '../tools/chart/support';
import { requirePart } from './parts/parts';
import { Box } from './support';

/** User and group of the pods, who may do nothing else. */
const nobody = 65532;

const goRoot = go('env', 'GOROOT').trim();
const goVersion = /go(\d+\.\d+\.\d+)/.exec(go('version'))?.[1] ?? '';

/** What Go's own command prints; the parts were built with it. */
function go(...args: readonly string[]): string {
  const { status, stdout, error } = spawnSync('go', args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`go ${args.join(' ')} failed`);
  return stdout;
}

const chart = temporaryFolder();
writeChart(chart, chartOf(Environments.load('environments', { variables: {} }), { name: 'shop' }));

const rendered = (environment: string, minVersion: string): readonly ApiObjectData[] =>
  template(
    chart,
    'shop',
    '-f',
    path.join(chart, `values.${environment}.yaml`),
    '--set',
    'initCheck.enabled=true',
    '--set-string',
    `initCheck.minVersion=${minVersion}`,
  );

/** The init container of a workload, as the chart gives it. */
function checkOf(objects: readonly ApiObjectData[], name: string): Readonly<Record<string, unknown>> {
  const workload = objects.find(
    ({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === name,
  );
  const containers = valueAt(workload, ['spec', 'template', 'spec', 'initContainers']);
  const found: unknown = Array.isArray(containers)
    ? containers.find((one) => isPlainMap(one) && one['name'] === 'init-check')
    : undefined;
  if (!isPlainMap(found)) throw new Error(`${name} has no check`);
  return found;
}

describe('the check before start, run as a container would run it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-traefik-init-check-'));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let images = 0;
  /** A folder in the place of a mounted image. */
  const image = (files: Readonly<Record<string, string>>): string => {
    const root = path.join(folder, `image-${++images}`);
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      copyFileSync(source, path.join(root, file));
    }
    return root;
  };

  /** A program that says of itself that another Go has built it. */
  const builtWith = (version: string): string => {
    const file = path.join(folder, `go${version.replaceAll(/\W/g, '-')}`);
    mkdirSync(`${file}.d`, { recursive: true });
    writeFileSync(path.join(`${file}.d`, 'go.mod'), 'module a\n\ngo 1.18\n');
    writeFileSync(path.join(`${file}.d`, 'main.go'), 'package main\n\nfunc main() {}\n');
    const { status, stderr } = spawnSync(
      'go',
      ['build', '-ldflags', `-X 'runtime.buildVersion=${version}'`, '-o', file, '.'],
      { cwd: `${file}.d`, encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0' } },
    );
    if (status !== 0) throw new Error(stderr);
    return file;
  };

  const run = (
    minVersion: string,
    root: string,
    tools = path.join(goRoot, 'bin'),
  ): SpawnSyncReturns<string> => {
    const { command, env } = checkOf(rendered('dev', minVersion), 'dex');
    if (!Array.isArray(command) || !Array.isArray(env)) throw new Error('it has no command');
    const [program = '', ...args] = command.map((word) => String(word).replaceAll('/image', root));
    const variables = env.filter(isPlainMap).map(({ name, value }) => [String(name), String(value)] as const);
    return spawnSync(program, args, {
      encoding: 'utf8',
      cwd: '/',
      uid: nobody,
      gid: nobody,
      env: { PATH: `${tools}:/usr/bin:/bin`, HOME: '/', ...Object.fromEntries(variables) },
    });
  };

  test('passes a program that the same Go has built, and names it', () => {
    const root = image({ 'usr/bin/httpbin': requirePart('go-httpbin') });
    const { status, stdout } = run(goVersion, root);
    expect(stdout).toBe(`${root}/usr/bin/httpbin: go${goVersion}\n`);
    expect(status).toBe(0);
  });

  test.each(['1.9', '1.25', '1.25.12', '1.26'])('passes it where %s is asked for', (minVersion) => {
    const root = image({ httpbin: requirePart('go-httpbin') });
    expect(run(minVersion, root)).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(['1.27', '1.100', '1.26.99'])('stops it where %s is asked for, and says why', (minVersion) => {
    const root = image({ httpbin: requirePart('go-httpbin') });
    const { status, stdout } = run(minVersion, root);
    expect(stdout).toContain(
      `this program was built with Go ${goVersion}; this release asks for ${minVersion} or newer\n`,
    );
    expect(status).toBe(1);
  });

  test.each([
    ['go1.9', '1.10', 1],
    ['go1.10', '1.9', 0],
    ['go1.25', '1.25', 0],
    ['go1.25', '1.25.0', 0],
    ['go1.25', '1.25.3', 1],
    ['go1.25.3', '1.25', 0],
    ['go1.25.10', '1.25.9', 0],
    ['go1.25rc1', '1.25', 0],
    ['go1.24.4 X:nocoverageredesign', '1.24.4', 0],
    ['devel go1.27-abcdef0123 Tue Nov 10 12:00:00 2026', '1.26', 0],
    ['devel go1.24-abcdef0123', '1.26', 1],
  ])('takes %s against %s for what it is', (version, minVersion, status) => {
    const root = image({ 'bin/a': builtWith(version) });
    expect(run(minVersion, root)).toMatchObject({ status });
  });

  test('stops where one of several programs is too old', () => {
    const root = image({ 'bin/new': requirePart('nats-server'), 'bin/old': builtWith('go1.21.3') });
    const { status, stdout } = run('1.22', root);
    expect(stdout).toContain(`${root}/bin/new: go${goVersion}\n`);
    expect(stdout).toContain('this program was built with Go 1.21.3; this release asks for 1.22 or newer\n');
    expect(status).toBe(1);
  });

  test('reads a program in a folder whose name looks like a version', () => {
    const root = image({ 'opt/a: go1.2/b': builtWith('go1.25.1') });
    expect(run('1.25', root)).toMatchObject({ status: 0 });
  });

  test('stops where the image has no Go program', () => {
    const root = image({ 'bin/sh': '/bin/sh' });
    const { status, stdout } = run('1.20', root);
    expect(stdout).toBe('there is no Go program in the image that this user may read\n');
    expect(status).toBe(1);
  });

  test('says so where its own image has no go command', () => {
    const root = image({ httpbin: requirePart('go-httpbin') });
    const { status, stdout } = run('1.20', root, '/nowhere');
    expect(stdout).toBe('the image of this check has no go command\n');
    expect(status).toBe(1);
  });
});

describe('the check before start on a real API server', () => {
  test.each(['dev', 'staging', 'prod'])(
    'every workload of %s has it, and is taken without a warning of Pod Security',
    async (environment) => {
      const namespace = `init-check-${environment}`;
      const objects = rendered(environment, '1.25').map((object) => ({
        ...object,
        metadata: { ...object.metadata, namespace },
      }));
      const { rejected, warnings } = await Box.shared().apply(objects, { namespace });
      expect(rejected).toEqual([]);
      expect(warnings).toEqual([]);
      const workloads = objects.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
      for (const workload of workloads) {
        const kept = await Box.shared().kube.get(workload, namespace);
        expect(checkOf(kept ? [kept] : [], workload.metadata.name)).toMatchObject({
          volumeMounts: [{ name: 'init-check', mountPath: '/image', readOnly: true }],
        });
        const volumes = valueAt(kept, ['spec', 'template', 'spec', 'volumes']);
        // A field that the API server does not serve would be dropped.
        expect(volumes).toContainEqual({
          name: 'init-check',
          image: { reference: expect.stringMatching(/:/), pullPolicy: 'IfNotPresent' },
        });
      }
      expect(workloads.length).toBeGreaterThan(3);
    },
  );
});
