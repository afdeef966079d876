import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';
import { Environments } from '../../../lib/project/environment';
import { problemsOf } from './support';

const manifests = (route: string, crd = '{ allowCrossNamespace: true }') => {
  const text = `
namespace: shop
services:
  api: { image: 'ghcr.io/acme/api:1.0.0', ports: { http: 8080 }, namespace: payments }
routes: { http: { api: { entryPoints: [web], match: Host(\`a\`), services: [${route}] } } }
traefik: { providers: { kubernetesCRD: ${crd} } }
`;
  const app = new DeliveryApp();
  for (const environment of Environments.from([{ file: 'prod.yaml', text }]))
    new EnvironmentStack(app, environment);
  return [...app.manifests().values()].flat();
};

test.each(['api', '{ name: api }', '{ name: api, namespace: payments }'])(
  'a service in a namespace of its own is routed to as %s, and all of its objects are there',
  (route) => {
    const objects = manifests(route);
    const routes = objects.filter(({ kind }) => kind === 'IngressRoute');
    expect(routes).toMatchObject([
      { spec: { routes: [{ services: [{ name: 'api', namespace: 'payments', port: 'http' }] }] } },
    ]);
    const others = objects
      .filter(({ kind }) => kind !== 'IngressRoute')
      .map(({ metadata }) => metadata.namespace);
    expect([...new Set(others)]).toEqual(['payments']);
  },
);

test('a Traefik that looks into one namespace alone does not reach it, and that is told', () => {
  expect(problemsOf(() => manifests('api', '{}'))).toMatchObject([
    { rule: 'cross-namespace', location: { file: 'prod.yaml', line: 5 } },
  ]);
});
