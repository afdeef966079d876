import type { ApiObjectData } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import type { BuiltTraefik } from '../parts/parts';
import { type Box, type StaticConfig, type Traefik, inParallel } from '../support';
import { runnable } from '../support/static-config';
import { type Observed, compareRequest, settledRoutes } from './compare';
import { generateObjects, standing } from './objects';
import { type Recording, reducedAnswer, reducedObject } from './recording';
import { Random } from './random';
import { shrink } from './shrink';
import { type RandomRequest, request } from './rules';
import { type RandomStream, compareStream, datagram, observeStream, stream } from './streams';
import { type AuthServers, startAuthServers, withAuthServers } from './auth-servers';

/** A disagreement of the model with the real Traefik. */
export interface Disagreement {
  readonly seed: number;
  /** Of the set's objects those without which the first disagreement does not show. */
  readonly objects: readonly ApiObjectData[];
  readonly request?: RandomRequest | RandomStream;
  readonly problems: readonly string[];
}

/** What one run compared. */
export interface Tally {
  sets: number;
  requests: number;
  streams: number;
  rejectedObjects: number;
  readonly disagreements: Disagreement[];
  readonly recordings: Recording[];
}

/** Entry points of every sort, with what each can add to its routers. */
const configurations: readonly StaticConfig[] = [
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

/** The same, and what releases since 3.7.11 know besides. */
const laterConfigurations: readonly StaticConfig[] = [
  {
    core: { strictTLSOptions: true },
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {}, aliasHeadersStrategy: 'reject' } },
      mixed: { address: ':8500', http: { aliasHeadersStrategy: 'delete' } },
      tcp: { address: ':7000' },
      udp: { address: ':7001/udp' },
    },
    providers: {
      kubernetesCRD: { defaultTLSResourcesNamespace: 'one', safeNaming: true },
      kubernetesIngress: { allowEmptyServices: true, throttleDuration: '50ms' },
    },
  },
];

/** The configurations with which a release starts. */
export function configurationsOf(version: BuiltTraefik): readonly StaticConfig[] {
  return version === '3.7.9' ? configurations : [...configurations, ...laterConfigurations];
}

/** What is compared: a release, with a configuration. */
export interface Subject {
  readonly version: BuiltTraefik;
  readonly config: StaticConfig;
  /** @default objects of all kinds that Traefik reads without a provider of its own */
  readonly kit?: Kit;
}

/** Where objects and requests of a comparison come from. */
export interface Kit {
  /** What does not change from set to set. */
  readonly standing: (certificate: { readonly certificate: string; readonly key: string }) => ApiObjectData[];
  readonly objects: (random: Random) => ApiObjectData[];
  readonly request: (random: Random) => RandomRequest;
  /** Further ways in which the objects in the cluster are not what the model says. @default there are none */
  readonly inspect?: (
    box: Box,
    model: TrafficModel,
    objects: readonly ApiObjectData[],
  ) => Promise<readonly string[]>;
}

const usualKit: Kit = { standing, objects: generateObjects, request };

/** Runs sets with these seeds against a real Traefik. */
export async function runSets(
  box: Box,
  { version, config, kit = usualKit }: Subject,
  seeds: readonly number[],
  requestsPerSet: number,
  report: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = {
    sets: 0,
    requests: 0,
    streams: 0,
    rejectedObjects: 0,
    disagreements: [],
    recordings: [],
  };
  const certificate = await box.certificate({ dnsNames: ['a.test', '*.a.test'] });
  const base = await box.tryApply(kit.standing(certificate), {
    namespace: 'one',
    backends: { empty: 'none' },
  });
  const traefik = await box.traefik({ version, config });
  const auth = await startAuthServers(box);
  try {
    for (const seed of seeds) {
      await runSet({ box, traefik, config, kit, base: base.accepted, auth }, seed, requestsPerSet, tally);
      report(tally);
    }
  } finally {
    await traefik.stop();
  }
  return tally;
}

/** A Traefik with what stands in its cluster. */
interface Bench {
  readonly box: Box;
  readonly traefik: Traefik;
  readonly config: StaticConfig;
  readonly kit: Kit;
  readonly base: readonly ApiObjectData[];
  readonly auth: AuthServers;
}

async function runSet(bench: Bench, seed: number, requestsPerSet: number, tally: Tally): Promise<void> {
  const random = new Random(seed);
  const objects = withAuthServers(bench.kit.objects(random), bench.auth);
  const requests = Array.from({ length: requestsPerSet }, () => bench.kit.request(random));
  // Without a route for it, a datagram costs a second of waiting for nothing.
  const datagrams = objects.some(({ kind }) => kind === 'IngressRouteUDP') ? [datagram] : [];
  const streams = [...datagrams, ...Array.from({ length: requestsPerSet / 5 }, () => stream(random))];
  const compared = await compareSet(bench, objects, requests, streams);
  tally.sets += 1;
  tally.requests += requests.length;
  tally.streams += streams.length;
  tally.rejectedObjects += compared.rejected;
  tally.recordings.push({ seed, ...compared.recording });
  const [first] = compared.found;
  if (!first) return;
  const fewer = await shrink(objects, async (subset) => {
    const again = await compareSet(
      bench,
      subset,
      requests.filter((one) => one === first.request),
      streams.filter((one) => one === first.request),
    );
    return again.found.some(({ request: one }) => one === first.request);
  });
  for (const found of compared.found) tally.disagreements.push({ seed, objects: fewer, ...found });
}

interface Compared {
  readonly rejected: number;
  readonly found: readonly Pick<Disagreement, 'request' | 'problems'>[];
  readonly recording: Omit<Recording, 'seed'>;
}

/** Applies a set, compares what Traefik makes of it and does with the requests, and takes it away again. */
async function compareSet(
  { box, traefik, config, kit, base, auth }: Bench,
  objects: readonly ApiObjectData[],
  requests: readonly RandomRequest[],
  streams: readonly RandomStream[],
): Promise<Compared> {
  const applied = await box.tryApply(objects, { namespace: 'one' });
  try {
    await traefik.settled();
    const all = [...base, ...applied.accepted];
    const statics = runnable(config, traefik.address, '/tmp');
    const model = TrafficModel.from(all, { traefik: statics, traefikVersion: traefik.version });
    const { rawdata, problems: ofRoutes } = await settledRoutes(traefik, model);
    const inspected = (await kit.inspect?.(box, model, applied.accepted)) ?? [];
    const problems = [...ofRoutes, ...inspected];
    const sent = await inParallel(requests, 24, async (one) => {
      const observed = await observe(traefik, one);
      return { request: one, observed, problems: compareRequest(observed, model, one, auth) };
    });
    const opened = await inParallel(streams, 24, async (one) => {
      const observed = await observeStream(traefik, one);
      return { request: one, observed, problems: compareStream(observed, model, one) };
    });
    return {
      rejected: applied.rejected.length,
      found: [
        ...(problems.length > 0 ? [{ problems }] : []),
        ...[...sent, ...opened]
          .filter((one) => one.problems.length > 0)
          .map(({ observed: _observed, ...found }) => found),
      ],
      recording: {
        version: traefik.version,
        traefik: statics,
        auth,
        objects: all.map(reducedObject),
        rawdata,
        requests: sent.map(({ request: one, observed }) => ({
          request: one,
          observed: observed ? reducedAnswer(observed) : null,
        })),
        streams: opened.map(({ request: one, observed = null }) => ({ stream: one, observed })),
      },
    };
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
