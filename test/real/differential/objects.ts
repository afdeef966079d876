import { createHash } from 'node:crypto';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { middlewareSpec } from './middlewares';
import type { Random } from './random';
import { rule, tcpRule } from './rules';

/** The namespaces in which sets live; a set is made anew in them, what stands here stays. */
export const namespaces = ['one', 'two'] as const;

const traefik = 'traefik.io/v1alpha1';

function object(
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
  rest: object,
): ApiObjectData {
  // What is undefined would be refused, so it is left out as JSON does.
  const made: unknown = JSON.parse(
    JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, ...rest }),
  );
  if (!isApiObject(made)) throw new Error('Not an object of Kubernetes.');
  return made;
}

/** What does not change from set to set: Services with their servers, and Secrets. */
export function standing(certificate: {
  readonly certificate: string;
  readonly key: string;
}): ApiObjectData[] {
  return namespaces.flatMap((namespace) => [
    object('v1', 'Service', namespace, 'plain', {
      spec: {
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'alt', port: 81, targetPort: 8080 },
        ],
      },
    }),
    object('v1', 'Service', namespace, 'other', { spec: { ports: [{ port: 8080 }] } }),
    object('v1', 'Service', namespace, 'empty', { spec: { ports: [{ name: 'http', port: 80 }] } }),
    object('v1', 'Service', namespace, 'stream', {
      spec: {
        ports: [
          { name: 'tcp', port: 70 },
          { name: 'udp', port: 71, protocol: 'UDP' },
        ],
      },
    }),
    object('v1', 'Service', namespace, 'named', {
      spec: { type: 'ExternalName', externalName: 'x.test', ports: [{ port: 80 }] },
    }),
    object('v1', 'Secret', namespace, 'users', { stringData: { users: `ann:{SHA}${sha1('secret')}\n` } }),
    object('v1', 'Secret', namespace, 'pair', {
      type: 'kubernetes.io/basic-auth',
      stringData: { username: 'ann', password: 'secret' },
    }),
    object('v1', 'Secret', namespace, 'digest', {
      stringData: { users: 'ann:traefik:0123456789abcdef0123456789abcdef' },
    }),
    object('v1', 'Secret', namespace, 'empty', { stringData: { users: '\n' } }),
    object('v1', 'Secret', namespace, 'comment', {
      stringData: { users: `# people\nann:{SHA}${sha1('secret')}` },
    }),
    object('v1', 'Secret', namespace, 'cert', {
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': certificate.certificate, 'tls.key': certificate.key },
    }),
    object('v1', 'Secret', namespace, 'ca', { stringData: { 'ca.crt': certificate.certificate } }),
  ]);
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

const middlewareNames = ['m0', 'm1', 'm2', 'm3', 'm.4', 'missing'] as const;
const serviceNames = ['s0', 's1', 's2', 'missing'] as const;
const optionNames = ['o0', 'o1', 'missing'] as const;

/** One set of objects: every kind of Traefik's may be in it. */
export function generateObjects(random: Random): ApiObjectData[] {
  const objects: ApiObjectData[] = [];
  for (const namespace of namespaces) {
    const isMain = namespace === 'one';
    for (const name of middlewareNames.slice(0, isMain ? 5 : 2)) {
      if (random.chance(0.85)) {
        objects.push(
          object(traefik, 'Middleware', namespace, name, { spec: middlewareSpec(random, middlewareNames) }),
        );
      }
    }
    for (const name of serviceNames.slice(0, 3)) {
      if (random.chance(isMain ? 0.6 : 0.2)) {
        objects.push(object(traefik, 'TraefikService', namespace, name, { spec: traefikService(random) }));
      }
    }
    for (const name of optionNames.slice(0, 2)) {
      if (random.chance(isMain ? 0.4 : 0.1)) {
        objects.push(object(traefik, 'TLSOption', namespace, name, { spec: tlsOption(random) }));
      }
    }
    const count = isMain ? 1 + random.below(5) : random.below(2);
    for (let index = 0; index < count; index++) {
      objects.push(
        object(traefik, 'IngressRoute', namespace, `r${index}`, { spec: ingressRoute(random, index) }),
      );
    }
  }
  if (random.chance(0.05))
    objects.push(
      object(traefik, 'TLSOption', 'one', 'default', {
        spec: random.pick<object>([
          {},
          { minVersion: 'VersionTLS13' },
          { sniStrict: true },
          { alpnProtocols: ['h2'] },
        ]),
      }),
    );
  if (random.chance(0.05))
    objects.push(
      object(traefik, 'TLSStore', 'one', 'default', {
        spec: { certificates: [{ secretName: random.pick(['cert', 'missing']) }] },
      }),
    );
  if (random.chance(0.3))
    objects.push(object(traefik, 'ServersTransport', 'one', 't0', { spec: { insecureSkipVerify: true } }));
  if (random.chance(0.4))
    objects.push(object(traefik, 'MiddlewareTCP', 'one', 'm0', { spec: middlewareTcp(random) }));
  const tcpRoutes = random.chance(0.6) ? 1 + random.below(3) : 0;
  for (let index = 0; index < tcpRoutes; index++) {
    objects.push(object(traefik, 'IngressRouteTCP', 'one', `t${index}`, { spec: ingressRouteTcp(random) }));
  }
  for (let index = 0; index < random.below(3); index++) objects.push(ingress(random, `i${index}`));
  for (let index = 0; index < random.below(4) - 2; index++) {
    objects.push(object(traefik, 'IngressRouteUDP', 'one', `u${index}`, { spec: ingressRouteUdp(random) }));
  }
  return objects;
}

