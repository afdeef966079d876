import { namedIn } from '../../../lib/check/graph';
import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';

const { objects } = objectsOf(
  `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes:
    - { match: Host(\`a.example.com\`), kind: Rule, services: [{ name: web, port: 80 }] }
    - match: Host(\`b.example.com\`)
      kind: Rule
      middlewares: [{ name: cut }]
      services: [{ name: both, kind: TraefikService }]
    - match: Host(\`c.example.com\`)
      kind: Rule
      services: [{ name: web, port: 80 }, { name: other, port: 80 }]
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: both, namespace: shop }
spec: { weighted: { services: [{ name: web, port: 80 }, { name: other, port: 80 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: cut, namespace: shop }
spec: { stripPrefix: { prefixes: [/x] } }
---
apiVersion: v1
kind: Service
metadata: { name: other, namespace: shop }
spec: { selector: { app: other }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`,
  'objects.yaml',
);
const places = new Map<unknown, (typeof objects)[number]>(objects.map((read) => [read.object, read]));
const model = TrafficModel.from(places.keys(), {
  locate: (object, path) => places.get(object)?.locate(path),
});
const router = model.listedRouters().find(({ path }) => path === 'spec.routes[0]')?.name ?? '';
const route = {
  as: 'router',
  name: router,
  object: { kind: 'IngressRoute', namespace: 'shop', name: 'web' },
};
const service = { as: 'service', object: { kind: 'Service', namespace: 'shop', name: 'web' } };

const named = (text: string): readonly object[] => namedIn(text, objects, model);

test('a series of a metric leads to the object and the line that it counts', () => {
  expect(router).toMatch(/@kubernetescrd$/);
  expect(named(`traefik_router_requests_total{code="200",router="${router}"} 7`)).toMatchObject([
    { ...route, path: 'spec.routes[0]' },
    // Of one backend alone, Traefik names router and service alike.
    { ...service, name: router, location: { file: 'objects.yaml', line: 31 } },
  ]);
});

test('so does a line of the access log, with its entry point, and an attribute of a trace', () => {
  const line = JSON.stringify({ RouterName: router, entryPointName: 'websecure', DownstreamStatus: 200 });
  expect(named(line)).toMatchObject([route, service, { as: 'entryPoint', name: 'websecure', object: null }]);
  expect(named(JSON.stringify({ line }))).toMatchObject([route, service, { as: 'entryPoint' }]);
  expect(named(`traefik.router.name: ${router}, entry_point: web`)).toMatchObject([
    route,
    service,
    { as: 'entryPoint', name: 'web' },
  ]);
});

test('a word that is called like an entry point, and a part of a name, are no names', () => {
  expect(named(`GET /web websecure x${router} ${router.slice(1)}`)).toEqual([]);
});

test('an attribute of a trace leads to a Middleware, and to the TraefikService or the route whose shares it names', () => {
  expect(named('traefik.middleware.name=shop-cut@kubernetescrd')).toMatchObject([
    { as: 'middleware', object: { kind: 'Middleware', name: 'cut' }, location: { file: 'objects.yaml' } },
  ]);
  expect(named('{"traefik.service.name": "shop-both@kubernetescrd"}')).toMatchObject([
    { as: 'service', object: { kind: 'TraefikService', name: 'both' }, location: { file: 'objects.yaml' } },
  ]);
  const shared = model.listedRouters().find(({ path }) => path === 'spec.routes[2]')?.service ?? '';
  expect(named(`traefik.service.name="${shared}"`)).toMatchObject([
    { object: { kind: 'IngressRoute', name: 'web' }, path: 'spec.routes[2]' },
  ]);
});

test.each(['', '\0', '{"RouterName":', '\u{1F600}', 'service=""', '{}'.repeat(1000), '"'.repeat(10_000)])(
  'a text in which nothing is named tells nothing: %j',
  (text) => expect(named(text)).toEqual([]),
);
