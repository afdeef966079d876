import type { RequestLine } from '../../../lib/traefik/rule';
import { namespace, secret, service, traefikObject } from '../model/objects';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, ...from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

const hosts = ['a.com', 'b.com', 'x.a.com', 'c.org'] as const;
const paths = ['/', '/a', '/ab', '/admin', '/a/b', '/x'] as const;

function matcher(random: Random): string {
  return pick(
    random,
    () => `Host(\`${pick(random, ...hosts, '*.a.com')}\`)`,
    () => `Host(\`${pick(random, ...hosts)}\`)`,
    () => `PathPrefix(\`${pick(random, ...paths)}\`)`,
    () => `PathPrefix(\`${pick(random, ...paths)}\`)`,
    () => `Path(\`${pick(random, ...paths)}\`)`,
    () => `HostRegexp(\`${pick(random, '^a', 'com$', '^[a-z].com$')}\`)`,
    () => `PathRegexp(\`${pick(random, '^/a', 'b$', '(?i)ADMIN')}\`)`,
    () => `Method(\`${pick(random, 'GET', 'POST')}\`)`,
    () => `Header(\`X-A\`, \`${pick(random, '1', '2')}\`)`,
    () => `Query(\`q\`, \`${pick(random, '1', '2')}\`)`,
    () => `ClientIP(\`${pick(random, '10.0.0.0/8', '192.0.2.0/24')}\`)`,
  )();
}

function rule(random: Random, depth = 0): string {
  if (depth > 1 || random() < 0.35) return `${random() < 0.12 ? '!' : ''}${matcher(random)}`;
  const operator = random() < 0.8 ? ' && ' : ' || ';
  return `(${rule(random, depth + 1)}${operator}${rule(random, depth + 1)})`;
}

const middlewares: Readonly<Record<string, (random: Random) => object>> = {
  office: (random) => ({
    ipAllowList: { sourceRange: [pick(random, '10.0.0.0/8', '192.0.2.0/24', '10.1.0.0/16')] },
  }),
  depth: (random) => ({
    ipAllowList: { sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: pick(random, 1, 2) } },
  }),
  login: (random) => ({ basicAuth: { secret: pick(random, 'users', 'others') } }),
  ask: (random) => ({ forwardAuth: { address: pick(random, 'http://auth/', 'http://other/') } }),
  strip: (random) => ({ stripPrefix: { prefixes: pick(random, ['/a'], ['/a', '/x'], ['/admin']) } }),
  add: (random) => ({ addPrefix: { prefix: pick(random, '/p', '/q') } }),
  replace: (random) => ({ replacePathRegex: { regex: pick(random, '^/a(.*)', 'b$'), replacement: '/r$1' } }),
  secure: (random) => ({ redirectScheme: { scheme: 'https', permanent: random() < 0.5 } }),
  move: (random) => ({
    redirectRegex: { regex: pick(random, '^https?://a.com/(.*)', '/admin'), replacement: 'https://c.org/$1' },
  }),
  cors: (random) => ({
    headers: {
      accessControlAllowMethods: ['GET'],
      accessControlAllowOriginList: ['*'],
      ...(random() < 0.5 && { customRequestHeaders: { 'X-B': pick(random, '1', '2') } }),
    },
  }),
  limit: () => ({ rateLimit: { average: 10 } }),
  errors: (random) => ({
    errors: { status: [pick(random, '403', '400-499')], service: { name: 'api', port: 80 }, query: '/e' },
  }),
  both: () => ({ chain: { middlewares: [{ name: 'office' }, { name: 'limit' }] } }),
  encoded: (random) => ({ encodedCharacters: { allowEncodedSlash: random() < 0.5 } }),
  press: () => ({ compress: {} }),
};

const middlewareNames = Object.keys(middlewares);