function reference(random: Random, names: readonly string[]): object {
  return {
    name: random.chance(0.04) ? random.pick(['one-m0@kubernetescrd', 'x@file', 'm0@']) : random.pick(names),
    namespace: random.maybe(0.08, () => random.pick(['one', 'two'])),
  };
}

interface ServiceReference {
  readonly name: string;
  readonly [option: string]: unknown;
  readonly port?: unknown;
  readonly kind?: string;
}

/**
 * Options of services inside of others are left out: Traefik gives all references to one port of a Service the same
 * name there, and chance decides whose options stay.
 */
function service(random: Random, isNested = true): ServiceReference {
  const chance = random.next();
  if (chance < 0.25) {
    return {
      kind: 'TraefikService',
      name: random.chance(0.05) ? 'api@internal' : random.pick(serviceNames),
      weight: random.maybe(0.3, () => random.below(4)),
    };
  }
  return {
    name:
      chance < 0.93
        ? random.pick(['plain', 'other', 'plain', 'other', 'empty'])
        : random.pick(['missing', 'named']),
    namespace: random.maybe(0.04, () => 'two'),
    port: random.chance(0.9) ? undefined : random.pick([1, 'http', '80', 'alt', 0]),
    weight: random.maybe(0.3, () => random.below(4)),
    ...(isNested ? {} : options(random)),
  };
}

function options(random: Random): object {
  return {
    scheme: random.maybe(0.04, () => random.pick(['http', 'ftp', 'h2c'])),
    strategy: random.maybe(0.1, () => random.pick(['wrr', 'p2c', 'hrw', 'leasttime', 'RoundRobin'])),
    passHostHeader: random.maybe(0.15, () => random.chance(0.5)),
    sticky: random.maybe(0.08, () => ({
      cookie: random.pick([{}, { name: 'a b' }, { secure: true, path: '/x' }]),
    })),
    serversTransport: random.maybe(0.08, () => random.pick(['t0', 'missing', 'one-t0@kubernetescrd'])),
    middlewares: random.maybe(0.08, () => [{ name: random.pick(middlewareNames) }]),
    healthCheck: random.maybe(0.02, () => ({ path: '/' })),
    responseForwarding: random.maybe(0.03, () => ({ flushInterval: random.pick(['1ms', 'x', '0']) })),
  };
}

/** Ports are filled in afterwards, so that most of them are right. */
function aService(random: Random, isNested = true): object {
  const built = service(random, isNested);
  const { name, port, kind } = built;
  if (kind !== undefined || port !== undefined || random.chance(0.01)) return built;
  return { ...built, port: name === 'other' ? 8080 : random.pick([80, 80, 'http']) };
}

