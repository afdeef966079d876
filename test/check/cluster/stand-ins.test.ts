import { objectsOf } from '../../../lib/core/manifest';
import { type KnownObject, inventoryOf, placedTrafficModelOf } from '../../../lib/check/cluster';
import { builtOf, dropsOf } from '../../../lib/traefik/model';

const configuration = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
  providers: { kubernetesIngress: {}, kubernetesIngressNGINX: {} },
};

const known = (kind: 'Secret' | 'ConfigMap', name: string): KnownObject => ({
  kind,
  namespace: 'shop',
  name,
});

/** What Traefik leaves out of an Ingress of ingress-nginx with these annotations. */
function left(annotations: Readonly<Record<string, string>>, existing: readonly KnownObject[]): string[] {
  const written = Object.entries(annotations).map(
    ([key, value]) => `    nginx.ingress.kubernetes.io/${key}: ${value}\n`,
  );
  const yaml = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
${written.join('')}
spec:
  ingressClassName: nginx
  tls: [{ hosts: [a.test], secretName: a-tls }]
  rules: [{ host: a.test, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: nginx }, spec: { controller: k8s.io/ingress-nginx } }
`;
  const { objects } = objectsOf(yaml, 'ingress.yaml');
  const model = placedTrafficModelOf(inventoryOf(objects, { traefik: { configuration }, existing }));
  const errors = Array.from(builtOf(model).runtime.routers.values(), (router) => router.errors);
  return [...dropsOf(model).map(({ reason }) => reason), ...errors.flat()];
}

const certificate = known('Secret', 'a-tls');

test.each([
  [{ 'auth-type': 'basic', 'auth-secret': 'users' }, known('Secret', 'users')],
  [{ 'auth-type': 'digest', 'auth-secret': 'shop/users' }, known('Secret', 'users')],
  [
    { 'auth-type': 'basic', 'auth-secret': 'users', 'auth-secret-type': 'auth-map' },
    known('Secret', 'users'),
  ],
  [
    { 'auth-type': 'digest', 'auth-secret': 'users', 'auth-secret-type': 'auth-map' },
    known('Secret', 'users'),
  ],
  [{ 'auth-tls-secret': 'shop/clients' }, known('Secret', 'clients')],
  [
    { 'backend-protocol': 'HTTPS', 'proxy-ssl-verify': '"on"', 'proxy-ssl-secret': 'shop/upstream' },
    known('Secret', 'upstream'),
  ],
  [{ 'custom-headers': 'shop/headers' }, known('ConfigMap', 'headers')],
])(
  'what an Ingress of ingress-nginx names and is known to exist is fit for its use: %j',
  (annotations, named) => {
    expect(left(annotations, [certificate, named])).toEqual([]);
    expect(left(annotations, [certificate]).join('\n')).toContain(named.name);
    expect(left(annotations, [named]).join('\n')).toContain('a-tls');
  },
);
