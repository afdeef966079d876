import { check } from './support';

const crd = (properties: string): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: middlewares.traefik.io }
spec:
  group: traefik.io
  names: { kind: Middleware, plural: middlewares }
  scope: Namespaced
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: ${properties} } } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: again }
spec: { retry: { attempts: 2, status: ["503"] } }
`;

const told = (yaml: string): unknown =>
  check(yaml).flatMap(({ rule, field }) => (rule === 'field-not-in-crd' ? [field?.join('.')] : []));

test('a field that an older CRD drops is told where the CRD is among the objects', () => {
  const old = '{ retry: { type: object, properties: { attempts: { type: integer } } } }';
  expect(told(crd(old))).toEqual(['spec.retry.status']);
});

test('a field that the CRD knows, or lets pass, is not', () => {
  const known =
    '{ retry: { type: object, properties: { attempts: { type: integer }, status: { type: array, items: { type: string } } } } }';
  expect(told(crd(known))).toEqual([]);
  expect(told(crd('{ retry: { type: object, x-kubernetes-preserve-unknown-fields: true } }'))).toEqual([]);
});