function traefikService(random: Random): object {
  const chance = random.next();
  if (chance < 0.5) {
    return {
      weighted: {
        services: random.some(3, () => aService(random)),
        sticky: random.maybe(0.2, () => ({ cookie: random.pick([{}, { name: 'w' }]) })),
      },
    };
  }
  if (chance < 0.7) {
    return {
      mirroring: {
        ...aService(random),
        mirrors: random.some(2, () => ({ ...aService(random), percent: random.pick([0, 10, 100, 101]) })),
        mirrorBody: random.maybe(0.3, () => false),
      },
    };
  }
  if (chance < 0.85) return { highestRandomWeight: { services: random.some(3, () => aService(random)) } };
  if (chance < 0.95) {
    return {
      failover: {
        service: aService(random),
        fallback: aService(random),
        errors: random.pick([{ status: ['500-599'] }, { status: ['503'] }, {}]),
      },
    };
  }
  return random.pick([
    {},
    { weighted: { services: [{ name: 'plain', port: 80 }] }, mirroring: { name: 'plain', port: 80 } },
  ]);
}

function ingressRoute(random: Random, index: number): object {
  const isTls = random.chance(0.4);
  const parent =
    index > 0 && random.chance(0.12) ? [{ name: random.pick(['r0', 'r1', 'missing']) }] : undefined;
  const isChild = parent !== undefined && random.chance(0.9);
  return {
    entryPoints: isChild
      ? undefined
      : random.maybe(0.85, () =>
          random.pick([
            ['web'],
            ['websecure'],
            ['web', 'websecure'],
            ['mixed'],
            ['web', 'mixed'],
            ['nowhere'],
            ['web', 'nowhere'],
          ]),
        ),
    ingressClassName: random.maybe(0.03, () => random.pick(['traefik', 'other', ''])),
    parentRefs: parent,
    routes: [undefined, ...random.some(3, () => undefined)].map(() => route(random, isChild)),
    tls: isTls && !isChild ? tls(random) : undefined,
  };
}

function route(random: Random, isChild: boolean): object {
  const services = random.chance(0.8) ? [aService(random, false)] : random.some(3, () => aService(random));
  return {
    match: random.chance(0.01) ? '' : rule(random),
    kind: random.maybe(0.9, () => 'Rule'),
    priority: random.maybe(0.2, () => random.pick([1, 10, 30, 100, -5, 9223372036854774784])),
    syntax: random.maybe(0.05, () => random.pick(['v2', 'v3', 'x'])),
    services: services.length === 0 && !isChild && random.chance(0.5) ? undefined : services,
    middlewares: random.maybe(0.7, () => random.some(3, () => reference(random, middlewareNames))),
    observability: random.maybe(0.05, () =>
      random.pick([{}, { metrics: false }, { traceVerbosity: 'detailed' }]),
    ),
  };
}

function tls(random: Random): object {
  return {
    secretName: random.maybe(0.4, () => random.pick(['cert', 'missing', 'users'])),
    options: random.maybe(0.35, () => ({
      name: random.chance(0.1) ? 'default' : random.pick(optionNames),
      namespace: random.maybe(0.1, () => 'two'),
    })),
    certResolver: random.maybe(0.05, () => 'nobody'),
    domains: random.maybe(0.05, () => [{ main: 'a.test', sans: ['b.test'] }]),
  };
}

function tlsOption(random: Random): object {
  return random.pick([
    {},
    { minVersion: 'VersionTLS13' },
    { maxVersion: 'VersionTLS12' },
    { sniStrict: true },
    { cipherSuites: ['nonsense'] },
    { curvePreferences: ['X25519'] },
    { clientAuth: { clientAuthType: 'RequireAndVerifyClientCert' } },
    { clientAuth: { secretNames: ['ca'] } },
    { clientAuth: { secretNames: ['missing'] } },
    { clientAuth: { secretNames: ['ca'], clientAuthType: 'VerifyClientCertIfGiven' } },
    { alpnProtocols: ['h2'] },
    { minVersion: 'TLS12' },
  ]);
}

function middlewareTcp(random: Random): object {
  return random.pick([
    { ipAllowList: { sourceRange: ['10.99.0.0/24'] } },
    { ipAllowList: {} },
    { inFlightConn: { amount: 1000 } },
    { inFlightConn: {} },
    {},
    { ipWhiteList: { sourceRange: ['10.99.1.0/24'] } },
  ]);
}

/** Most of them are there. */
const streams = [
  { name: 'stream', port: 70 },
  { name: 'stream', port: 70 },
  { name: 'stream', port: 'tcp' },
  { name: 'plain', port: 80 },
  { name: 'plain', port: 80 },
  { name: 'empty', port: 80 },
  { name: 'missing', port: 70 },
] as const;

/**
 * No rule stands twice in one IngressRouteTCP: with one service in the first and several in the second route,
 * v3.7.9 panics (kubernetes_tcp.go:98) and never takes in another change of any object.
 */
