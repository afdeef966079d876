import { valueAt } from '../../../../lib/core/base';
import type { ApiObjectData } from '../../../../lib/core/manifest';
import { delivered } from '../support';

const base = `namespace: shop
domain: shop.example
services:
  web:
    image: ghcr.io/shop/web:1
    replicas: 3
    ports: { http: 8080 }
    config: { files: { /etc/web/host.txt: 'web.\${domain}' } }
  api: { image: 'docker.io/shop/api:1', replicas: 2, ports: { http: 8080 } }
middlewares:
  limit: { rateLimit: { average: 50 } }
  login: { basicAuth: { secret: admins } }
existing: { secrets: { admins: {} } }
issuer: { kind: Issuer, name: own }
certificates: { web: {} }
routes:
  http:
    web:
      entryPoints: [websecure]
      match: Host(\`web.\${domain}\`)
      middlewares: [limit, login]
      services: [web]
      tls: { certificate: web }
    api:
      entryPoints: [websecure]
      match: Host(\`api.\${domain}\`)
      middlewares: [limit]
      services: [api]
      tls: {}
`;

const ofClusters = (clusters: string, more = ''): string => `delivery:
  karmada:
    clusters: ${clusters}
    ${more}
`;

function policies(prod: string, kind = 'PropagationPolicy'): readonly ApiObjectData[] {
  const { objects, problems } = delivered('karmada', { base, prod });
  expect(problems).toEqual([]);
  return Object.values(objects)
    .flat()
    .filter((object) => object.kind === kind);
}

const named = (all: readonly ApiObjectData[], name: string): ApiObjectData | undefined =>
  all.find(({ metadata }) => metadata.name === name);

function selected(policy: ApiObjectData | undefined): readonly string[] {
  const selectors = valueAt(policy, 'spec', 'resourceSelectors');
  return (Array.isArray(selectors) ? (selectors as readonly unknown[]) : []).map(
    (one) => `${String(valueAt(one, 'kind'))} ${String(valueAt(one, 'name'))}`,
  );
}

test('a workload goes to its clusters with all that it needs, down to what writes the Secret of its route', () => {
  const all = policies(ofClusters('{ eu-1: {}, us-1: {} }'));
  const web = named(all, 'shop-prod-web');
  expect(selected(web)).toEqual(
    expect.arrayContaining([
      'Deployment web',
      'Service web',
      'ConfigMap web-config',
      'IngressRoute web',
      'Middleware login',
      'Secret admins',
      'Certificate web',
    ]),
  );
  expect(valueAt(web, 'metadata', 'namespace')).toBe('shop');
  expect(valueAt(web, 'spec', 'placement')).toEqual({
    clusterAffinity: { clusterNames: ['eu-1', 'us-1'] },
    replicaScheduling: { replicaSchedulingType: 'Duplicated' },
  });
});

test('what several workloads need is in one policy alone, which goes wherever one of them goes', () => {
  const narrow = ofClusters('{ eu-1: {}, us-1: {}, asia-1: {} }', 'workloads: { web: { clusters: [eu-1] } }');
  const all = policies(narrow);
  expect(all.filter((policy) => selected(policy).includes('Middleware limit'))).toHaveLength(1);
  expect(selected(named(all, 'shop-prod.shared'))).toContain('Middleware limit');
  const both = 'workloads: { web: { clusters: [eu-1] }, api: { clusters: [us-1] } }';
  const shared = policies(ofClusters('{ eu-1: {}, us-1: {}, asia-1: {} }', both)).find((policy) =>
    selected(policy).includes('Middleware limit'),
  );
  expect(shared?.metadata.name).toBe('shop-prod.shared.eu-1.us-1');
  expect(valueAt(shared, 'spec', 'placement')).toEqual({
    clusterAffinity: { clusterNames: ['eu-1', 'us-1'] },
  });
});

test('objects of the whole cluster have a policy of the whole cluster, and Namespaces none', () => {
  const wide = `${base}namespaces: { shop: {} }
objects:
  gold: { apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, value: 1000 }
`;
  const { objects } = delivered('karmada', { base: wide, prod: ofClusters('{ eu-1: {} }') });
  const all = Object.values(objects).flat();
  expect(all.filter(({ kind }) => kind === 'ClusterPropagationPolicy').flatMap(selected)).toEqual([
    'PriorityClass gold',
  ]);
  expect(all.flatMap(selected)).not.toContain('Namespace shop');
});

