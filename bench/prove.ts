import { loadavg } from 'node:os';
import { Prover, checkedClaim } from '../lib/check/claims';
import type { ApiObjectData } from '../lib/core/manifest';
import { TrafficModel } from '../lib/traefik/model';

/*
 * Proves 20 claims about 3,000 routers of 1,000 hosts, as a claims.yaml would have them: about one host, about paths
 * of all hosts, and about hosts by an expression. `npx tsx bench/prove.ts`; `--each` tells of each claim.
 */

const hosts = 1_000;

function object(kind: string, name: string, spec: object): ApiObjectData {
  return { apiVersion: 'traefik.io/v1alpha1', kind, metadata: { name, namespace: 'shop' }, spec };
}

function service(name: string): ApiObjectData {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { ports: [{ port: 80 }] },
  };
}

function routesOf(at: number): ApiObjectData {
  const host = `Host(\`host-${at}.example.com\`)`;
  const route = (match: string, middlewares: readonly string[]): object => ({
    match,
    kind: 'Rule',
    middlewares: middlewares.map((name) => ({ name })),
    services: [{ name: `web-${at % 50}`, port: 80 }],
  });
  return object('IngressRoute', `host-${at}`, {
    entryPoints: ['websecure'],
    routes: [
      route(host, ['limit']),
      route(`${host} && PathPrefix(\`/api\`)`, ['limit']),
      route(`${host} && PathPrefix(\`/admin\`)`, ['office', 'limit']),
    ],
    tls: {},
  });
}

const objects = [
  ...Array.from({ length: 50 }, (_, at) => service(`web-${at}`)),
  object('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  object('Middleware', 'limit', { rateLimit: { average: 50 } }),
  ...Array.from({ length: hosts }, (_, at) => routesOf(at)),
];

const ofOneHost = Array.from({ length: 10 }, (_, at): readonly [requests: string, says: object] => {
  const host = `Host(\`host-${at * 100}.example.com\`)`;
  return at % 2 === 0
    ? [`${host} && PathPrefix(\`/admin\`)`, { always: { pass: ['ipAllowList'] } }]
    : [host, { always: { pass: ['rateLimit'] } }];
});

const claimed: readonly (readonly [requests: string | undefined, says: object])[] = [
  ...ofOneHost,
  ['PathPrefix(`/admin`)', { always: { pass: ['ipAllowList'] } }],
  ['PathPrefix(`/admin`)', { only: { clientIp: ['10.0.0.0/8'] } }],
  ['Path(`/admin/login`)', { never: { reach: ['shop/web-1'], without: ['office'] } }],
  ['PathPrefix(`/api`)', { always: { pass: ['rateLimit'] } }],
  ['PathPrefix(`/admin`) && Method(`POST`)', { never: { without: ['office'] } }],
  ['PathRegexp(`^/admin/[0-9]+$`)', { always: { pass: ['ipAllowList', 'rateLimit'] } }],
  ['HostRegexp(`^host-[0-9]+\\.example\\.com$`)', { always: { pass: ['rateLimit'] } }],
  ['HostRegexp(`^host-9[0-9]*\\.example\\.com$`) && PathPrefix(`/admin`)', { always: { pass: ['office'] } }],
  ['!ClientIP(`10.0.0.0/8`) && PathPrefix(`/admin`)', { always: { answer: [403, 404, 421] } }],
  [undefined, { always: { options: 'default' } }],
];

/** Milliseconds of CPU so far: with other work on the machine they say more than a clock. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}

const isTold = process.argv.includes('--each');
const model = TrafficModel.from(objects);
const modelCpu = used();
const start = performance.now();
const prover = new Prover(model);
const results = claimed.map(([requests, says], index) => {
  const before = used();
  const claim = checkedClaim({ name: `${index}`, ...(requests !== undefined && { requests }), ...says });
  const { result, regions, reason } = prover.prove(claim).proof;
  if (isTold)
    console.log(
      `${used() - before} ms  ${result}, ${regions} regions: ${requests} ${JSON.stringify(says)} ${reason ?? ''}`,
    );
  return result;
});
const count = (result: string): number => results.filter((one) => one === result).length;
console.log(
  `${results.length} claims about ${hosts * 3} routers: ${Math.round(performance.now() - start)} ms, ` +
    `${used() - modelCpu} ms of CPU (goal: 3,000 ms; the model before: ${modelCpu} ms of CPU); ` +
    `${count('proven')} proven, ${count('refuted')} refuted, ${count('unknown')} unknown`,
);
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`);
