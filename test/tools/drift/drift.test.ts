import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driftOf, driftText, readRawData } from '../../../lib/tools/drift';
import { TrafficModel } from '../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../../traefik/model/objects';
import { commandLine } from '../../support/command-line';

const office = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
const route = (name: string, more: object = {}) => ingressRoute(name, `Host(\`${name}.com\`)`, more);
const guarded = { middlewares: [{ name: 'office' }] };
const objects = shop(office, route('a', guarded), route('b'));
const saidBy = (running: readonly object[]) =>
  JSON.parse(JSON.stringify(TrafficModel.from(running).routes()));

const drift = (running: readonly object[]) => driftOf(TrafficModel.from(objects), saidBy(running));

test('nothing has drifted where Traefik runs the objects, wherever their Pods are', () => {
  const said = saidBy(objects);
  for (const one of Object.values<{ loadBalancer?: object; serverStatus?: object }>(said.services)) {
    one.loadBalancer = { ...one.loadBalancer, servers: [{ url: 'http://10.0.0.9:8080' }] };
    one.serverStatus = { 'http://10.0.0.9:8080': 'UP' };
  }
  const found = driftOf(TrafficModel.from(objects), said);
  expect(found).toEqual({ missing: [], extra: [], different: [], disabled: [] });
  expect(driftText(found)).toBe('Traefik runs what the objects say.\n');
});

test('what is missing, beside, different and disabled is told with its object', () => {
  const wider = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['0.0.0.0/0'] } });
  const found = drift(shop(wider, route('a', { middlewares: [{ name: 'gone' }] }), route('c')));
  const placed = (all: typeof found.missing) => all.map(({ section, object }) => [section, object?.name]);
  // Each router has a service of its own.
  expect(placed(found.missing)).toEqual([
    ['routers', 'b'],
    ['services', 'b'],
  ]);
  expect(placed(found.extra)).toEqual([
    ['routers', undefined],
    ['services', undefined],
  ]);
  expect(found.different.map(({ section, object, fields }) => [section, object?.name, fields])).toEqual([
    [
      'routers',
      'a',
      [
        {
          field: 'middlewares',
          expected: ['shop-office@kubernetescrd'],
          live: ['shop-gone@kubernetescrd'],
        },
      ],
    ],
    ['middlewares', 'office', [{ field: 'ipAllowList.sourceRange' }]],
  ]);
  expect(found.disabled.map(({ object, errors }) => [object?.name, errors])).toEqual([
    ['a', ['middleware "shop-gone@kubernetescrd" does not exist']],
  ]);
  const lines = driftText(found).split('\n');
  expect(lines[0]).toMatch(/^missing {4}router shop-b-\w+@kubernetescrd {2}IngressRoute shop\/b$/);
  expect(lines).toContain(
    '             middlewares should be ["shop-office@kubernetescrd"], is ["shop-gone@kubernetescrd"]',
  );
});

test('routers of other providers are told, those of Traefik itself are not', () => {
  const said = saidBy(objects);
  said.routers['web@docker'] = { rule: 'Host(`x`)', status: 'enabled' };
  said.routers['dashboard@internal'] = { rule: 'Host(`y`)', status: 'enabled' };
  const found = driftOf(TrafficModel.from(objects), said);
  expect(found.extra.map(({ name }) => name)).toEqual(['web@docker']);
});

test('a Service that nobody routes to is nothing that Traefik should run', () => {
  expect(driftOf(TrafficModel.from([...objects, service('idle', 80)]), saidBy(objects)).missing).toEqual([]);
});

describe('the API of a Traefik', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'drift-'));
    writeFileSync(
      join(folder, 'objects.json'),
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (live: string, ...more: readonly string[]) => {
    return commandLine(['drift', '--live', live, '-f', join(folder, 'objects.json'), ...more]);
  };

  test('is asked over HTTP, with headers that it wants', async () => {
    const server = createServer((request, response) => {
      const isWelcome = request.url === '/api/rawdata' && request.headers.authorization === 'Basic x';
      response
        .writeHead(isWelcome ? 200 : 401, { Connection: 'close' })
        .end(isWelcome ? JSON.stringify(saidBy(objects)) : '');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what listens on TCP has such an address
    const { port } = server.address() as AddressInfo;
    try {
      const url = `http://127.0.0.1:${port}/`;
      expect(await run(url, '-H', 'Authorization: Basic x', '-o', 'json')).toMatchObject({
        code: 0,
        out: `${JSON.stringify({ missing: [], extra: [], different: [], disabled: [] }, null, 2)}\n`,
      });
      expect(await run(url)).toMatchObject({ code: 1, err: expect.stringContaining('it answers 401') });
    } finally {
      await new Promise((resolve) => void server.close(resolve));
    }
    expect(await run(`http://127.0.0.1:${port}`)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^error unreadable-traefik\n {2}http:\/\/127.0.0.1:\d+\/api\/rawdata cannot be read: .*ECONNREFUSED/,
      ),
    });
  });

  test('may be a file, and must be what a Traefik says', async () => {
    const file = join(folder, 'rawdata.txt');
    writeFileSync(file, JSON.stringify(saidBy(shop(office, route('a', guarded)))));
    expect(await run(file)).toMatchObject({ code: 1, out: expect.stringMatching(/^missing .*shop\/b/) });
    writeFileSync(file, '<html>');
    await expect(readRawData(file)).rejects.toThrow('is not what /api/rawdata of a Traefik prints');
    writeFileSync(file, '{"services": 1}');
    await expect(readRawData(file)).rejects.toThrow('is not what /api/rawdata of a Traefik prints');
  });
});
