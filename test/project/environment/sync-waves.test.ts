import { waveOf } from '../../../lib/project/environment';
import { only } from './support';

const base = 'namespace: shop';
const declared = `
namespaces: { shop: {} }
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
certificates: { web: { issuerRef: { name: own } } }
routes: { http: { web: { entryPoints: [web], match: 'Host(\`a.example\`)', services: [web] } } }
objects:
  ready: { apiVersion: v1, kind: ConfigMap }
  own: { apiVersion: cert-manager.io/v1, kind: Issuer, metadata: { annotations: { argocd.argoproj.io/sync-wave: '-9' } } }
`;
const wave = 'argocd.argoproj.io/sync-wave';

test('objects tell Argo CD when they are applied only where that is asked for', () => {
  const { spec } = only(base, declared);
  expect(spec.routes?.http?.['web']?.annotations).toBeUndefined();
  const asked = only(base, `${declared}delivery: { argocd: { syncWaves: true } }`).spec;
  expect(asked.namespaces?.['shop']?.annotations).toEqual({ [wave]: '-2' });
  expect(asked.certificates?.['web']?.annotations).toEqual({ [wave]: '-1' });
  expect(asked.routes?.http?.['web']?.annotations).toEqual({ [wave]: '1' });
  expect(asked.services).toEqual(spec.services);
});

test('an annotation of one’s own stays, and what goes with the others gets none', () => {
  const { objects } = only(base, `${declared}delivery: { argocd: { syncWaves: true } }`).spec;
  expect(objects?.['own']?.metadata?.annotations).toEqual({ [wave]: '-9' });
  expect(objects?.['ready']).toEqual({ apiVersion: 'v1', kind: 'ConfigMap' });
});

test.each([
  ['v1', 'Namespace', 'kinds'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'kinds'],
  ['cert-manager.io/v1', 'Certificate', 'certificates'],
  ['apps/v1', 'Deployment', 'workloads'],
  ['traefik.io/v1alpha1', 'Middleware', 'workloads'],
  ['networking.k8s.io/v1', 'Ingress', 'routes'],
  ['extensions.example/v1', 'Ingress', 'workloads'],
])('%s %s is of the %s', (apiVersion, kind, expected) => {
  expect(waveOf({ apiVersion, kind })).toBe(expected);
});
