import { crdsOf } from '../../../lib/traefik/api/crd';
import { traefikDefinitions } from '../../../lib/traefik/api/schema';

test('a CRD has the name that the API server demands: plural and group', () => {
  const names = crdsOf(traefikDefinitions).map(({ metadata }) => metadata.name);
  expect(names).toContain('ingressroutes.traefik.io');
  expect(names).toContain('serverstransporttcps.traefik.io');
});

test('a CRD keeps what Kubernetes checks by: structural schema, CEL rules and numbers or texts', () => {
  const middleware = crdsOf(traefikDefinitions).find(({ spec }) => spec.names.kind === 'Middleware');
  expect(middleware).toMatchObject({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { group: 'traefik.io', scope: 'Namespaced' },
  });
  const text = JSON.stringify(middleware);
  expect(text).toContain("self.startsWith('/')");
  expect(text).toContain('"x-kubernetes-int-or-string":true');
  expect(text).toContain('"x-kubernetes-preserve-unknown-fields":true');
});
