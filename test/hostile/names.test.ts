import { type ApiObjectData, objectsOf } from '../../lib/core/manifest';
import { parseYaml } from '../../lib/core/yaml';
import { Environments, renderEnvironment } from '../../lib/project/environment';
import { DeliveryApp, EnvironmentStack, trafficModels } from '../../lib/project/stack';
import { TrafficModel } from '../../lib/traefik/model';
import { crashes, names, renamings } from './names';

jest.setTimeout(600_000);

const request = {
  url: 'https://a.example.com/v1/x?constructor=1',
  headers: { constructor: 'a', 'X-One': '1' },
};

/** An environment that has a little of everything. */
const environmentText = `
namespace: shop
domain: example.com
issuer: { name: ca }
vars: { alpha: { beta: x }, gamma: info, list: [1, { delta: 2 }] }
traefik:
  namespace: traefik
  entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } }, sql: { address: ':5432' } }
  certificatesResolvers: { le: { acme: { email: a@example.com, storage: acme.json, tlsChallenge: {} } } }
existing:
  secrets: { one: { keys: [k1, k2] } }
  configMaps: { two: { keys: [k3] } }
services:
  api:
    image: example.com/api:1.0
    args: ['x']
    ports: { http: 8080, grpc: { port: 9000, servicePort: 90 } }
    env: { LOG: '\${gamma}', KEY: { valueFrom: { secretKeyRef: { name: one, key: k1 } } } }
    labels: { team: a }
    annotations: { note: b }
    podLabels: { pod: c }
    config: { files: { /etc/a.yaml: 'a' }, env: { MODE: x } }
    volumeClaims: { data: { mountPath: /data, size: 1Gi } }
    replicas: 1
    resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { memory: 64Mi } }
    initContainers: { migrate: { args: [up] } }
middlewares:
  strip: { stripPrefix: { prefixes: [/v1] } }
  head: { headers: { customRequestHeaders: { X-One: '1' } } }
  ext: { plugin: { thing: { option: 1 } } }
tcpMiddlewares: { few: { inFlightConn: { amount: 10 } } }
traefikServices: { both: { weighted: { services: [{ name: api, port: http, weight: 1 }] } } }
routes:
  http:
    main: { entryPoints: [websecure], match: 'Host(\`a.\${domain}\`)', middlewares: [strip, head], services: [{ kind: TraefikService, name: both }], tls: { certificate: cert } }
  tcp:
    db: { entryPoints: [sql], match: 'HostSNI(\`*\`)', middlewares: [few], services: [{ name: api, port: grpc }] }
certificates: { cert: {} }
tls: { options: { strict: { minVersion: VersionTLS12 } } }
`;

/** The objects of an environment, after everything that is done with them. JSON is YAML, and keeps `__proto__`. */
function synthesize(tree: unknown): ApiObjectData[] {
  const file = { file: 'dev.yaml', text: JSON.stringify(tree) };
  const [environment] = Environments.from([file], { variables: {} });
  if (!environment) throw new Error('There is no environment.');
  renderEnvironment(environment, { format: 'yaml', provenance: true });
  const app = new DeliveryApp();
  new EnvironmentStack(app, environment);
  const objects = [...app.manifests().values()].flat();
  app.synthYaml();
  for (const model of trafficModels(app).values()) {
    model.exactRoutes();
    model.explain(request);
  }
  return objects;
}

/** What `routes` and `explain` do with objects. */
function observe(tree: unknown): void {
  const model = TrafficModel.from(
    objectsOf(JSON.stringify(tree), 'objects.json').objects.map(({ object }) => object),
  );
  model.exactRoutes();
  model.explain(request);
}

const environment = parseYaml(environmentText, 'dev.yaml').documents[0]?.value;

test('the environment in which names are changed is a right one', () => {
  expect(synthesize(environment).length).toBeGreaterThan(15);
});

test.each(names)(
  '%j as the name of anything in an environment works, or is refused with a message',
  (name) => {
    expect(crashes(renamings(environment), name, synthesize).slice(0, 3)).toEqual([]);
  },
);

test.each(names)('%j as the name of an environment works, or is refused with a message', (name) => {
  const found = crashes([(other) => other], name, (tree) => {
    const text = JSON.stringify(environment);
    for (const each of Environments.from([{ file: `${String(tree)}.yaml`, text }], { variables: {} })) {
      const app = new DeliveryApp();
      new EnvironmentStack(app, each);
      app.manifests();
    }
  });
  expect(found).toEqual([]);
});

describe('among objects', () => {
  const objects = { apiVersion: 'v1', kind: 'List', items: synthesize(environment) };

  test.each(names)('%j as the name of anything works, or is refused with a message', (name) => {
    expect(crashes(renamings(objects), name, observe).slice(0, 3)).toEqual([]);
  });
});