function ingressRouteTcp(random: Random): object {
  const taken = new Set<string>();
  return {
    entryPoints: random.maybe(0.9, () =>
      random.pick([['tcp'], ['tcp'], ['mixed'], ['websecure'], ['tcp', 'mixed'], ['nowhere']]),
    ),
    routes: [undefined, ...random.some(2, () => undefined)]
      .map(() => ({
        match: tcpRule(random),
        priority: random.maybe(0.2, () => random.pick([1, 50])),
        services: Array.from({ length: random.pick([1, 1, 1, 2, 2, 0]) }, () => ({
          ...random.pick(streams),
          weight: random.maybe(0.2, () => random.below(3)),
          serversTransport: random.maybe(0.03, () => 'missing'),
        })),
        middlewares: random.maybe(0.2, () => [{ name: random.pick(['m0', 'missing']) }]),
      }))
      .filter(({ match }) => !taken.has(match) && taken.add(match)),
    tls: random.maybe(0.5, () => ({
      passthrough: random.maybe(0.4, () => true),
      options: random.maybe(0.2, () => ({ name: random.pick(optionNames) })),
      secretName: random.maybe(0.3, () => 'cert'),
    })),
  };
}

const annotation = 'traefik.ingress.kubernetes.io/';

/** An Ingress; only a Traefik with the provider kubernetesIngress reads it. */
function ingress(random: Random, name: string): ApiObjectData {
  // Of two default backends chance decides, so only the first may have one.
  const mayBeDefault = name === 'i0';
  const annotations = {
    [`${annotation}router.entrypoints`]: random.maybe(0.6, () =>
      random.pick(['web', 'websecure', 'web, mixed', 'nowhere']),
    ),
    [`${annotation}router.middlewares`]: random.maybe(0.3, () =>
      random.pick(['one-m0@kubernetescrd', 'one-missing@kubernetescrd', 'm0']),
    ),
    [`${annotation}router.tls`]: random.maybe(0.3, () => random.pick(['true', 'false'])),
    [`${annotation}router.tls.options`]: random.maybe(0.1, () => 'one-o0@kubernetescrd'),
    [`${annotation}router.pathmatcher`]: random.maybe(0.2, () => random.pick(['Path', 'PathRegexp', 'Host'])),
    [`${annotation}router.priority`]: random.maybe(0.2, () => random.pick(['5', '50', 'x'])),
    [`${annotation}router.nonsense`]: random.maybe(0.03, () => 'x'),
    [`${annotation}router.observability.accesslogs`]: random.maybe(0.05, () => 'true'),
  };
  const rule = (): object => ({
    host: random.maybe(0.8, () => random.pick(['a.test', '*.a.test', 'b.test', 'x.b.test'])),
    http: {
      paths: [undefined, ...random.some(2, () => undefined)].map(() => ({
        path: random.maybe(0.9, () => random.pick(['/', '/a', '/api', '/a/b'])) ?? '/',
        pathType: random.pick(['Prefix', 'Exact', 'ImplementationSpecific']),
        backend: backend(random),
      })),
    },
  });
  const rules = random.chance(0.9) || !mayBeDefault ? [rule(), ...random.some(1, rule)] : undefined;
  const made = object('networking.k8s.io/v1', 'Ingress', 'one', name, {
    spec: {
      rules,
      defaultBackend: rules ? undefined : backend(random),
      ingressClassName: random.maybe(0.05, () => 'traefik'),
      tls: random.maybe(0.2, () => [{ hosts: ['a.test'], secretName: random.pick(['cert', 'missing']) }]),
    },
  });
  const kept = Object.entries(annotations).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...made, metadata: { ...made.metadata, annotations: Object.fromEntries(kept) } };
}

function backend(random: Random): object {
  const name = random.pick(['plain', 'plain', 'other', 'empty', 'missing', 'named']);
  const port =
    name === 'other'
      ? { number: 8080 }
      : random.pick<object>([{ number: 80 }, { name: 'http' }, { number: 81 }]);
  return { service: { name, port } };
}

function ingressRouteUdp(random: Random): object {
  return {
    entryPoints: random.maybe(0.8, () => random.pick([['udp'], ['nowhere'], ['web']])),
    routes: [
      {
        services: random.some(2, () => ({
          name: random.pick(['stream', 'missing']),
          port: random.pick([71, 71, 72]),
        })),
      },
    ],
  };
}
