import { delivered } from './support';

const base = `namespace: shop
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
`;
const scaled = `${base}objects:
  worker:
    apiVersion: apps/v1
    kind: Deployment
    spec:
      replicas: 3
      selector: { matchLabels: { app: worker } }
      template:
        metadata: { labels: { app: worker } }
        spec: { containers: [{ name: worker, image: 'example.com/worker:1' }] }
  worker-hpa:
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: worker }
    spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: worker }, maxReplicas: 9 }
`;

test('replicas that a manifest and an autoscaler say are two owners for Flux, which puts them back, and not for Argo CD', () => {
  const { problems, fixes, texts } = delivered('flux', { base: scaled, prod: '' });
  expect(problems).toEqual([
    'base.yaml:4: two-owners: Flux and HorizontalPodAutoscaler shop/worker both decide how many replicas of worker there are.',
  ]);
  expect(fixes).toEqual(['Leave spec.replicas out of the manifest.']);
  expect(texts.size).toBe(0);
  expect(delivered('argocd', { base: scaled, prod: '' }).problems).toEqual([]);
});

test('two environments that make the same objects in one cluster are told, and refused where that cluster is named', () => {
  const byDefault = delivered('argocd', { base, dev: '', prod: '' });
  expect(byDefault.problems).toEqual([
    expect.stringMatching(
      /^base.yaml:1: two-owners: dev and prod both make \S+ shop\/web in the cluster https:\/\/kubernetes\.default\.svc\.$/,
    ),
  ]);
  expect(byDefault.texts.size).toBeGreaterThan(0);
  const same = `${base}delivery: { argocd: { cluster: { name: eu-1 } } }\n`;
  const named = delivered('argocd', { base: same, dev: '', prod: '' });
  expect(named.problems).toEqual([expect.stringMatching(/^base.yaml:3: two-owners: dev and prod both make/)]);
  expect(named.texts.size).toBe(0);
  const apart = `${base}delivery: { argocd: { cluster: { name: '\${environment}' } } }\n`;
  expect(delivered('argocd', { base: apart, dev: '', prod: '' }).problems).toEqual([]);
});

test.each([
  [
    'argocd',
    "cluster: { name: a, server: 'https://a' }",
    'The cluster is named both by its name and by its server.',
  ],
  ['argocd', 'prune: true', 'prune is on, and nothing is done unasked in prod.'],
  ['argocd', 'selfHeal: true, automated: false', 'selfHeal is on, and nothing is done unasked in prod.'],
  [
    'argocd',
    "chart: { repository: 'https://charts' }",
    'Of a published chart nothing says which version is meant.',
  ],
  [
    'flux',
    "chart: { repository: 'https://charts', path: c }",
    'The chart is both a folder of the repository and published.',
  ],
] as const)('%s: { %s } is told with its place', (system, said, message) => {
  const { problems, texts } = delivered(system, { base, prod: `delivery: { ${system}: { ${said} } }` });
  expect(problems).toEqual([`prod.yaml:1: contradictory-delivery: ${message}`]);
  expect(texts.size).toBe(0);
});
