import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPlainMap, itemAt, valueAt } from '../../lib/core/base';
import type { ApiObjectData } from '../../lib/core/manifest';
import { parseYaml } from '../../lib/core/yaml';
import { Environments } from '../../lib/project/environment';
import { DeliveryApp, EnvironmentStack } from '../../lib/project/stack';
import { commandLine } from '../support/command-line';
import { requirePart } from './parts/parts';
import { Box, Stage } from './support';
import { fromJson } from './support/json';

const workspace = path.join(__dirname, '../workspace');
const temporary = mkdtempSync(path.join(tmpdir(), 'cdk8s-traefik-workspace-'));
const services = ['orders', 'catalog'] as const;

let box: Box;
let stage: Stage;
let made: readonly ApiObjectData[];

/** A Go workspace of two services, what they share and a plugin, described by its modules and ten lines. */
beforeAll(async () => {
  box = await Box.start();
  const [environment] = Environments.load(path.join(workspace, 'environments'), { variables: {} });
  if (!environment) throw new Error('there is one environment');
  const app = new DeliveryApp();
  new EnvironmentStack(app, environment);
  made = [...app.manifests().values()].flat();
  const { experimental } = environment.traefik;
  const plugins = await mountedPlugins();
  stage = await Stage.open({
    box,
    namespaces: ['shop'],
    config: { experimental: { localPlugins: { ...experimental?.localPlugins } } },
    plugins,
  });
  const slices = await Promise.all(services.map((service) => started(service)));
  await stage.apply([...made, ...slices]);
}, 120_000);

afterAll(async () => {
  await stage.close();
  await box.stop();
  rmSync(temporary, { recursive: true, force: true });
});

/** What the values for the official chart mount, laid out as a kubelet lays out a volume: behind links. */
async function mountedPlugins(): Promise<Readonly<Record<string, string>>> {
  const { out } = await commandLine(['go', 'plugins', '--for', 'chart', workspace]);
  const values = parseYaml(out, 'values.yaml').documents[0]?.value;
  const source = valueAt(values, 'experimental', 'localPlugins', 'stamp', 'source');
  if (!isPlainMap(source)) throw new Error('the values have the source of the plugin');
  const folder = path.join(temporary, 'stamp');
  mkdirSync(path.join(folder, '..data'), { recursive: true });
  for (const [name, text] of Object.entries(source)) {
    writeFileSync(path.join(folder, '..data', name), String(text));
    symlinkSync(path.join('..data', name), path.join(folder, name));
  }
  return { 'example.com/shop/plugins/stamp': folder };
}

/** Builds the program that a service's image would have, and runs it with the variables that its container has. */
async function started(service: string): Promise<ApiObjectData> {
  const image = String(valueAt(containerOf(service), 'image'));
  const binary = path.join(temporary, service);
  // Nothing is fetched: the modules of the workspace need nothing else.
  go(['build', '-trimpath', '-o', binary, image.replace('ko://', '')]);
  const address = await box.address();
  await box.run({ name: service, command: binary, args: [`${address}:8080`], env: variablesOf(service) });
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: service, namespace: 'shop', labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  };
}

function containerOf(service: string): unknown {
  const deployment = made.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === service);
  return itemAt(deployment, ['spec', 'template', 'spec', 'containers', 0]);
}

/** The variables that a container has, as far as they are written out. */
function variablesOf(service: string): Readonly<Record<string, string>> {
  const variables = valueAt(containerOf(service), 'env');
  return Object.fromEntries(
    (Array.isArray(variables) ? variables : []).flatMap((variable: unknown) => {
      const [name, value] = [valueAt(variable, 'name'), valueAt(variable, 'value')];
      return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function go(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOPROXY: 'off' },
  });
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${stderr}${stdout}`);
}

test('each service answers behind the real Traefik, with the memory that its container gives it', async () => {
  for (const service of services) {
    const answer = await stage.request(`GET http://${service}.test/list`);
    const [, limit] = /^(\d+)MiB$/.exec(variablesOf(service)['GOMEMLIMIT'] ?? '') ?? [];
    expect(fromJson(answer.body)).toMatchObject({
      service,
      path: '/list',
      memoryMiB: Number(limit),
    });
  }
});

test('the plugin passes what goes to the one service, and nothing that goes to the other', async () => {
  const [orders, catalog] = await Promise.all(
    services.map((service) => stage.request(`GET http://${service}.test/`)),
  );
  expect(fromJson(orders?.body ?? '')).toMatchObject({ service: 'orders', stamp: 'by the plugin' });
  expect(orders?.headers['x-stamp']).toBe('by the plugin');
  expect(fromJson(catalog?.body ?? '')).toMatchObject({ service: 'catalog', stamp: '' });
  expect(catalog?.headers).not.toHaveProperty('x-stamp');
});

test("the plugin's own tests run in Yaegi, which says so where one fails", () => {
  const folder = path.join(temporary, 'go/src/example.com/shop/plugins/stamp');
  cpSync(path.join(workspace, 'plugins/stamp'), folder, { recursive: true });
  const run = (): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(requirePart('yaegi'), ['test', '-v', '.'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GOPATH: path.join(temporary, 'go'), GO111MODULE: 'off', GOFLAGS: '' },
    });
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('--- PASS: TestStamp') });
  const broken = 'package stamp\n\nimport "testing"\n\nfunc TestBroken(t *testing.T) { t.Error("no") }\n';
  writeFileSync(path.join(folder, 'broken_test.go'), broken);
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('--- FAIL: TestBroken') });
});
