import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Environments } from '../../lib';
import { chartOf, writeChart } from '../../lib/tools/chart';
import { helm } from '../support/tools';
import { Box, until } from './support';

const program = helm() ?? 'helm, which is not on PATH';
const namespace = 'helm-prod';

describe('the chart on a real API server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-traefik-real-helm-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let runs = 0;
  /** Runs Helm inside the box and gives what it printed. */
  const run = async (...args: readonly string[]): Promise<string> => {
    const box = Box.shared();
    const part = await box.run({
      name: `helm-${++runs}`,
      command: program,
      args,
      env: { KUBECONFIG: box.kubeconfig, HOME: folder },
    });
    const end = await until('Helm ends', () => part.ended, { timeout: 60_000 });
    const printed = readFileSync(part.log, 'utf8');
    await part.stop();
    if (!end.includes('exit status 0')) throw new Error(`helm ${args.join(' ')}: ${end}\n${printed}`);
    return printed;
  };

  const chart = path.join(folder, 'chart');
  const release = ['shop', chart, '--namespace', namespace, '-f', path.join(chart, 'values.prod.yaml')];
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'dex' } };
  const route = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'dex' } };

  test('is installed, upgraded in one place, and leaves nothing behind', async () => {
    writeChart(chart, chartOf(Environments.load('environments', { variables: {} }), { name: 'shop' }));
    const { kube } = Box.shared();

    await run('install', ...release, '--create-namespace', '--dry-run=server');
    expect(await kube.get(deployment, namespace)).toBeUndefined();

    await run('install', ...release, '--create-namespace');
    const before = await kube.get(deployment, namespace);
    expect(before).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'ghcr.io/dexidp/dex:v2.45.1' }] } } },
    });
    const routeBefore = await kube.get(route, namespace);
    expect(routeBefore).toMatchObject({ spec: { tls: { secretName: 'dex-tls' } } });

    await run('upgrade', ...release, '--set-string', 'services.dex.image.tag=v2.46.0');
    expect(await kube.get(deployment, namespace)).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'ghcr.io/dexidp/dex:v2.46.0' }] } } },
    });
    expect(await kube.get(route, namespace)).toEqual(routeBefore);
    expect(await run('history', 'shop', '--namespace', namespace, '-o', 'json')).toContain('"revision":2');

    await run('uninstall', 'shop', '--namespace', namespace);
    expect(await kube.get(deployment, namespace)).toBeUndefined();
    expect(await kube.get(route, namespace)).toBeUndefined();
  });
});
