import { type DiffSide, diffTraffic } from '../lib/check/changes';
import { TrafficModel } from '../lib/traefik/model';
import type { ApiObjectData, PlacedObject } from '../lib/core/manifest';

/* Two sets of 3,000 routers that differ in 10: `npx tsx bench/diff.ts`. */

const count = 3000;
const changes = 10;

function object(kind: string, name: string, spec: object): ApiObjectData {
  return { apiVersion: 'traefik.io/v1alpha1', kind, metadata: { name, namespace: 'shop' }, spec };
}

function objectsOf(isChanged: boolean): readonly ApiObjectData[] {
  const service = (name: string): ApiObjectData => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { ports: [{ port: 80 }] },
  });
  const routes = Array.from({ length: count }, (_, index) => {
    const isOther = isChanged && index % (count / changes) === 0;
    const host = `host-${Math.floor(index / 3)}.example.com`;
    const path = ['', ' && PathPrefix(`/api`)', ' && PathPrefix(`/admin`)'][index % 3] ?? '';
    return object('IngressRoute', `route-${index}`, {
      entryPoints: ['websecure'],
      routes: [
        {
          match: `Host(\`${host}\`)${path}`,
          kind: 'Rule',
          middlewares: index % 3 === 2 ? [{ name: 'office' }, { name: 'limit' }] : [{ name: 'limit' }],
          services: [{ name: isOther ? 'new' : 'web', port: 80 }],
        },
      ],
      tls: {},
    });
  });
  return [
    service('web'),
    service('new'),
    object('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
    object('Middleware', 'limit', { rateLimit: { average: 50 } }),
    ...routes,
  ];
}

function sideOf(isChanged: boolean): DiffSide {
  const objects = objectsOf(isChanged);
  const placed = objects.map((one): PlacedObject => ({ object: one, locate: () => undefined }));
  return { objects: placed, facts: {}, model: TrafficModel.from(objects) };
}

/** Milliseconds of CPU so far: with other work on the machine they say more than a clock. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}

const [start, startCpu] = [performance.now(), used()];
const [from, to] = [sideOf(false), sideOf(true)];
const modelsCpu = used() - startCpu;
const diff = diffTraffic(from, to);
const [time, cpu] = [Math.round(performance.now() - start), used() - startCpu];
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `two sets of ${count} routers that differ in ${changes}: ${time} ms, ${cpu} ms of CPU (${modelsCpu} ms for both models), ` +
    `${megabytes} MB; verdict ${diff.verdict}, ${diff.changes.length} changes, ${diff.regions} regions`,
);
