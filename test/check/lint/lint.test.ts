import { review } from '../../../lib/check/lint';
import { findings } from '../../../lib/check/rules';
import { objectsOf } from '../../../lib/core/manifest';

const { objects } = objectsOf(
  `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  routes:
    - { match: 'Host(\`a.example.com\`)', kind: Rule, services: [{ name: gone, port: 80 }] }
`,
  'web.yaml',
);

test('errors come first', () => {
  expect(findings(objects).map(({ severity }) => severity)).toEqual(['warning', 'error']);
  expect(review(objects, {}).findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});

test('what a synth has told of the same field is not told again, and its words are kept', () => {
  const [error] = review(objects, {}).findings;
  if (!error) throw new Error('There is no finding.');
  const told = { ...error, construct: 'shop/web' };
  expect(review(objects, {}, { told: [told] }).findings).toHaveLength(2);
  expect(review(objects, {}, { told: [told] }).findings[0]).toBe(told);
});

test('Secrets that pods read seldom stand beside manifests: they are told where the cluster is described', () => {
  const pods = objectsOf(
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1', envFrom: [{ secretRef: { name: gone } }] }] }
`,
    'web.yaml',
  ).objects;
  const rules = (existing: readonly { readonly kind: string; readonly name: string }[]): unknown =>
    review(pods, { existing }).findings.map(({ rule }) => rule);
  expect(rules([])).toEqual([]);
  expect(rules([{ kind: 'Secret', name: 'other' }])).toEqual(['unknown-secret']);
});
