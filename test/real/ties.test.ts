import type { ApiObjectData } from '../../lib/core/manifest';
import { type Ties, TrafficModel, findTies } from '../../lib/traefik/model';
import { Stage } from './support';

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: {
    ports: [
      { name: 'http', port: 80 },
      { name: 'tcp', port: 70 },
    ],
  },
});

const object = (kind: string, name: string, spec: object) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name },
  spec,
});

const route = (name: string, match: string, to = name, spec: object = { entryPoints: ['web'] }) =>
  object('IngressRoute', name, {
    routes: [{ match, kind: 'Rule', services: [{ name: to, port: 80 }] }],
    ...spec,
  });

const tcpRoute = (name: string, match: string, spec: object = {}) =>
  object('IngressRouteTCP', name, {
    entryPoints: ['tcp'],
    routes: [{ match, services: [{ name, port: 70 }] }],
    ...spec,
  });

/**
 * A reload draws again, but not evenly: Go goes through a small map from a random place on, so that of two neighbours
 * the later comes first once in eight. So many in a row give one answer by chance only once in half a million.
 */
const mostReloads = 100;

type Request = Ties['ties'][number]['request'];

const config = { entryPoints: { web: { address: ':8000' }, tcp: { address: ':7000' } } };

/** Who answers the request that proves the one tie. */
async function tiedBackends(
  objects: readonly ApiObjectData[],
  backendOf: (stage: Stage, request: Request) => Promise<string | undefined>,
): Promise<ReadonlySet<string>> {
  const all = [service('one'), service('two'), ...objects];
  const [tie, ...others] = findTies(TrafficModel.from(all, { traefik: config })).ties;
  expect(others).toEqual([]);
  if (!tie) throw new Error('the model sees no tie');
  return winnersOf(all, (stage) => backendOf(stage, tie.request));
}

/** Who answers: it is asked after each reload anew, until two have. */
async function winnersOf(
  objects: readonly ApiObjectData[],
  backendOf: (stage: Stage) => Promise<string | undefined>,
): Promise<ReadonlySet<string>> {
  const stage = await Stage.open({ config });
  try {
    const winners = new Set<string>();
    for (let reload = 0; reload < mostReloads && winners.size < 2; reload++) {
      // Each further route makes Traefik build all routers again.
      await stage.apply(reload === 0 ? objects : [route('other', `Path(\`/${reload}\`)`, 'one')]);
      // Backends are named by namespace, Service and number.
      winners.add((await backendOf(stage))?.split('.')[1] ?? 'none');
    }
    return winners;
  } finally {
    await stage.close();
  }
}

async function overHttp(
  stage: Stage,
  { method = 'GET', url, headers = {} }: Request,
): Promise<string | undefined> {
  const sent = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return (await stage.request(`${method} ${url}`, { headers: sent })).seen?.backend;
}

async function overTcp(stage: Stage, { url }: Request): Promise<string | undefined> {
  const { protocol, hostname } = new URL(url);
  const tls = protocol === 'tls:' ? { tls: { sni: hostname } } : {};
  return (await stage.tcp('tcp', 'hello\n', tls)).backend;
}

const both = new Set(['one', 'two']);

describe('Traefik chooses by chance, as the model says, for the request that proves the tie', () => {
  test.each([
    ['Host(`a.example.com`)', 'Host(`*.example.com`)'],
    ['Host(`a.io`) && PathPrefix(`/a`)', 'Host(`a.io`) && PathPrefix(`/`) '],
    ['Host(`a.io`) && Header(`X-A`, `1`)', 'Host(`a.io`) && Header(`X-B`, `2`)'],
  ])(
    'between %s and %s',
    async (first, second) => {
      const width = Math.max(first.length, second.length);
      const objects = [route('one', first.padEnd(width)), route('two', second.padEnd(width))];
      expect(await tiedBackends(objects, overHttp)).toEqual(both);
    },
    120_000,
  );

  test('between two routers below one parent', async () => {
    const child = { parentRefs: [{ name: 'parent' }] };
    const objects = [
      object('IngressRoute', 'parent', {
        entryPoints: ['web'],
        routes: [{ match: 'Host(`a.io`)', kind: 'Rule' }],
      }),
      route('one', 'PathPrefix(`/a`)', 'one', child),
      route('two', 'PathPrefix(`/`) ', 'two', child),
    ];
    expect(await tiedBackends(objects, overHttp)).toEqual(both);
  }, 120_000);

  test.each([
    ['in the clear', '*', {}],
    ['for one server name', 'a.io', { tls: {} }],
  ])(
    'between two TCP routers %s',
    async (_how, name, spec) => {
      const match = `HostSNI(\`${name}\`)`;
      const objects = [tcpRoute('one', match, spec), tcpRoute('two', match, spec)];
      expect(await tiedBackends(objects, overTcp)).toEqual(both);
    },
    120_000,
  );
});

test('of two objects that make a router of one name Traefik keeps one by chance, as the model says', async () => {
  const objects = [
    service('one'),
    service('two'),
    route('a.b', 'Path(`/x`)', 'one'),
    route('a-b', 'Path(`/x`)', 'two'),
  ];
  const inShop = objects.map((item) => ({ ...item, metadata: { ...item.metadata, namespace: 'shop' } }));
  const url = 'http://a.io:8000/x';
  const { notes } = TrafficModel.from(inShop, { traefik: config }).explain({ url });
  expect(notes).toEqual([expect.stringMatching(/^chance decides which of IngressRoute shop\/a-b and/)]);
  expect(await winnersOf(objects, (stage) => overHttp(stage, { url }))).toEqual(both);
}, 120_000);
