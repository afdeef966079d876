import { existsSync } from 'node:fs';
import { parseRule, receiveHttp } from '../lib/traefik/rule';
import { TrafficModel } from '../lib/traefik/model';
import { RouteIndex } from '../lib/traefik/model/runtime/route-index';
import { Oracle } from '../test/real/muxer/oracle';
import { partPath, parts } from '../test/real/parts/parts';

/*
 * Routes 10,000 requests over 3,000 routers, beside Traefik's own multiplexer in the same run where it is built
 * (`npm run real:build muxer`), and builds the model of 3,000 IngressRoutes: `npx tsx bench/routing.ts`.
 */

const routers = 3_000;
const hosts = 1_000;
const requestCount = 10_000;
const rounds = 7;

const rules = Array.from(
  { length: routers },
  (_, at) => `Host(\`h${at % hosts}.example.com\`) && PathPrefix(\`/p${at}\`)`,
);
const requests = Array.from({ length: requestCount }, (_, at) => {
  const router = (at * 7) % routers;
  return { url: `http://h${router % hosts}.example.com/p${router}/x?y=${at}` };
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Milliseconds of one run, the median of several. */
function measure(run: () => void): number {
  run();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return median(times);
}

function perSecond(milliseconds: number): string {
  return `${Math.round((requestCount / milliseconds) * 1000).toLocaleString('en')} requests/s`;
}

function benchIndex(): void {
  const routes = rules
    .map((text) => ({ rule: parseRule(text) }))
    .toSorted((a, b) => b.rule.text.length - a.rule.text.length);
  const index = new RouteIndex(routes);
  const received = requests.flatMap((line) => receiveHttp(line) ?? []);
  const found = received.filter((request) => index.first(request)).length;
  if (found !== requestCount) throw new Error(`only ${found} of ${requestCount} requests found a router`);
  console.log(
    `the index:           ${perSecond(measure(() => received.forEach((request) => index.first(request))))}`,
  );
}

async function benchTraefik(): Promise<void> {
  const part = parts.find(({ name }) => name === 'muxer');
  if (!part || !existsSync(partPath(part))) {
    console.log("Traefik's multiplexer: not built (npm run real:build muxer)");
    return;
  }
  const oracle = new Oracle(partPath(part));
  await oracle.use(requests);
  const { nanoseconds } = await oracle.route(rules);
  console.log(`Traefik's multiplexer: ${perSecond(nanoseconds / 1e6)}`);
  await oracle.close();
}

function benchBuild(): void {
  const objects = rules.flatMap((match, at) => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${at}`, namespace: 'shop' },
      spec: { ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata: { name: `r${at}`, namespace: 'shop' },
      spec: {
        entryPoints: ['web'],
        routes: [{ match, kind: 'Rule', services: [{ name: `s${at}`, port: 80 }] }],
      },
    },
  ]);
  const milliseconds = measure(() => TrafficModel.from(objects));
  console.log(
    `the model of ${routers.toLocaleString('en')} IngressRoutes with their Services: ${Math.round(milliseconds)} ms`,
  );
  const model = TrafficModel.from(objects);
  console.log(
    `explain, whole:      ${perSecond(measure(() => requests.forEach((request) => model.explain(request))))}`,
  );
}

async function main(): Promise<void> {
  benchIndex();
  await benchTraefik();
  benchBuild();
}

void main();
