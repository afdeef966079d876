import * as fc from 'fast-check';
import { awkward, inlineMiddleware, routeOf } from './changes';
import { mapAt } from './program';
import type { Values } from '../../../lib/tools/chart/values';
import { isPlainMap } from '../../../lib/core/base';

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,6}[a-z0-9])?$/);

/** A key of a map that is easily taken for something else. */
const key = fc.constantFrom('A', 'y', 'no', 'NULL', 'X-1', 'a.b', '__proto__', 'constructor', '_', 'TRUE');

/** Of annotations cdk8s cannot write these two. */
const written = key.filter((one) => !['__proto__', 'constructor'].includes(one));

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const service = fc.record({
  image: fc.constantFrom('a/b:1.0', 'ghcr.io/x/y:v2@sha256:' + 'a'.repeat(64), 'localhost:5000/z', 'q:_x'),
  replicas: maybe(fc.integer({ min: 0, max: 4 })),
  args: maybe(fc.array(awkward, { maxLength: 3 })),
  workingDir: maybe(fc.constantFrom('/', '/srv/app')),
  env: maybe(fc.dictionary(key, fc.oneof(awkward, fc.integer(), fc.boolean()), { maxKeys: 4 })),
  annotations: maybe(fc.dictionary(written, awkward, { maxKeys: 2 })),
  podAnnotations: maybe(fc.dictionary(written, awkward, { maxKeys: 2 })),
  config: maybe(
    fc.record({
      files: fc.dictionary(fc.constantFrom('/etc/x/a.yaml', '/etc/x/b{{', '/c.json'), awkward, {
        maxKeys: 2,
      }),
      env: fc.dictionary(fc.constantFrom('A', 'B_C'), awkward, { maxKeys: 2 }),
    }),
  ),
  secrets: maybe(fc.record({ env: fc.dictionary(fc.constantFrom('P', 'Q'), awkward, { maxKeys: 2 }) })),
  autoscaling: maybe(fc.record({ maxReplicas: fc.integer({ min: 1, max: 5 }), cpu: maybe(fc.constant(60)) })),
  resources: maybe(
    fc.record({
      limits: maybe(
        fc.record({
          memory: fc.constantFrom('32Mi', '64Mi', '1Gi', '1.5Gi', 268435456),
          cpu: maybe(fc.constantFrom(2, '500m')),
        }),
      ),
      requests: maybe(fc.record({ cpu: fc.constantFrom('10m', 1) })),
    }),
  ),
  shutdown: maybe(
    fc.record({
      preStopSeconds: maybe(fc.nat(20)),
      drainSeconds: maybe(fc.nat(20)),
      terminationGracePeriodSeconds: maybe(fc.constantFrom(30, 60)),
    }),
  ),
  go: maybe(
    fc.constantFrom<unknown>(
      false,
      { memoryLimit: '80%' },
      { memoryLimit: 'off' },
      { memoryLimit: 'downward' },
      { memoryLimit: '100MiB' },
      { version: '1.24', maxProcs: 3 },
    ),
  ),
  probes: maybe(
    fc.constantFrom<unknown>(
      false,
      { startup: false },
      { liveness: { httpGet: { path: '/live' }, periodSeconds: 7 } },
      { readiness: { exec: { command: ['/check'] }, successThreshold: 2 } },
    ),
  ),
  placement: maybe(
    fc.constantFrom<unknown>(
      { nodeSelector: { pool: 'a' }, priorityClassName: 'high' },
      { nodeSelector: { pool: 'b', 'a.b/c': 'yes' }, zones: 'hard' },
      { tolerations: [{ key: 'gpu', operator: 'Exists' }], arch: ['amd64', 'arm64'] },
      { tolerations: [{ key: 'a', value: 'b' }, { key: 'c' }], arch: 'arm64', nodes: 'off' },
      { nodePool: { name: 'x' }, accelerators: { 'nvidia.com/gpu': 1 } },
    ),
  ),
  labels: maybe(fc.constantFrom({ team: 'a' }, { team: 'b', tier: '1' })),
  volumeClaims: maybe(
    fc.constantFrom(
      { data: { mountPath: '/data', size: '1Gi' } },
      { data: { mountPath: '/d', size: 5, storageClassName: 'x' } },
    ),
  ),
  networkPolicy: maybe(fc.constantFrom<unknown>(false, { egress: [] }, { traefik: { namespace: 'edge' } })),
  telemetry: maybe(fc.boolean()),
  podDisruptionBudget: maybe(fc.constantFrom<unknown>(false, { minAvailable: '50%' })),
});

const ports = fc.constantFrom<Values>(
  { http: 8080 },
  { http: 8080, grpc: 9000 },
  { http: { port: 8080, servicePort: 80 }, metrics: 9090 },
  { 'https-x': 8443 },
);

/** The data of one environment over services of these names. */
function environment(names: readonly string[], portsOf: Values): fc.Arbitrary<Values> {
  const backend = fc.constantFrom(...names).map((one) => {
    const [port] = Object.keys(mapAt(portsOf, [one]));
    return { name: one, port };
  });
  return fc
    .record({
      services: fc
        .subarray([...names], { minLength: 1 })
        .chain((some) =>
          fc
            .tuple(...some.map(() => service))
            .map((specs) =>
              Object.fromEntries(some.map((one, index) => [one, { ...specs[index], ports: portsOf[one] }])),
            ),
        ),
      middlewares: fc.dictionary(name, inlineMiddleware, { maxKeys: 2 }),
      http: fc.dictionary(name, routeOf(backend), { maxKeys: 2 }),
      traefik: fc.constantFrom<Values>({}, { namespace: 'edge' }, { labels: { app: 'traefik' } }),
      namespace: fc.constantFrom('shop', 'other'),
    })
    .map(({ services, middlewares, http, traefik, namespace }) => ({
      namespace,
      traefik,
      services,
      middlewares: { 'rate-limit': { rateLimit: { average: 1 } }, ...middlewares },
      routes: {
        http: Object.fromEntries(
          Object.entries(http).map(([one, route]) => [one, forServices(route, services)]),
        ),
      },
      certificates: { httpbin: {}, gitea: {} },
      issuer: { name: 'x' },
    }))
    .map((data): Values => JSON.parse(JSON.stringify(data)));
}

/** A route names services of its own environment; others it takes for Services that are there. */
function forServices(route: Values, services: Values): Values {
  const all: unknown = route['services'];
  if (!Array.isArray(all)) return route;
  const targets = all.filter(isPlainMap);
  return {
    ...route,
    services: targets.map((one) => (String(one['name']) in services ? one : { ...one, port: 80 })),
  };
}

/** One to five environments with services of the same names, of which each has some. */
export const environmentSets: fc.Arbitrary<readonly (readonly [string, Values])[]> = fc
  .uniqueArray(name, { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.tuple(...names.map(() => ports)).chain((all) => {
      const portsOf = Object.fromEntries(names.map((one, index) => [one, all[index]]));
      return fc.array(environment(names, portsOf), { minLength: 1, maxLength: 5 });
    }),
  )
  .map((all) => all.map((data, index) => [`env${index}`, data] as const));
