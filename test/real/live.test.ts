import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { ApiObjectData } from '../../lib/core/manifest';
import { TrafficModel } from '../../lib/traefik/model';
import { kubectl } from '../support/tools';
import { Box, until } from './support';

const root = path.join(__dirname, '..', '..');
const namespace = 'live';
const host = 'live.example.com';

const traefik = (kind: string, name: string, spec: object): ApiObjectData => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name, namespace },
  spec,
});

const objects: readonly ApiObjectData[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace },
    spec: { ports: [{ name: 'http', port: 80 }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'users', namespace },
    stringData: { users: 'ann:{SHA}x' },
  },
  traefik('Middleware', 'login', { basicAuth: { secret: 'users' } }),
  traefik('Middleware', 'strip', { stripPrefix: { prefixes: ['/v1'] } }),
  traefik('IngressRoute', 'web', {
    entryPoints: ['web'],
    routes: [
      {
        kind: 'Rule',
        match: `Host(\`${host}\`) && PathPrefix(\`/v1\`)`,
        middlewares: [{ name: 'strip' }],
        services: [{ name: 'api', port: 80 }],
      },
      {
        kind: 'Rule',
        match: `Host(\`${host}\`) && PathPrefix(\`/admin\`)`,
        middlewares: [{ name: 'login' }],
        services: [{ name: 'api', port: 80 }],
      },
    ],
  }),
];

/** What the command prints inside of the box, where kubectl reaches the API server. */
async function printed(box: Box, name: string, ...args: readonly string[]): Promise<string> {
  const programs = path.join(box.folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const link = path.join(programs, 'kubectl');
  try {
    symlinkSync(kubectl() ?? 'kubectl, which is not on PATH', link);
  } catch {
    // It is there from another test.
  }
  const out = path.join(box.folder, `${name}.out`);
  const command = [process.execPath, path.join(root, 'bin', 'cdk8s-traefik.js'), ...args];
  const part = await box.run({
    name,
    command: '/bin/sh',
    args: ['-c', `exec "$@" > ${out}`, 'sh', ...command],
    env: { KUBECONFIG: box.kubeconfig, PATH: `${programs}:${process.env['PATH']}`, HOME: box.folder },
    folder: root,
  });
  await until('the command ends', () => part.ended);
  expect(`${part.ended}\n${part.tail()}`).toContain('exit status 0');
  return readFileSync(out, 'utf8');
}

let box: Box;

beforeAll(async () => {
  // A cluster of its own: all of it is read, and what other suites make would be part of the answers.
  box = await Box.start();
  await box.apply(objects, { namespace });
});

afterAll(() => box.stop());

test.each([
  ['forwarded', `http://${host}/v1/x`],
  ['asked for a login', `http://${host}/admin`],
  ['routed nowhere', `http://${host}/`],
])('a request that is %s is answered by the objects of the cluster as by their files', async (what, url) => {
  const name = `live-${what.replaceAll(' ', '-')}`;
  const live = JSON.parse(await printed(box, name, 'explain', url, '-f', 'live:', '-o', 'json'));
  const files = TrafficModel.from(objects).explain({ url });
  const { outcome, router, rule, middlewares, response, backends } = files;
  expect(live).toMatchObject({ outcome, router, rule, middlewares, response });
  expect(live.backends.map(({ service }: { service: string }) => service)).toEqual(
    backends.map(({ service }) => service),
  );
});

test('routes of the cluster has every router of its IngressRoutes', async () => {
  const routes = JSON.parse(await printed(box, 'live-routes', 'routes', '-f', 'live:', '-o', 'json'));
  const own = Object.keys(TrafficModel.from(objects).routes().routers ?? {}).filter((name) =>
    name.startsWith(`${namespace}-web-`),
  );
  expect(own).toHaveLength(2);
  expect(Object.keys(routes.routers)).toEqual(expect.arrayContaining(own));
});

test('the cluster can be read without its Secrets, which are then taken to exist', async () => {
  const url = `http://${host}/admin`;
  const args = ['explain', url, '-f', 'live:', '--assume-secrets', '-o', 'json'];
  const found = JSON.parse(await printed(box, 'live-without-secrets', ...args));
  expect(found.router).toBe(TrafficModel.from(objects).explain({ url }).router);
});
