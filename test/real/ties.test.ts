import { TrafficModel, findTies } from '../../lib/traffic';
import { Stage } from './support';

/** Two routers that only differ in what they lead to and match the same requests with the same priority. */
const pairs = [
  ['Host(`a.example.com`)', 'Host(`*.example.com`)'],
  ['Host(`a.io`) && PathPrefix(`/a`)', 'Host(`a.io`) && PathPrefix(`/`) '],
  ['Host(`a.io`) && Header(`X-A`, `1`)', 'Host(`a.io`) && Header(`X-B`, `2`)'],
] as const;

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ name: 'http', port: 80 }] },
});

const route = (name: string, match: string, to = name) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name },
  spec: { entryPoints: ['web'], routes: [{ match, kind: 'Rule', services: [{ name: to, port: 80 }] }] },
});

/** A reload draws again; so many in a row give one answer by chance only once in a billion. */
const mostReloads = 30;

test.each(pairs)(
  'between %s and %s Traefik chooses by chance, as the model says, for the request that proves the tie',
  async (first, second) => {
    const width = Math.max(first.length, second.length);
    const objects = [
      service('one'),
      service('two'),
      route('one', first.padEnd(width)),
      route('two', second.padEnd(width)),
    ];
    const [tie, ...others] = findTies(TrafficModel.from(objects));
    expect(others).toEqual([]);
    if (!tie) throw new Error('the model sees no tie');
    const { method = 'GET', url } = tie.request;
    const headers = Object.entries(tie.request.headers ?? {}).map(
      ([name, value]) => [name, String(value)] as const,
    );

    const stage = await Stage.open();
    try {
      const winners = new Set<string>();
      for (let reload = 0; reload < mostReloads && winners.size < 2; reload++) {
        // Each further route makes Traefik build all routers again.
        await stage.apply(reload === 0 ? objects : [route('other', `Path(\`/${reload}\`)`, 'one')]);
        const { router } = await stage.request(`${method} ${url}`, { headers });
        winners.add(router ?? 'none');
      }
      expect(winners.size).toBe(2);
      expect(winners).not.toContain('none');
    } finally {
      await stage.close();
    }
  },
  120_000,
);
