import { valueAt } from '../../../lib/core/base';
import { formatIdentity, identityOf } from '../../../lib/core/manifest';
import { delivered, kustomized } from './support';

const base = `namespace: shop
services:
  web: { image: 'example.com/web:1', ports: { http: 8080 }, replicas: 2 }
  cache: { image: 'example.com/cache:1', ports: { tcp: 6379 }, replicas: 1 }
  other: { image: 'example.com/other:1', replicas: 1 }
delivery:
  openyurt:
    pools:
      edge-1: { labels: { site: north }, taints: [{ key: edge, effect: NoSchedule }] }
      edge-2: { interConnectivity: true }
      cloud: { type: Cloud }
    workloads:
      web:
        pools: [edge-1, edge-2]
        tweaks: { edge-2: { replicas: 5, images: { web: 'example.com/web:2-arm' } } }
        topology: pool
      cache: { pools: [cloud] }
`;

test('pools of nodes are NodePools, at the edge unless they are said to be of the cloud', () => {
  const { objects, problems } = delivered('openyurt', { base, prod: '' });
  expect(problems).toEqual([]);
  expect(objects['openyurt/prod/nodepools.yaml']?.map(({ metadata, spec }) => [metadata.name, spec])).toEqual(
    [
      [
        'edge-1',
        { type: 'Edge', labels: { site: 'north' }, taints: [{ key: 'edge', effect: 'NoSchedule' }] },
      ],
      ['edge-2', { type: 'Edge', interConnectivity: true }],
      ['cloud', { type: 'Cloud' }],
    ],
  );
});

test('a workload of several pools is a YurtAppSet with what is otherwise in one of them', () => {
  const [set, ...others] =
    delivered('openyurt', { base, prod: '' }).objects['openyurt/prod/yurtappsets.yaml'] ?? [];
  expect(others).toEqual([]);
  expect(set).toMatchObject({
    kind: 'YurtAppSet',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      pools: ['edge-1', 'edge-2'],
      workload: {
        workloadTemplate: { deploymentTemplate: { spec: { replicas: 2 } } },
        workloadTweaks: [
          {
            pools: ['edge-2'],
            tweaks: { replicas: 5, containerImages: [{ name: 'web', targetImage: 'example.com/web:2-arm' }] },
          },
        ],
      },
    },
  });
  expect(
    valueAt(
      set,
      'spec',
      'workload',
      'workloadTemplate',
      'deploymentTemplate',
      'spec',
      'template',
      'spec',
      'containers',
    ),
  ).toMatchObject([{ image: 'example.com/web:1' }]);
});

test('kustomize puts the set in the place of the workload, the other one in its pool, and topology on its Services', () => {
  const found = delivered('openyurt', { base, prod: '' });
  const [objects = []] = kustomized(found, ['deploy/openyurt/prod']);
  const named = new Map(objects.map((object) => [formatIdentity(identityOf(object)), object]));
  expect(
    [...named.keys()].filter((name) => !/^(?:NetworkPolicy|ServiceAccount) /.test(name)).toSorted(),
  ).toEqual([
    'Deployment shop/cache',
    'Deployment shop/other',
    'NodePool.apps.openyurt.io cloud',
    'NodePool.apps.openyurt.io edge-1',
    'NodePool.apps.openyurt.io edge-2',
    'PodDisruptionBudget shop/web',
    'Service shop/cache',
    'Service shop/web',
    'YurtAppSet.apps.openyurt.io shop/web',
  ]);
  const selector = (name: string): unknown =>
    valueAt(named.get(`Deployment shop/${name}`), 'spec', 'template', 'spec', 'nodeSelector');
  expect(selector('cache')).toEqual({ 'apps.openyurt.io/nodepool': 'cloud' });
  expect(selector('other')).toBeUndefined();
  expect(named.get('Service shop/web')?.metadata.annotations).toMatchObject({
    'openyurt.io/topologyKeys': 'openyurt.io/nodepool',
  });
  expect(named.get('Service shop/cache')?.metadata.annotations?.['openyurt.io/topologyKeys']).toBeUndefined();
});

test('environments that name no pools get nothing', () => {
  const without = base.slice(0, base.indexOf('delivery:'));
  const { texts } = delivered('openyurt', {
    base: without,
    dev: '',
    prod: base.slice(base.indexOf('delivery:')),
  });
  expect([...texts.keys()].every((file) => file.startsWith('openyurt/prod/'))).toBe(true);
  expect(texts.size).toBe(3);
});

test.each([
  [
    'no pools at all',
    base.slice(0, base.indexOf('delivery:')),
    /delivery-without-pools: No environment says/,
  ],
  [
    'a pool that there is not',
    base.replace('pools: [cloud]', 'pools: [clowd]'),
    /^base\.yaml:\d+: unknown-pool: prod has no pool "clowd" in which cache runs\.$/,
  ],
  [
    'a tweak of a pool in which it does not run',
    base.replace('tweaks: { edge-2:', 'tweaks: { cloud:'),
    /^base\.yaml:\d+: unknown-pool: prod has no pool "cloud" in which web runs\.$/,
  ],
  [
    'a workload that there is not',
    base.replace('cache: { pools', 'cashe: { pools'),
    /^base\.yaml:\d+: unknown-pool-workload: prod has no Deployment or StatefulSet "cashe"\.$/,
  ],
  [
    'an autoscaler of what has copies under other names',
    base.replace(
      'replicas: 2 }',
      'autoscaling: { minReplicas: 2, maxReplicas: 4, cpu: 70 }, resources: { requests: { cpu: 10m } } }',
    ),
    /^base\.yaml:\d+: two-owners: HorizontalPodAutoscaler web scales Deployment web/,
  ],
  [
    'a pool with the network of nodes where the namespace refuses it',
    base
      .replace('edge-2: {', 'edge-2: { hostNetwork: true,')
      .replace('services:', 'namespaces: { shop: { podSecurity: restricted } }\nservices:'),
    /^base\.yaml:\d+: host-network-pool: Pods of web share the network of their nodes in the pool "edge-2"\.$/,
  ],
])('%s is a problem with its place, and nothing is written', (_, text, told) => {
  const { problems, texts } = delivered('openyurt', { base: text, prod: '' });
  expect(problems).toEqual([expect.stringMatching(told)]);
  expect(texts.size).toBe(0);
});

test('a pool with the network of nodes is a warning where nothing refuses it', () => {
  const shared = base.replace('edge-2: {', 'edge-2: { hostNetwork: true,');
  const { problems, texts } = delivered('openyurt', { base: shared, prod: '' });
  expect(problems).toEqual([expect.stringMatching(/host-network-pool: Pods of web/)]);
  expect(texts.size).toBeGreaterThan(0);
});
