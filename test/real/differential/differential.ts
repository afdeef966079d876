import { setTimeout } from 'node:timers/promises';
import type { ApiObjectData } from '../../../lib/manifest';
import { TrafficModel } from '../../../lib/traffic';
import { type Box, type StaticConfig, type Traefik, inParallel } from '../support';
import { runnable } from '../support/static-config';
import { type Observed, compareRequest, compareRoutes } from './compare';
import { generateObjects, standing } from './objects';
import { type Recording, reducedAnswer, reducedObject } from './recording';
import { Random } from './random';
import { type RandomRequest, request } from './rules';

/** A disagreement of the model with the real Traefik. */
export interface Disagreement {
  readonly seed: number;
  readonly objects: readonly ApiObjectData[];
  readonly request?: RandomRequest;
  readonly problems: readonly string[];
}

/** What one run compared. */
export interface Tally {
  sets: number;
  requests: number;
  rejectedObjects: number;
  readonly disagreements: Disagreement[];
  readonly recordings: Recording[];
}

/** Entry points of every sort, with what each can add to its routers. */
export const configurations: readonly StaticConfig[] = [
  {
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {} } },
      mixed: { address: ':8500' },
      tcp: { address: ':7000' },
      udp: { address: ':7001/udp' },
    },
  },
  {
    entryPoints: {
      web: {
        address: ':8000',
        http: { redirections: { entryPoint: { to: 'websecure', priority: 20 } } },
        forwardedHeaders: { trustedIPs: ['10.99.0.0/24'] },
      },
      websecure: {
        address: ':8443',
        asDefault: true,
        http: {
          tls: { options: 'one-o0@kubernetescrd' },
          middlewares: ['one-m0@kubernetescrd'],
          encodedCharacters: { allowEncodedSlash: false },
        },
      },
      mixed: {
        address: ':8500',
        http: { sanitizePath: false, encodeQuerySemicolons: true },
        observability: { accessLogs: true, metrics: false },
      },
      tcp: { address: ':7000' },
      udp: { address: ':7001/udp' },
    },
    providers: {
      kubernetesCRD: {
        allowCrossNamespace: true,
        allowExternalNameServices: true,
        allowEmptyServices: false,
      },
    },
  },
  {
    entryPoints: {
      web: { address: ':8000', forwardedHeaders: { insecure: true } },
      websecure: { address: ':8443', http: { tls: {} } },
      mixed: { address: ':8500', http: { underscoreHeadersStrategy: 'delete' } },
      tcp: { address: ':7000' },
      udp: { address: ':7001/udp' },
    },
    providers: {
      kubernetesCRD: { nativeLBByDefault: false },
      kubernetesIngress: { allowEmptyServices: true, throttleDuration: '50ms' },
    },
  },
];

/** How long a provider may take that the marker of `settled` does not go through. */
const otherProviders = 300;

/** Runs sets with these seeds against a real Traefik with this configuration. */
export async function runSets(
  box: Box,
  config: StaticConfig,
  seeds: readonly number[],
  requestsPerSet: number,
  report: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = { sets: 0, requests: 0, rejectedObjects: 0, disagreements: [], recordings: [] };
  const certificate = await box.certificate({ dnsNames: ['a.test', '*.a.test'] });
  const base = await box.tryApply(standing(certificate), { namespace: 'one', backends: { empty: 'none' } });
  const traefik = await box.traefik({ config });
  try {
    for (const seed of seeds) {
      await runSet(box, traefik, config, seed, requestsPerSet, base.accepted, tally);
      report(tally);
    }
  } finally {
    await traefik.stop();
  }
  return tally;
}

async function runSet(
  box: Box,
  traefik: Traefik,
  config: StaticConfig,
  seed: number,
  requestsPerSet: number,
  base: readonly ApiObjectData[],
  tally: Tally,
): Promise<void> {
  const random = new Random(seed);
  const objects = generateObjects(random);
  const applied = await box.tryApply(objects, { namespace: 'one' });
  tally.rejectedObjects += applied.rejected.length;
  try {
    await traefik.settled();
    if (config.providers?.['kubernetesIngress'] !== undefined) await setTimeout(otherProviders);
    const all = [...base, ...applied.accepted];
    const statics = runnable(config, traefik.address, '/tmp');
    const model = TrafficModel.from(all, { traefik: statics });
    const rawdata = { ...(await traefik.rawdata()) };
    const problems = compareRoutes(rawdata, model);
    if (problems.length > 0) tally.disagreements.push({ seed, objects: applied.accepted, problems });
    tally.sets += 1;
    const requests = Array.from({ length: requestsPerSet }, () => request(random));
    const recorded = await inParallel(requests, 24, async (one) => {
      const observed = await observe(traefik, one);
      const found = compareRequest(observed, model, one);
      tally.requests += 1;
      if (found.length > 0)
        tally.disagreements.push({ seed, objects: applied.accepted, request: one, problems: found });
      return { request: one, observed: observed ? reducedAnswer(observed) : null };
    });
    tally.recordings.push({
      seed,
      traefik: statics,
      objects: all.map(reducedObject),
      rawdata,
      requests: recorded,
    });
  } finally {
    await box.delete(applied.accepted, { namespace: 'one' });
  }
}

async function observe(traefik: Traefik, one: RandomRequest): Promise<Observed> {
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
