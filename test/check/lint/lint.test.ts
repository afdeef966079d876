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