test('replicas are divided by the weights of the clusters', () => {
  const all = policies(
    ofClusters('{ eu-1: { weight: 2 }, us-1: {} }', 'workloads: { web: { replicaScheduling: Divided } }'),
  );
  expect(valueAt(named(all, 'shop-prod-web'), 'spec', 'placement', 'replicaScheduling')).toEqual({
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: 'Weighted',
    weightPreference: {
      staticWeightList: [
        { targetCluster: { clusterNames: ['eu-1'] }, weight: 2 },
        { targetCluster: { clusterNames: ['us-1'] }, weight: 1 },
      ],
    },
  });
});

function rules(prod: string, name: string): unknown {
  return valueAt(named(policies(prod, 'OverridePolicy'), name), 'spec', 'overrideRules');
}

test('a region has its own registry and domain, and a cluster of it its own replicas', () => {
  const prod = ofClusters(
    '{ eu-1: { region: eu }, eu-2: { region: eu, replicas: { web: 5 } }, us-1: {} }',
    'regions: { eu: { imageRegistry: registry.eu.example, domain: shop.eu.example } }',
  );
  const imageOverrider = [{ component: 'Registry', operator: 'replace', value: 'registry.eu.example' }];
  expect(rules(prod, 'shop-prod-deployment-web')).toEqual([
    { targetCluster: { clusterNames: ['eu-1'] }, overriders: { imageOverrider } },
    {
      targetCluster: { clusterNames: ['eu-2'] },
      overriders: { imageOverrider, plaintext: [{ path: '/spec/replicas', operator: 'add', value: 5 }] },
    },
  ]);
  expect(rules(prod, 'shop-prod-ingressroute-web')).toMatchObject([
    {
      targetCluster: { clusterNames: ['eu-1', 'eu-2'] },
      overriders: {
        plaintext: [{ path: '/spec/routes/0/match', value: 'Host(`web.shop.eu.example`)' }],
      },
    },
  ]);
  expect(JSON.stringify(rules(prod, 'shop-prod-configmap-web-config'))).toContain('web.shop.eu.example');
});

test('the images of a Rollout and of a CronJob, which Karmada does not know, come from the registry of a region too', () => {
  const template = '{ spec: { containers: [{ name: main, image: ghcr.io/shop/main:1 }] } }';
  const objects = `objects:
  roll:
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    spec: { template: ${template} }
  tidy:
    apiVersion: batch/v1
    kind: CronJob
    spec: { schedule: 5 4 * * *, jobTemplate: { spec: { template: ${template} } } }
`;
  const prod =
    objects +
    ofClusters('{ eu-1: { region: eu } }', 'regions: { eu: { imageRegistry: registry.eu.example } }');
  const image = 'registry.eu.example/shop/main:1';
  expect(rules(prod, 'shop-prod-rollout-roll')).toMatchObject([
    {
      overriders: {
        plaintext: [{ path: '/spec/template/spec/containers/0/image', operator: 'replace', value: image }],
      },
    },
  ]);
  expect(JSON.stringify(rules(prod, 'shop-prod-cronjob-tidy'))).toContain(image);
});

test('a setting of a middleware is another one in a cluster', () => {
  const prod = ofClusters(
    '{ eu-1: { overrides: [{ kind: Middleware, name: limit, path: /spec/rateLimit/average, value: 5 }] }, us-1: {} }',
  );
  expect(rules(prod, 'shop-prod-middleware-limit')).toEqual([
    {
      targetCluster: { clusterNames: ['eu-1'] },
      overriders: { plaintext: [{ path: '/spec/rateLimit/average', operator: 'replace', value: 5 }] },
    },
  ]);
});

test('what an autoscaler scales keeps the replicas that each cluster gives it', () => {
  const scaled = base.replace('replicas: 3', 'autoscaling: { maxReplicas: 9 }');
  const { objects, problems } = delivered('karmada', { base: scaled, prod: ofClusters('{ eu-1: {} }') });
  expect(problems).toEqual([]);
  expect(objects['karmada/prod/overrides.yaml']).toMatchObject([
    {
      metadata: { name: 'shop-prod-deployment-web' },
      spec: {
        overrideRules: [
          {
            overriders: {
              labelsOverrider: [
                { operator: 'add', value: { 'resourcetemplate.karmada.io/retain-replicas': 'true' } },
              ],
            },
          },
        ],
      },
    },
  ]);
});