function some<T>(random: Random, from: readonly T[], most: number): readonly T[] {
  const count = Math.floor(random() * (most + 1));
  return Array.from({ length: count }, () => from[Math.floor(random() * from.length)]).flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

function routeOf(random: Random): object {
  return {
    kind: 'Rule',
    match: rule(random),
    ...(random() < 0.2 && { priority: pick(random, 5, 10, 50) }),
    middlewares: some(random, middlewareNames, 2).map((name) => ({ name })),
    services: [
      random() < 0.15
        ? { kind: 'TraefikService', name: 'split' }
        : { name: pick(random, 'web', 'api', 'gone'), port: 80 },
    ],
  };
}

function routerOf(random: Random, name: string): object {
  const isTls = random() < 0.5;
  const options = random() < 0.3 ? { options: { name: pick(random, 'mtls', 'strict'), namespace } } : {};
  return traefikObject('IngressRoute', name, {
    entryPoints: [isTls ? 'websecure' : 'web'],
    routes: Array.from({ length: random() < 0.3 ? 2 : 1 }, () => routeOf(random)),
    ...(isTls && random() < 0.8 && { tls: options }),
  });
}

function childOf(random: Random, name: string): object {
  return traefikObject('IngressRoute', name, {
    parentRefs: [{ name: 'route-0' }],
    routes: [routeOf(random)],
  });
}

function tcpOf(random: Random, name: string): object {
  const kind = random();
  const match =
    kind < 0.3
      ? pick(random, 'HostSNI(`*`)', 'HostSNI(`*`) && ClientIP(`10.0.0.0/8`)')
      : pick(random, 'HostSNI(`a.com`)', 'HostSNI(`*.a.com`)', 'HostSNIRegexp(`^b`)', 'HostSNI(`*`)');
  return traefikObject('IngressRouteTCP', name, {
    entryPoints: [pick(random, 'web', 'websecure')],
    routes: [
      {
        match,
        middlewares: random() < 0.3 ? [{ name: 'tcp-office' }] : [],
        services: [{ name: pick(random, 'web', 'api'), port: 80 }],
      },
    ],
    ...(kind >= 0.3 && { tls: random() < 0.5 ? { passthrough: true } : {} }),
  });
}

function named(random: Random, name: string): object {
  if (name.startsWith('route-')) return routerOf(random, name);
  if (name.startsWith('child-')) return childOf(random, name);
  if (name.startsWith('tcp-route-')) return tcpOf(random, name);
  if (name === 'split') {
    const weight = pick(random, 1, 3);
    const services = [
      { name: 'web', port: 80, weight },
      { name: 'api', port: 80, weight: pick(random, 0, 1) },
    ];
    return traefikObject('TraefikService', name, { weighted: { services } });
  }
  if (name === 'mtls')
    return traefikObject('TLSOption', name, {
      clientAuth: { clientAuthType: pick(random, 'RequireAnyClientCert', 'RequestClientCert') },
    });
  if (name === 'strict')
    return traefikObject('TLSOption', name, { minVersion: 'VersionTLS13', sniStrict: random() < 0.5 });
  if (name === 'tcp-office')
    return traefikObject('MiddlewareTCP', name, {
      ipAllowList: { sourceRange: [pick(random, '10.0.0.0/8', '192.0.2.0/24')] },
    });
  return traefikObject('Middleware', name, middlewares[name]?.(random) ?? {});
}

const always: readonly object[] = [
  service('web', 80),
  service('api', 80),
  secret('users', { users: 'test:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=' }),
  secret('others', { users: 'other:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=' }),
];

/** Two sets of objects, of which the second is the first with some of its objects changed, added and removed. */
export function objectPair(random: Random): {
  readonly from: readonly object[];
  readonly to: readonly object[];
} {
  const count = 1 + Math.floor(random() * 5);
  const names = [
    ...Array.from({ length: count }, (_, index) => `route-${index}`),
    ...(random() < 0.25 ? ['child-0', 'child-1'] : []),
    ...(random() < 0.3 ? ['tcp-route-0'] : []),
    ...(random() < 0.1 ? ['tcp-route-1'] : []),
    ...middlewareNames,
    'split',
    'mtls',
    'strict',
    'tcp-office',
  ];
  const before = new Map(names.map((name) => [name, named(random, name)]));
  const after = new Map(before);
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const name =
      random() < 0.7 ? pick(random, 'route-0', ...names.slice(0, count + 3)) : pick(random, 'web', ...names);
    if (name === 'web') continue;
    if (random() < 0.15) after.delete(name);
    else after.set(name, named(random, name));
  }
  if (random() < 0.2) after.set('route-9', named(random, 'route-9'));
  return { from: [...always, ...before.values()], to: [...always, ...after.values()] };
}

/** A request of the kind that such objects speak of. */
export function requestOf(random: Random): RequestLine {
  const isTls = random() < 0.5;
  const kind = random();
  const host = pick(random, ...hosts, 'y.a.com', 'other.net');
  const scheme = kind < 0.06 ? (isTls ? 'tls' : 'tcp') : isTls ? 'https' : 'http';
  const isStream = kind < 0.06;
  const path = pick(random, ...paths, '/a/', '/abc', '/ADMIN', '/admin/x', '/a%2Fb', '/x/b', '/b');
  const headers: Record<string, string> = {
    ...(random() < 0.3 && { 'X-A': pick(random, '1', '2', '3') }),
    ...(random() < 0.15 && {
      Authorization: `Basic ${Buffer.from(pick(random, 'test:test', 'other:test', 'test:x')).toString('base64')}`,
    }),
    ...(random() < 0.1 && { Origin: 'https://a.com', 'Access-Control-Request-Method': 'GET' }),
    ...(random() < 0.1 && { 'X-Forwarded-For': '10.0.0.1' }),
  };
  return {
    method: pick(random, 'GET', 'GET', 'POST', 'OPTIONS'),
    url: `${scheme}://${host}${isStream ? '' : path}${isStream || random() < 0.7 ? '' : `?q=${pick(random, '1', '2')}`}`,
    ...(Object.keys(headers).length > 0 && { headers }),
    clientIp: pick(random, '192.0.2.1', '10.0.0.1', '10.1.2.3', '203.0.113.9'),
    entryPoint: random() < 0.9 ? (isTls ? 'websecure' : 'web') : pick(random, 'web', 'websecure', 'traefik'),
    ...(isTls && random() < 0.15 && { sni: pick(random, ...hosts, '') }),
  };
}
