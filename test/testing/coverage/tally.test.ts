import { coverableOf } from '../../../lib/testing/recording';
import { tally } from '../../../lib/testing/coverage/tally';
import { coverageText } from '../../../lib/testing/coverage/text';
import { TrafficModel } from '../../../lib/traefik/model';

const route = (name: string, middlewares: readonly string[] = []) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name, namespace: 'shop' },
  spec: {
    entryPoints: ['web'],
    routes: [
      {
        kind: 'Rule',
        match: `Host(\`${name}.example.com\`)`,
        middlewares: middlewares.map((middleware) => ({ name: middleware })),
        services: [{ name: 'web', port: 80 }],
      },
    ],
  },
});
const middleware = (name: string, spec: object) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name, namespace: 'shop' },
  spec,
});
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ports: [{ port: 80 }] },
};

const model = TrafficModel.from([
  service,
  route('a', ['both']),
  route('b', ['retry', 'gone']),
  route('c'),
  middleware('both', { chain: { middlewares: [{ name: 'networks' }, { name: 'retry' }] } }),
  middleware('networks', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  middleware('retry', { retry: { attempts: 2 } }),
  middleware('unused', { compress: {} }),
]);

test('what can be touched is each working router of an object, and the middlewares that they use, also by chains', () => {
  const { routers, middlewares } = coverableOf(model, 'objects');
  expect(routers.map(({ object }) => object?.name)).toEqual(['a', 'c']);
  expect(middlewares.map(({ object }) => object?.name)).toEqual(['both', 'networks', 'retry']);
});

test('the same objects are one set, however often and by whatever name they are asked about', () => {
  const [one, other] = [coverableOf(model, 'dist/prod'), coverableOf(model, 'env:prod')];
  const [a = ''] = one.routers.map(({ name }) => name);
  const { sets, total } = tally([
    { kind: 'set', set: one },
    { kind: 'touched', id: one.id, routers: [a], middlewares: [] },
    { kind: 'set', set: other },
    { kind: 'touched', id: other.id, routers: [a], middlewares: ['shop-retry@kubernetescrd'] },
  ]);
  expect(sets).toHaveLength(1);
  expect(sets[0]?.name).toBe('dist/prod');
  expect(sets[0]?.routers.map(({ hits }) => hits)).toEqual([2, 0]);
  expect(total).toEqual({
    routers: { total: 2, covered: 1, percent: 50 },
    middlewares: { total: 3, covered: 1, percent: 33.33 },
    claims: { total: 0, covered: 0, percent: 100 },
  });
});

test('objects that no test asks about count where they are wanted', () => {
  const { total } = tally([], [coverableOf(model, 'dist/prod')]);
  expect(total.routers).toEqual({ total: 2, covered: 0, percent: 0 });
});

test('the text names what no test touched, and claims that none proves', () => {
  const set = coverableOf(model, 'dist/prod');
  const [a = ''] = set.routers.map(({ name }) => name);
  const never = { never: { reach: ['shop/web'] } };
  const coverage = tally(
    [
      { kind: 'set', set },
      { kind: 'touched', id: set.id, routers: [a], middlewares: set.middlewares.map(({ name }) => name) },
      { kind: 'claim', name: 'proven' },
    ],
    [],
    [
      { claim: { name: 'proven', ...never } },
      { claim: { name: 'forgotten', ...never }, location: { file: 'claims.yaml', line: 7, column: 5 } },
    ],
  );
  expect(coverageText(coverage)).toBe(`
Traffic coverage: routers 1 of 2 (50 %), middlewares 3 of 3 (100 %), claims 1 of 2 (50 %)
No test touches, in dist/prod:
  router      IngressRoute shop/c spec.routes[0]  Host(\`c.example.com\`)
No test proves:
  claim       forgotten  claims.yaml:7:5
`);
});

test('where nothing can be touched, nothing is said', () => {
  expect(coverageText(tally([]))).toBe('');
});
