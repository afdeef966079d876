import { traefikFactsOf } from '../../../lib/check/cluster';
import { check } from './support';

const service = (annotations = '{}') => `
apiVersion: v1
kind: Service
metadata: { name: web, annotations: ${annotations} }
spec: { ports: [{ port: 80 }] }
`;

const middleware = `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: strip }
spec: { stripPrefix: { prefixes: [/api] } }
`;

const ingress = (middlewares: string) => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { traefik.ingress.kubernetes.io/router.middlewares: '${middlewares}' }
spec:
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;

const facts = { traefik: traefikFactsOf() };

function told(yaml: string): unknown {
  return check(yaml, facts).map(({ rule, message, fix }) => [rule, message, fix]);
}

test('an Ingress that names its middleware as Traefik does is fine', () => {
  expect(told(service() + middleware + ingress('shop-strip@kubernetescrd'))).toEqual([]);
});

test.each(['strip@kubernetescrd', 'strip', 'shop-strip', 'shop-strip@kubernetes-crd'])(
  'an Ingress that writes %s is told the right name, once',
  (written) => {
    expect(told(service() + middleware + ingress(written))).toEqual([
      [
        'misnamed-annotated-middleware',
        `There is no middleware of the name "${written}".`,
        expect.stringContaining('shop-strip@kubernetescrd'),
      ],
    ]);
  },
);

test('a middleware that is nowhere is told, among others that are there', () => {
  const found = told(service() + middleware + ingress('shop-strip@kubernetescrd, shop-gone@kubernetescrd'));
  expect(found).toEqual([
    [
      'unknown-annotated-middleware',
      expect.stringContaining('"shop-gone@kubernetescrd"'),
      expect.any(String),
    ],
  ]);
});

test('the annotation of a Service that an Ingress leads to is read too', () => {
  const annotations = '{ traefik.ingress.kubernetes.io/service.middlewares: strip }';
  expect(told(service(annotations) + middleware + ingress('shop-strip@kubernetescrd'))).toEqual([
    ['misnamed-annotated-middleware', expect.stringContaining('"strip"'), expect.any(String)],
  ]);
});