const override = (text: string): string => `{ eu-1: { overrides: [{ ${text} }] } }`;
const limit = 'kind: Middleware, name: limit';

test.each([
  ['{}', '', 'delivery-without-clusters: Nothing says which member clusters prod is spread over.'],
  ['{ eu-1: { region: eu } }', '', 'unknown-member-cluster: prod has no region "eu".'],
  [
    '{ eu-1: {} }',
    'workloads: { web: { clusters: [eu-2] } }',
    'unknown-member-cluster: prod has no member cluster "eu-2".',
  ],
  [
    '{ eu-1: {} }',
    'workloads: { wep: {} }',
    'unknown-delivered-workload: No workload "wep" of prod goes there.',
  ],
  [
    '{ eu-1: { replicas: { wep: 2 } } }',
    '',
    'unknown-delivered-workload: No workload "wep" of prod goes there.',
  ],
  [
    override(`${limit}, path: /spec/rateLimit/avg, value: 5`),
    '',
    'override-without-effect: /spec/rateLimit/avg hits nothing in Middleware.traefik.io shop/limit: there is no "avg".',
  ],
  [
    override('kind: Middleware, name: limits, path: /spec, value: {}'),
    '',
    'override-without-effect: No Middleware limits goes to the cluster.',
  ],
  [
    override(`${limit}, path: /spec/rateLimit/average`),
    '',
    'contradictory-delivery: What /spec/rateLimit/average shall be is not said.',
  ],
  [
    '{ eu-1: { replicas: { web: 5 } } }',
    'replicaScheduling: Divided',
    'contradictory-delivery: The replicas of web are divided among the clusters, and one of them has a number of its own.',
  ],
  [
    '{ eu-1: { replicas: { web: 1 } } }',
    '',
    'budget-beyond-replicas: eu-1 has 1 of the replicas of web, and its PodDisruptionBudget wants 2 to be available.',
  ],
  [
    '{ eu-1: { weight: 9 }, us-1: {} }',
    'workloads: { web: { replicaScheduling: Divided } }',
    'contradictory-delivery: us-1 gets none of the 3 replicas of web, which are divided by weight.',
  ],
])('with its place is told what cannot be: %s %s', (clusters, more, problem) => {
  const budgeted = `${base}objects:
  budget:
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    spec: { minAvailable: 2, selector: { matchLabels: { app.kubernetes.io/name: web } } }
`;
  const found = delivered('karmada', { base: budgeted, prod: ofClusters(clusters, more) });
  expect(found.problems).toEqual([expect.stringMatching(/^prod\.yaml:[34]: /)]);
  expect(found.problems[0]?.replace(/^\S+ /, '')).toBe(problem);
});

test('replicas that an autoscaler decides are not divided, nor counted for a cluster', () => {
  const scaled = base.replace('replicas: 3', 'autoscaling: { maxReplicas: 9 }');
  const told = (prod: string): readonly string[] => delivered('karmada', { base: scaled, prod }).problems;
  const message =
    'two-owners: Karmada and HorizontalPodAutoscaler shop/web both decide how many replicas of web there are.';
  expect(told(ofClusters('{ eu-1: {} }', 'replicaScheduling: Divided'))).toEqual([`prod.yaml:4: ${message}`]);
  expect(told(ofClusters('{ eu-1: { replicas: { web: 2 } } }'))).toEqual([`prod.yaml:3: ${message}`]);
});

test('policies of two objects whose kinds are called alike have names of their own', () => {
  const member = (kind: string): string => `{ kind: ${kind}, name: web, path: /spec/size, value: 9 }`;
  const objects = `objects:
  one: { apiVersion: a.example/v1, kind: Store, metadata: { name: web }, spec: { size: 1 } }
  two: { apiVersion: b.example/v1, kind: Store, metadata: { name: web }, spec: { size: 1 } }
`;
  const { objects: written } = delivered('karmada', {
    base: base + objects,
    prod: ofClusters(`{ eu-1: { overrides: [${member('Store')}] } }`),
  });
  const names = (written['karmada/prod/overrides.yaml'] ?? []).map(({ metadata }) => metadata.name);
  expect(names).toHaveLength(2);
  expect(new Set(names).size).toBe(2);
});
