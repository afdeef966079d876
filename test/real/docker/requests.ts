import { TrafficModel } from '../../../lib/traefik/model';
import { type Observed, compareRequest, compareRoutes } from '../differential/compare';
import { Random } from '../differential/random';
import { type RandomRequest, request } from '../differential/rules';
import { type Box, type StaticConfig, inParallel } from '../support';
import { runnable } from '../support/static-config';
import { type Bench, runContainers, startBench } from './bench';
import { objectOf } from './inspected';
import { routedContainers } from './routed';

/** What one run compared. */
export interface DockerTally {
  sets: number;
  requests: number;
  readonly disagreements: {
    readonly seed: number;
    readonly problems: readonly string[];
    readonly request?: RandomRequest;
  }[];
}

/** Entry points of several sorts, and a Docker provider with some of its options. */
export const dockerConfigurations: readonly StaticConfig[] = [
  {
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443' },
      mixed: { address: ':8500' },
      tcp: { address: ':7000' },
    },
    providers: { docker: { defaultRule: 'Host(`{{ index .Labels "com.docker.compose.service" }}.a.test`)' } },
  },
  {
    entryPoints: {
      web: { address: ':8000', http: { redirections: { entryPoint: { to: 'websecure', priority: 20 } } } },
      websecure: { address: ':8443', asDefault: true, http: { tls: {}, middlewares: ['web@docker'] } },
      mixed: { address: ':8500', forwardedHeaders: { insecure: true } },
      tcp: { address: ':7000' },
    },
    providers: {
      docker: { allowEmptyServices: true, constraints: '!Label(`com.docker.compose.service`, `b`)' },
    },
  },
];

/** Runs sets of containers of these seeds in front of a real Traefik. */
export async function compareDockerRequests(
  box: Box,
  config: StaticConfig,
  seeds: readonly number[],
  requestsPerSet: number,
  report: (tally: DockerTally) => void = () => undefined,
): Promise<DockerTally> {
  const tally: DockerTally = { sets: 0, requests: 0, disagreements: [] };
  const bench = await startBench(box, config);
  try {
    for (const seed of seeds) {
      await compareOne(box, bench, seed, requestsPerSet, tally);
      report(tally);
    }
  } finally {
    await bench.traefik.stop();
  }
  return tally;
}

async function compareOne(
  box: Box,
  bench: Bench,
  seed: number,
  requestsPerSet: number,
  tally: DockerTally,
): Promise<void> {
  const random = new Random(seed);
  const containers = routedContainers(
    random,
    bench.servers.map(({ address }) => address),
  );
  const requests = Array.from({ length: requestsPerSet }, () => request(random));
  const rawdata = await runContainers(box, bench, containers, tally.sets);
  const statics = runnable(bench.config, bench.traefik.address, '/tmp');
  const model = TrafficModel.from(containers.map(objectOf), { traefik: statics });
  const routes = compareRoutes({ ...rawdata }, model);
  if (routes.length > 0) tally.disagreements.push({ seed, problems: routes });
  await inParallel(requests, 24, async (one) => {
    const observed = await observe(bench, one);
    const problems = compareRequest(observed, model, one);
    if (problems.length > 0) tally.disagreements.push({ seed, problems, request: one });
  });
  tally.sets += 1;
  tally.requests += requests.length;
}

async function observe({ traefik }: Bench, one: RandomRequest): Promise<Observed> {
  try {
    return await traefik.request(`${one.method} ${one.scheme}://${one.host}${one.target}`, {
      headers: one.headers,
      entryPoint: one.entryPoint,
      from: one.clientIp,
      ...(one.sni !== undefined && { sni: one.sni }),
    });
  } catch {
    return undefined;
  }
}
