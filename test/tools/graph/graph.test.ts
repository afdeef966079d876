import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import type { ClusterFacts } from '../../../lib/check/cluster';
import { type Graph, dotText, graphOf, graphText, mermaidText } from '../../../lib/tools/graph';

const manifests = `
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

function graph(text = manifests, facts: ClusterFacts = {}): Graph {
  const { objects } = objectsOf(text, 'shop.yaml');
  return graphOf(objects, facts, TrafficModel.from(objects.map(({ object }) => object)));
}

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

describe('names that mean something to who draws them', () => {
  const hostile = String.raw`
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: 'a"]; click n0 \', namespace: '<img src=x>' }
spec: { entryPoints: ['x\', "web\n\u001b[31m"], routes: [] }
`;

  test('are text for Mermaid', () => {
    const text = mermaidText(graph(hostile));
    expect(text).toContain('#60;img src#61;x#62;');
    expect(text).not.toMatch(/[<\p{Cc}](?<!\n)/u);
    for (const line of text.split('\n').filter((each) => each.includes('["'))) {
      expect(line).toMatch(/^ {2}n\d+\["[^"\]]*"\](?::::missing)?$/);
    }
  });

  test('are text for Graphviz', () => {
    for (const line of dotText(graph(hostile))
      .split('\n')
      .filter((each) => each.includes('->'))) {
      expect(line).toMatch(
        /^ {2}"(?:[^"\\]|\\.)*" -> "(?:[^"\\]|\\.)*" \[label="(?:[^"\\]|\\.)*"(?:, style=dashed)?\];$/,
      );
    }
  });

  test('stand on one line of a terminal, unobeyed', () => {
    expect(graphText(graph(hostile))).toContain(String.raw`web\n\u001b[31m`);
  });
});

test('a drawing has each node once and an arrow for each reference, with dashes where nothing is there', () => {
  const { nodes, edges } = graph();
  const mermaid = mermaidText({ nodes, edges });
  expect(mermaid.match(/^ {2}n\d+\["/gm)).toHaveLength(nodes.length);
  expect(mermaid.match(/-->/g)).toHaveLength(edges.filter(({ resolved }) => resolved).length);
  expect(mermaid).toMatch(/n\d+ -\.->\|"spec\.routes#91;2#93;\.services#91;0#93;"\| n\d+/);
  const dot = dotText({ nodes, edges });
  expect(dot.match(/ -> /g)).toHaveLength(edges.length);
  expect(dot).toContain('"Service shop/gone" [style=dashed];');
});
