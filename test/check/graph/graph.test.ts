import type { Graph } from '../../../lib/check/graph';
import { graph, manifests } from './support';

/** `to` of each field of an object, with a question mark where it is not there. */
function references({ edges }: Graph, from: string): Record<string, string> {
  const of = edges.filter((edge) => edge.from === from);
  return Object.fromEntries(of.map(({ path, to, resolved }) => [path, resolved ? to : `${to}?`]));
}

test('a route leads to its entry point, middlewares, Services, their ports, and the Secret of its certificate', () => {
  expect(references(graph(), 'IngressRoute.traefik.io shop/web')).toEqual({
    'spec.entryPoints[0]': 'EntryPoint websecure',
    'spec.routes[0].middlewares[0]': 'Middleware.traefik.io shop/login',
    'spec.routes[1].middlewares[0]': 'Middleware.traefik.io shop/login',
    'spec.routes[0].services[0]': 'Service shop/web',
    'spec.routes[0].services[0].port': 'Port shop/web:80',
    'spec.routes[1].services[0]': 'Service shop/web',
    'spec.routes[1].services[0].port': 'Port shop/web:99?',
    'spec.routes[2].services[0]': 'Service shop/gone?',
    'spec.routes[2].services[0].port': 'Port shop/gone:80?',
    'spec.routes[3].services[0]': 'TraefikService.traefik.io api@internal',
    'spec.tls.secretName': 'Secret shop/web-tls',
  });
});

test('a Service leads to its ports and to what runs behind it, and a Certificate to the Secret that it becomes', () => {
  expect(references(graph(), 'Service shop/web')).toEqual({
    'spec.ports[0]': 'Port shop/web:80',
    'spec.ports[1]': 'Port shop/web:90',
    'spec.selector': 'Deployment.apps shop/web',
  });
  expect(references(graph(), 'Certificate.cert-manager.io shop/web')).toEqual({
    'spec.secretName': 'Secret shop/web-tls',
    'spec.issuerRef': 'ClusterIssuer.cert-manager.io letsencrypt?',
  });
  expect(graph().nodes.find(({ id }) => id === 'Secret shop/web-tls')).toMatchObject({ state: 'made' });
});

test('an Ingress leads to its class, its Services, and the middlewares that its annotations name', () => {
  const { edges } = graph();
  const of = edges.filter(({ from }) => from === 'Ingress.networking.k8s.io shop/old');
  expect(of.map(({ to, resolved }) => (resolved ? to : `${to}?`)).toSorted()).toEqual([
    'EntryPoint metrics',
    'EntryPoint web',
    'EntryPoint websecure',
    'IngressClass.networking.k8s.io traefik?',
    'Middleware.traefik.io shop-gone@kubernetescrd?',
    'Middleware.traefik.io shop/login',
    'Port shop/web:80',
    'Service shop/web',
  ]);
});

test('what is declared to exist is there, and says so', () => {
  const existing = [{ kind: 'Secret', namespace: 'shop', name: 'users' }];
  const [missing, declared] = [graph(), graph(manifests, { existing })];
  const login = 'Middleware.traefik.io shop/login';
  expect(references(missing, login)).toEqual({ 'spec.basicAuth.secret': 'Secret shop/users?' });
  expect(references(declared, login)).toEqual({ 'spec.basicAuth.secret': 'Secret shop/users' });
  expect(declared.nodes.find(({ id }) => id === 'Secret shop/users')).toMatchObject({ state: 'declared' });
});

test('each edge begins and ends at a node, no node stands there twice, and objects know their place', () => {
  const { nodes, edges } = graph();
  const ids = nodes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(edges.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([]);
  expect(nodes.find(({ id }) => id === 'Port shop/web:90')?.location).toEqual({
    file: 'shop.yaml',
    line: 5,
    column: 67,
  });
});

test('a route and a Service carry the time series of their routers and load balancers', () => {
  const { nodes } = graph();
  const metricsOf = (id: string) => nodes.find((node) => node.id === id)?.metrics ?? [];
  expect(
    metricsOf('IngressRoute.traefik.io shop/web').filter((text) => text.includes('_requests_total')),
  ).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^traefik_router_requests_total\{router="shop-web-[0-9a-f]{20}@kubernetescrd",service="/,
      ),
    ]),
  );
  expect(metricsOf('Service shop/web')).toContainEqual(
    expect.stringMatching(
      /^traefik_service_requests_total\{service="shop-web-[0-9a-f]{20}@kubernetescrd"\}$/,
    ),
  );
  expect(metricsOf('EntryPoint web')).toContain('traefik_entrypoint_requests_total{entrypoint="web"}');
  expect(metricsOf('Middleware.traefik.io shop/login')).toEqual([]);
});

test('a route of the Gateway API leads to its Gateway, Services and filters, and that to its class and Secrets', () => {
  const gateways = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: traefik, listeners: [{ name: s, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec:
  parentRefs: [{ name: edge }]
  rules:
    - filters: [{ type: ExtensionRef, extensionRef: { group: traefik.io, kind: Middleware, name: login } }]
      backendRefs: [{ name: web, port: 80 }, { group: traefik.io, kind: TraefikService, name: parts }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: grant, namespace: shop }
spec: { from: [], to: [{ group: '', kind: Service, name: web }, { group: '', kind: Secret }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: tls, namespace: shop }
spec: { targetRefs: [{ group: '', kind: Service, name: web }], validation: { caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] } }
`;
  const found = graph(`${manifests}---${gateways}`);
  const group = 'gateway.networking.k8s.io';
  expect(references(found, `HTTPRoute.${group} shop/web`)).toEqual({
    'spec.parentRefs[0]': `Gateway.${group} shop/edge`,
    'spec.rules[0].filters[0].extensionRef': 'Middleware.traefik.io shop/login',
    'spec.rules[0].backendRefs[0]': 'Service shop/web',
    'spec.rules[0].backendRefs[0].port': 'Port shop/web:80',
    'spec.rules[0].backendRefs[1]': 'TraefikService.traefik.io shop/parts?',
  });
  expect(references(found, `Gateway.${group} shop/edge`)).toEqual({
    'spec.gatewayClassName': `GatewayClass.${group} traefik?`,
    'spec.listeners[0].tls.certificateRefs[0]': 'Secret shop/cert?',
  });
  expect(references(found, `ReferenceGrant.${group} shop/grant`)).toEqual({
    'spec.to[0]': 'Service shop/web',
  });
  expect(references(found, `BackendTLSPolicy.${group} shop/tls`)).toEqual({
    'spec.targetRefs[0]': 'Service shop/web',
    'spec.validation.caCertificateRefs[0]': 'ConfigMap shop/ca?',
  });
});
