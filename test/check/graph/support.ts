import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import type { ClusterFacts } from '../../../lib/check/cluster';
import { type Graph, graphOf } from '../../../lib/check/graph';

/** A route, what it needs, and what of that is missing. */
export const manifests = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }, { name: grpc, port: 90 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web, tier: front } }, spec: { serviceAccountName: web } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login, namespace: shop }
spec: { basicAuth: { secret: users } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`a.example\`)
      kind: Rule
      middlewares: [{ name: login }]
      services: [{ name: web, port: http }]
    - { match: Host(\`b.example\`), kind: Rule, middlewares: [{ name: shop-login@kubernetescrd }], services: [{ name: web, port: 99 }] }
    - { match: Host(\`c.example\`), kind: Rule, services: [{ name: gone, port: 80 }] }
    - { match: Host(\`d.example\`), kind: Rule, services: [{ kind: TraefikService, name: api@internal }] }
  tls: { secretName: web-tls }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: shop }
spec: { secretName: web-tls, dnsNames: [a.example], issuerRef: { kind: ClusterIssuer, name: letsencrypt } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: old
  namespace: shop
  annotations: { traefik.ingress.kubernetes.io/router.middlewares: 'shop-login@kubernetescrd, shop-gone@kubernetescrd' }
spec:
  ingressClassName: traefik
  rules: [{ host: e.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;

/** The graph of manifests. */
export function graph(text = manifests, facts: ClusterFacts = {}): Graph {
  const { objects } = objectsOf(text, 'shop.yaml');
  return graphOf(objects, facts, TrafficModel.from(objects.map(({ object }) => object)));
}
