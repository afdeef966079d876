import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { DeliveryApp, GoService, IngressRoute, host } from '../../../lib';
import { Release } from '../../../lib/constructs/release';
import { filesIn, temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();

const variables = { ...process.env };
afterEach(() => {
  process.env = { ...variables };
});

/** Synthesizes a release. @returns the texts of all answers that are kept, and the files that are written */
function release(
  folder: string,
  secret?: string,
): { kept: string; written: Readonly<Record<string, string>> } {
  const answers = join(folder, 'answers');
  process.env['CDK8S_TRAEFIK_CODE'] = 'this code';
  process.env['CDK8S_TRAEFIK_CACHE'] = answers;
  const outdir = join(folder, 'dist');
  const app = new DeliveryApp({ outdir });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new GoService(chart, 'web', { image: 'example.com/web:1', ports: { http: 8080 } });
  const next = new Release(chart, 'release', { service, version: '2', strategy: 'blueGreen' });
  new IngressRoute(chart, 'route', {
    entryPoints: ['web'],
    routes: [{ match: host('a.example.com'), services: [next] }],
  });
  if (secret !== undefined) {
    const metadata = { name: 'login' };
    new ApiObject(chart, 'secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      stringData: { password: secret },
    });
  }
  app.synth();
  const names = existsSync(answers) ? readdirSync(answers) : [];
  return {
    kept: names.map((name) => readFileSync(join(answers, name), 'utf8')).join('\n'),
    written: filesIn(outdir),
  };
}

test('manifests of a release are kept, and none of an environment that has a Secret', () => {
  const plain = release(temporary());
  expect(plain.kept).toContain('name: web-canary');
  const folder = temporary();
  const guarded = release(folder, 'correct-horse');
  expect(Object.values(guarded.written).join('')).toContain('password: correct-horse');
  expect(guarded.kept).not.toBe('');
  expect(guarded.kept).not.toMatch(/correct|name: web-canary/);
  expect(release(folder, 'correct-horse').written).toEqual(guarded.written);
});
