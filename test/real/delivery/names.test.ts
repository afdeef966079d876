import { randomBytes } from 'node:crypto';
import { valueAt } from '../../../lib/core/base';
import { type PlacedObject, objectsOf } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import { type NamedThing, namedIn } from '../../../lib/check/graph';
import { TrafficModel } from '../../../lib/traefik/model';
import { delivered } from '../../project/delivery/support';
import { Box, Stage, until } from '../support';
import { type Span, spansIn } from '../support/traces';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: one }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: two }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: choice }
spec: { weighted: { services: [{ name: one, port: 80, weight: 1 }, { name: two, port: 80, weight: 1 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: cut }
spec: { stripPrefix: { prefixes: [/x] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [web, websecure]
  routes:
    - { match: 'Host(\`single.example\`)', kind: Rule, services: [{ name: one, port: 80 }], middlewares: [{ name: cut }] }
    - { match: 'Host(\`both.example\`)', kind: Rule, services: [{ name: one, port: 80 }, { name: two, port: 80 }] }
    - { match: 'Host(\`choice.example\`)', kind: Rule, services: [{ kind: TraefikService, name: choice }] }
`;

const hosts = ['single', 'both', 'choice'] as const;

let stage: Stage;
let objects: readonly PlacedObject[];
let model: TrafficModel;
let spans: () => Promise<readonly Span[]>;

/** The Traefik that an environment describes, as it is written for whoever runs it, with a collector of traces. */
beforeAll(async () => {
  const namespace = `collector-${randomBytes(3).toString('hex')}`;
  const box = Box.shared();
  await box.apply(
    [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'otel', namespace },
        spec: { ports: [{ name: 'otlp', port: 4318 }] },
      },
    ],
    { namespace },
  );
  const [collector] = box.backends.of(namespace, 'otel');
  if (!collector) throw new Error('There is no collector.');
  await collector.answerWith({ status: 200, headers: { 'Content-Type': 'application/x-protobuf' } });
  spans = async () =>
    (await collector.seen()).flatMap(({ bytes = '' }) => spansIn(Buffer.from(bytes, 'base64')));
  const { objects: written } = delivered('traefik', {
    prod: `namespace: shop
traefik:
  entryPoints:
    web: { address: ':8000', observability: { traceVerbosity: detailed } }
    websecure: { address: ':8443', http: { tls: {} }, observability: { traceVerbosity: detailed } }
  accessLog: { format: json }
  metrics: { prometheus: { addRoutersLabels: true } }
  tracing: { otlp: { http: { endpoint: 'http://${collector.address}:4318/v1/traces' } } }
`,
  });
  const text = valueAt(
    written['traefik/prod/manifests.yaml']?.find(({ kind }) => kind === 'ConfigMap'),
    'data',
    'traefik.yaml',
  );
  const config = Object(parseYaml(String(text), 'traefik.yaml').documents[0]?.value);
  stage = await Stage.open({ config });
  await stage.apply(manifests);
  const placed = manifests.replaceAll(/metadata: \{ /g, `$&namespace: ${stage.namespace}, `);
  ({ objects } = objectsOf(placed, 'manifests.yaml'));
  const places = new Map(objects.map(({ object, locate }) => [object, locate]));
  model = TrafficModel.from(places.keys(), {
    traefik: config,
    locate: (object, path) => [...places].find(([one]) => one === object)?.[1](path),
  });
}, 60_000);

afterAll(() => stage.close());

const told = (text: string): readonly NamedThing[] => namedIn(text, objects, model);
const line = (text: string): number => manifests.slice(0, manifests.indexOf(text)).split('\n').length;

test('each field of the access log leads to the objects that the request went through, with file and line', async () => {
  for (const [index, host] of hosts.entries()) {
    const { accessLog } = await stage.request(`GET https://${host}.example/`);
    const things = told(JSON.stringify(accessLog));
    expect(things).toContainEqual({
      as: 'router',
      name: accessLog?.RouterName,
      object: { kind: 'IngressRoute', namespace: stage.namespace, name: 'web' },
      path: `spec.routes[${index}]`,
      location: expect.objectContaining({ file: 'manifests.yaml', line: line(`Host(\`${host}`) }),
    });
    const services = things.filter(({ as, object }) => as === 'service' && object?.kind === 'Service');
    expect(services).toMatchObject([{ name: accessLog?.ServiceName, location: { file: 'manifests.yaml' } }]);
    expect(things.filter(({ as }) => as === 'entryPoint')).toMatchObject([
      { name: accessLog?.['entryPointName'] },
    ]);
  }
});

test('each name in the attributes of traces is told, and each object is found by one', async () => {
  for (const host of hosts) await stage.request(`GET http://${host}.example/`);
  const names = ['traefik.router.name', 'traefik.service.name', 'traefik.middleware.name', 'entry_point'];
  const said = await until(
    'spans of all three routes',
    async () => {
      const pairs = (await spans()).flatMap(({ attributes }) =>
        names.flatMap((name) => (attributes[name] === undefined ? [] : [`${name}=${attributes[name]}`])),
      );
      const own = new Set(
        pairs.filter((pair) => pair.includes(stage.namespace) || /=web(?:secure)?$/.test(pair)),
      );
      const isWhole = own.size > 0 && [...own].some((pair) => pair.includes('choice'));
      return isWhole ? [...own] : undefined;
    },
    { timeout: 30_000 },
  );
  expect(said.filter((pair) => told(pair).length === 0)).toEqual([]);
  const found = said.flatMap((pair) => told(pair).map(({ object }) => object?.kind ?? 'EntryPoint'));
  expect([...new Set(found)].toSorted()).toEqual([
    'EntryPoint',
    'IngressRoute',
    'Middleware',
    'Service',
    'TraefikService',
  ]);
}, 60_000);

test('each series of the metrics about a router, a service or an entry point leads to what it counts', async () => {
  for (const host of hosts) await stage.request(`GET http://${host}.example/`);
  const page = await stage.traefik.page('/metrics');
  const series = page.split('\n').filter((one) => /^traefik_(?:router|service|entrypoint)_/.test(one));
  const own = series.filter(
    (one) => one.includes(stage.namespace) || /entrypoint="web(?:secure)?"/.test(one),
  );
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter((one) => told(one).length === 0)).toEqual([]);
});
