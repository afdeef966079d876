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
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`,
  'objects.yaml',
);
const model = TrafficModel.from(objects.map(({ object }) => object));
const router = model.listedRouters().find(({ object }) => object !== null)?.name ?? '';
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
    { ...service, name: router, location: { file: 'objects.yaml', line: 9 } },
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
