import { traefikFactsOf } from '../../../lib/check/cluster';
import { findings } from '../../../lib/check/rules';
import { objectsOf } from '../../../lib/core/manifest';
import { besides, examples } from './examples';
import { check, rules } from './support';

test('a synth, which hears no advice, hears all else that a linter does', () => {
  const facts = { traefik: traefikFactsOf() };
  for (const { bad } of examples) {
    const { objects } = objectsOf(besides + bad, 'example.yaml');
    const heard = findings(objects, facts, { advice: true }).filter(({ severity }) => severity !== 'info');
    expect(findings(objects, facts)).toEqual(heard);
  }
});

test('that a prefix or a wildcard takes more or less than one may think is advice', () => {
  const route = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`*.example.com\`) && PathPrefix(\`/api\`)
      kind: Rule
      services: [{ name: api@internal, kind: TraefikService }]
`;
  expect(rules(check(route))).toEqual([]);
  expect(rules(check(route, {}, { advice: true }))).toEqual(['loose-prefix', 'one-label-wildcard']);
});
