import { itemAt, valueAt } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { delivered } from './support';

const base = `namespace: shop
services:
  web: { image: 'example.com/web:1', ports: { http: 8080 } }
`;

/** The spec of the Application of an environment. */
function application(environments: Readonly<Record<string, string>>, name = 'prod'): unknown {
  const { objects } = delivered('argocd', environments);
  return valueAt(objects[`argocd/${name}/application.yaml`]?.[0], 'spec');
}

test('an environment is an Application of the folder that synth writes, in a project that may do no more', () => {
  const { objects, problems } = delivered('argocd', { base, prod: '' });
  expect(problems).toEqual([]);
  expect(objects['argocd/prod/application.yaml']).toMatchObject([
    {
      metadata: { name: 'shop-prod', namespace: 'argocd' },
      spec: {
        project: 'shop-prod',
        source: { repoURL: 'https://git.example/shop', targetRevision: 'HEAD', path: 'dist/prod' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      },
    },
  ]);
  const project = objects['argocd/prod/project.yaml']?.[0];
  expect(valueAt(project, 'spec', 'destinations')).toEqual([
    { server: 'https://kubernetes.default.svc', namespace: 'shop' },
  ]);
  expect(valueAt(project, 'spec', 'namespaceResourceWhitelist')).toContainEqual({
    group: 'apps',
    kind: 'Deployment',
  });
  expect(valueAt(project, 'spec', 'clusterResourceWhitelist')).toBeUndefined();
});

test('kinds of the whole cluster are admitted where there are objects of them', () => {
  const namespaces = `${base}namespaces: { shop: {} }\n`;
  const { objects } = delivered('argocd', { base: namespaces, prod: '' });
  expect(valueAt(objects['argocd/prod/project.yaml']?.[0], 'spec', 'clusterResourceWhitelist')).toEqual([
    { group: '', kind: 'Namespace' },
  ]);
});

test('production waits for a person, and even where it is told not to, nothing of it is deleted unasked', () => {
  const policy = (name: string, text = ''): unknown =>
    valueAt(application({ base, [name]: text }, name), 'syncPolicy', 'automated');
  expect(policy('dev')).toEqual({ prune: true, selfHeal: true });
  expect(policy('prod')).toBeUndefined();
  expect(policy('prod', 'delivery: { argocd: { automated: true } }')).toEqual({
    prune: false,
    selfHeal: true,
  });
  expect(policy('prod', 'delivery: { argocd: { automated: true, prune: true } }')).toMatchObject({
    prune: true,
  });
});

test('what an autoscaler decides is not held against the manifests', () => {
  const scaled = base.replace('8080 }', '8080 }, autoscaling: { maxReplicas: 9 }');
  const spec = application({ base: scaled, prod: '' });
  expect(valueAt(spec, 'ignoreDifferences')).toEqual([
    { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop', jsonPointers: ['/spec/replicas'] },
  ]);
  expect(valueAt(spec, 'syncPolicy', 'syncOptions')).toContain('RespectIgnoreDifferences=true');
  expect(valueAt(application({ base, prod: '' }), 'ignoreDifferences')).toBeUndefined();
});

test('the weights that Argo Rollouts moves stay as it has them', () => {
  const released = `namespace: shop
services:
  web:
    image: example.com/web:v1
    ports: { http: 8080 }
    autoscaling: { maxReplicas: 9 }
    release: { version: v2, mode: argo-rollouts }
routes: { http: { web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: {} } } }
`;
  expect(valueAt(application({ base: released, prod: '' }), 'ignoreDifferences')).toContainEqual({
    group: 'traefik.io',
    kind: 'TraefikService',
    name: 'web',
    namespace: 'shop',
    jqPathExpressions: ['.spec.weighted.services[]?.weight'],
  });
});

test('what the injector of cert-manager writes into a webhook stays', () => {
  const webhook = `${base}objects:
  admit:
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: { annotations: { cert-manager.io/inject-ca-from: shop/admit } }
    webhooks: []
`;
  expect(valueAt(application({ base: webhook, prod: '' }), 'ignoreDifferences')).toEqual([
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'admit',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
  ]);
});

const canary = `namespace: shop
services:
  web: { image: 'example.com/web:v1', ports: { http: 8080 }, release: { version: v2, steps: [5] } }
routes: { http: { web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: {} } } }
`;

test('the step of a release is a second folder, whose objects stand for those of the first', () => {
  const prod = 'delivery: { argocd: { steps: { web: 40-weight-5 } } }';
  expect(valueAt(application({ base: canary, prod }), 'sources')).toMatchObject([
    { path: 'dist/prod' },
    { path: 'dist/prod/releases/web/40-weight-5' },
  ]);
});

test.each([
  [
    '{ web: 40-weight-6 }',
    'prod.yaml:1: unknown-delivery-step: The release of web in prod has no step "40-weight-6".',
    'Did you mean "40-weight-5"?',
  ],
  [
    '{ wed: 40-weight-5 }',
    'prod.yaml:1: unknown-delivery-step: prod releases no service "wed".',
    'Did you mean "web"?',
  ],
])('a step that is not there is told with its place: %s', (steps, problem, fix) => {
  const found = delivered('argocd', { base: canary, prod: `delivery: { argocd: { steps: ${steps} } }` });
  expect(found.problems).toEqual([problem]);
  expect(found.fixes).toEqual([fix]);
  expect(found.texts.size).toBe(0);
});

test('the chart takes the place of the manifests, in the repository or published, with the values of a step', () => {
  const source = (prod: string): unknown => valueAt(application({ base: canary, prod }), 'source');
  expect(
    source('delivery: { argocd: { chart: { path: dist/chart }, steps: { web: 40-weight-5 } } }'),
  ).toEqual({
    repoURL: 'https://git.example/shop',
    targetRevision: 'HEAD',
    path: 'dist/chart',
    helm: {
      releaseName: 'shop',
      valueFiles: ['values.prod.yaml', 'values/releases/web/40-weight-5.prod.yaml'],
    },
  });
  const published = '{ repository: oci://registry.example/charts, version: 1.2.0 }';
  expect(source(`delivery: { argocd: { chart: ${published} } }`)).toMatchObject({
    repoURL: 'registry.example/charts',
    chart: 'shop',
    targetRevision: '1.2.0',
  });
});

test('a repository within another, a revision and a cluster are as an environment says', () => {
  const prod = `delivery:
  project: store
  repository: { url: 'git@git.example:store.git', revision: release, path: deploy/store }
  argocd: { namespace: gitops, project: default, cluster: { name: eu-1 }, createNamespace: true }
`;
  const { objects } = delivered('argocd', { base, prod }, { path: '' });
  expect(Object.keys(objects)).toEqual(['argocd/prod/application.yaml']);
  expect(objects['argocd/prod/application.yaml']).toMatchObject([
    {
      metadata: { name: 'store-prod', namespace: 'gitops' },
      spec: {
        project: 'default',
        source: {
          repoURL: 'git@git.example:store.git',
          targetRevision: 'release',
          path: 'deploy/store/dist/prod',
        },
        destination: { name: 'eu-1', namespace: 'shop' },
      },
    },
  ]);
});

test('where nobody knows the repository, nothing is written', () => {
  const { texts, problems } = delivered('argocd', { base, prod: '' }, { path: '' });
  expect(problems).toEqual([
    'base.yaml:1: delivery-without-repository: Nothing says which git repository has the manifests of prod.',
  ]);
  expect(texts.size).toBe(0);
});

/** The Applications that Argo CD makes of an ApplicationSet: its texts are templates of Go, with the fields of each element. */
function expanded(set: ApiObjectData | undefined): readonly unknown[] {
  const elements = itemAt(set, ['spec', 'generators', 0, 'list', 'elements']);
  const list: readonly unknown[] = Array.isArray(elements) ? elements : [];
  return list.map((element) => {
    const fill = (text: string): string =>
      text.replaceAll(/\{\{ \.(\w+) \}\}/g, (_, field: string) => String(valueAt(element, field)));
    const template: unknown = JSON.parse(fill(JSON.stringify(valueAt(set, 'spec', 'template'))));
    const { name, server, ...rest } = Object(valueAt(template, 'spec', 'destination'));
    // An empty text is none for Argo CD.
    const destination = { ...(name && { name }), ...(server && { server }), ...rest };
    return Object.assign(Object(template), {
      spec: { ...Object(valueAt(template, 'spec')), destination },
    });
  });
}

test('an environment of several clusters is an ApplicationSet, which makes the Application of each', () => {
  const scaled = base.replace('8080 }', '8080 }, autoscaling: { maxReplicas: 9 }');
  const several = delivered('argocd', {
    base: scaled,
    prod: "delivery: { argocd: { clusters: { eu-1: {}, us-1: { server: 'https://us.example' } } } }",
  });
  expect(several.problems).toEqual([]);
  expect(Object.keys(several.objects)).toEqual([
    'argocd/prod/applicationset.yaml',
    'argocd/prod/project.yaml',
  ]);
  const [set] = several.objects['argocd/prod/applicationset.yaml'] ?? [];
  const one = (cluster: string): object => {
    const { objects } = delivered('argocd', {
      base: scaled,
      prod: `delivery: { argocd: { cluster: ${cluster} } }`,
    });
    const [application] = objects['argocd/prod/application.yaml'] ?? [];
    return { spec: application?.spec };
  };
  expect(expanded(set)).toEqual([
    { metadata: expect.objectContaining({ name: 'shop-prod-eu-1' }), ...one('{ name: eu-1 }') },
    {
      metadata: expect.objectContaining({ name: 'shop-prod-us-1' }),
      ...one("{ server: 'https://us.example' }"),
    },
  ]);
  expect(valueAt(set, 'spec', 'syncPolicy')).toEqual({ preserveResourcesOnDeletion: true });
  expect(valueAt(several.objects['argocd/prod/project.yaml']?.[0], 'spec', 'destinations')).toEqual([
    { name: 'eu-1', namespace: 'shop' },
    { server: 'https://us.example', namespace: 'shop' },
  ]);
});

test.each([
  ['cluster: { name: a }, clusters: { b: {} }', 'prod is applied to one cluster, and to several.'],
  ['clusters: {}', 'prod is applied to several clusters, and none of them is named.'],
  ['clusters: { EU_1: {} }', '"EU_1" cannot be part of the name of an Application.'],
  [
    "clusters: { a: { name: b, server: 'https://b' } }",
    'The cluster is named both by its name and by its server.',
  ],
])('clusters that cannot be are told with their place: %s', (said, message) => {
  const { problems, texts } = delivered('argocd', { base, prod: `delivery: { argocd: { ${said} } }` });
  expect(problems).toEqual([`prod.yaml:1: contradictory-delivery: ${message}`]);
  expect(texts.size).toBe(0);
});

test('two environments that make one object in one of several clusters are told', () => {
  const clusters = (names: string): string => `delivery: { argocd: { clusters: ${names} } }`;
  const { problems } = delivered('argocd', {
    base,
    live: clusters('{ eu-1: {}, us-1: {} }'),
    prod: clusters('{ us-1: {} }'),
  });
  expect(problems).toEqual([
    expect.stringContaining('live and prod both make ServiceAccount shop/web in the cluster us-1.'),
  ]);
});
