import { type Drift, driftOf, driftText, isSame } from '../../lib/tools/drift';
import { TrafficModel } from '../../lib/traefik/model';
import { Stage } from './support';

const service = (name: string, namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { ports: [{ name: 'http', port: 80 }] },
});
const route = (name: string, namespace: string, path: string, middlewares: readonly string[] = []) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name, namespace },
  spec: {
    entryPoints: ['web'],
    routes: [
      {
        kind: 'Rule',
        match: `Host(\`drift.example\`) && PathPrefix(\`${path}\`)`,
        ...(middlewares.length > 0 && {
          middlewares: middlewares.map((middleware) => ({ name: middleware })),
        }),
        services: [{ name: 'web', port: 80 }],
      },
    ],
  },
});
const office = (namespace: string, range: string) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name: 'office', namespace },
  spec: { ipAllowList: { sourceRange: [range] } },
});

describe('what has drifted between objects and a running Traefik', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(async () => {
    await stage.close();
  });

  const drift = async (objects: readonly object[]): Promise<Drift> =>
    driftOf(TrafficModel.from(objects), await stage.traefik.rawdata());

  test('is nothing where it runs them, and what is changed behind their back', async () => {
    const { namespace } = stage;
    const objects = [
      service('web', namespace),
      office(namespace, '10.0.0.0/8'),
      route('one', namespace, '/one', ['office']),
      route('two', namespace, '/two'),
    ];
    await stage.apply(objects);
    const none = await drift(objects);
    expect(driftText(none)).toBe('Traefik runs what the objects say.\n');
    expect(isSame(none)).toBe(true);

    await stage.apply([office(namespace, '0.0.0.0/0'), route('three', namespace, '/three', ['gone'])]);
    await stage.delete([route('two', namespace, '/two')]);
    const { missing, extra, different, disabled } = await drift(objects);
    expect(missing.map(({ section, object }) => [section, object?.name])).toEqual([
      ['routers', 'two'],
      ['services', 'two'],
    ]);
    expect(extra.map(({ section }) => section)).toEqual(['routers', 'services']);
    expect(different.map(({ object, fields }) => [object?.name, fields])).toEqual([
      ['office', [{ field: 'ipAllowList.sourceRange' }]],
    ]);
    expect(disabled.map(({ errors }) => errors)).toEqual([[expect.stringContaining('does not exist')]]);
  });
});
