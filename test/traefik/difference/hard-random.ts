import type { RequestLine } from '../../../lib/traefik/rule';
import { secret, service, traefikObject } from '../model/objects';
import { type Random, pick } from './random';

/*
 * Objects and requests at the edges of what Traefik understands: letter case, IPv6, expressions that overlap, server names
 * that are not the host, priorities at the limits of an int, paths that entry points resolve, and static configurations that
 * differ.
 */

const host = (random: Random): string =>
  pick(random, 'a.com', 'A.com', 'x.a.com', '*.a.com', 'b.com', 'xn--bcher-kva.com', '10.0.0.5', 'a.com.');

type Made = (random: Random) => string;

const matchers: readonly [Made, ...Made[]] = [
  (random) => `Host(\`${host(random)}\`)`,
  (random) => `Host(\`${host(random)}\`)`,
  (random) =>
    `HostRegexp(\`${pick(random, '^[^.]+\\.a\\.com$', '^(x|y)\\.a\\.com$', '(?i)A\\.COM', '.+', '^b|c')}\`)`,
  (random) => `PathPrefix(\`${pick(random, '/', '/a', '/a/', '/a%2Fb', '/ä', '/a b', '/A')}\`)`,
  (random) => `Path(\`${pick(random, '/a', '/a/', '/a;b', '/a/b', '/%61')}\`)`,
  (random) =>
    `PathRegexp(\`${pick(random, '^/a(/|$)', '^/[a-c]+$', '(?i)^/admin', '\\.php$', '^/a.*b', '%2F')}\`)`,
  (random) => `Method(\`${pick(random, 'GET', 'get', 'HEAD', 'OPTIONS')}\`)`,
  (random) => `Header(\`${pick(random, 'X-A', 'x-a')}\`, \`${pick(random, '1', 'A', '')}\`)`,
  (random) => `HeaderRegexp(\`X-A\`, \`${pick(random, '^[0-9]+$', 'a|b', '(?i)A', '^$')}\`)`,
  (random) => `Query(\`q\`, \`${pick(random, '1', '', 'a b')}\`)`,
  (random) => `QueryRegexp(\`q\`, \`${pick(random, '^[0-9]$', '^$', 'a')}\`)`,
  (random) =>
    `ClientIP(\`${pick(random, '2001:db8::/32', '::1', '10.0.0.0/8', '0.0.0.0/0', '::/0', '10.1.2.3', '::ffff:10.0.0.0/104')}\`)`,
];

function rule(random: Random, depth = 0): string {
  const one = pick(random, ...matchers)(random);
  if (depth > 1 || random() < 0.35) return `${random() < 0.25 ? '!' : ''}${one}`;
  const inner = `(${rule(random, depth + 1)}${random() < 0.6 ? ' && ' : ' || '}${rule(random, depth + 1)})`;
  return `${random() < 0.2 ? '!' : ''}${inner}`;
}

const middlewares: Readonly<Record<string, (random: Random) => object>> = {
  list: (random) => ({
    ipAllowList: { sourceRange: [pick(random, '2001:db8::/32', '10.0.0.0/8', '::/0', '10.1.2.3')] },
  }),
  excluded: (random) => ({
    ipAllowList: {
      sourceRange: ['203.0.113.0/24'],
      ipStrategy: { excludedIPs: [pick(random, '10.0.0.0/8', '192.0.2.0/24')] },
    },
  }),
  strip: (random) => ({ stripPrefix: { prefixes: [pick(random, '/a', '/a/', '/A')] } }),
  stripRegex: (random) => ({ stripPrefixRegex: { regex: [pick(random, '^/[a-c]+', '/a')] } }),
  replace: (random) => ({ replacePath: { path: pick(random, '/r', '/r?x=1') } }),
  expression: (random) => ({
    replacePathRegex: {
      regex: pick(random, '^/(.*)b$', '(?i)^/A'),
      replacement: pick(random, '/$1', '/x${1}'),
    },
  }),
  secure: (random) => ({ redirectScheme: { scheme: 'https', ...(random() < 0.5 && { port: '8443' }) } }),
  www: (random) => ({
    redirectRegex: {
      regex: pick(random, '^https?://a\\.com/(.*)', '^http://(.*)', '/a'),
      replacement: 'https://www.a.com/${1}',
      permanent: random() < 0.5,
    },
  }),
  limit: () => ({ inFlightReq: { amount: 10 } }),
  header: (random) => ({
    headers: { customRequestHeaders: { 'X-A': pick(random, '1', ''), 'X-C': pick(random, 'c', 'd') } },
  }),
  hosts: (random) => ({ headers: { allowedHosts: [pick(random, 'a.com', 'b.com')] } }),
  encoded: (random) => ({ encodedCharacters: { allowEncodedSlash: random() < 0.5 } }),
};

const names = Object.keys(middlewares);
const priorities = [
  '9223372036854775807',
  '9223372036854774807',
  '9223372036854774806',
  '-9223372036854775808',
  '-1',
  '1',
  '30',
] as const;

function routeOf(random: Random): object {
  const chosen = names.filter(() => random() < 0.12);
  return {
    kind: 'Rule',
    match: rule(random),
    ...(random() < 0.3 && { priority: Number(pick(random, ...priorities)) }),
    middlewares: chosen.map((name) => ({ name })),
    services: [
      random() < 0.3
        ? { kind: 'TraefikService', name: pick(random, 'split', 'mirror', 'failover') }
        : { name: pick(random, 'web', 'api'), port: 80 },
    ],
  };
}

function objectOf(random: Random, name: string): object {
  if (name.startsWith('route-')) {
    const isTls = random() < 0.5;
    return traefikObject('IngressRoute', name, {
      entryPoints: random() < 0.1 ? ['web', 'websecure'] : [isTls ? 'websecure' : 'web'],
      routes: [routeOf(random)],
      ...(isTls && random() < 0.7 && { tls: random() < 0.4 ? { options: { name: 'strict' } } : {} }),
    });
  }
  if (name.startsWith('tcp-')) {
    const isPlain = random() < 0.3;
    const match = isPlain
      ? 'HostSNI(`*`)'
      : pick(random, 'HostSNI(`a.com`)', 'HostSNI(`*.a.com`)', 'HostSNI(`*`)');
    return traefikObject('IngressRouteTCP', name, {
      entryPoints: [pick(random, 'web', 'websecure')],
      routes: [
        {
          match: random() < 0.3 ? `${match} && !ClientIP(\`2001:db8::/32\`)` : match,
          services: [{ name: 'api', port: 80 }],
          ...(random() < 0.3 && { priority: pick(random, 1, 1000) }),
        },
      ],
      ...(!isPlain && { tls: { passthrough: random() < 0.5 } }),
    });
  }
  if (name === 'strict')
    return traefikObject('TLSOption', name, { minVersion: pick(random, 'VersionTLS12', 'VersionTLS13') });
  if (name === 'split')
    return traefikObject('TraefikService', name, {
      weighted: {
        services: [
          { name: 'web', port: 80, weight: pick(random, 0, 1, 2) },
          { name: 'api', port: 80, weight: 1 },
        ],
      },
    });
  if (name === 'mirror')
    return traefikObject('TraefikService', name, {
      mirroring: {
        name: 'web',
        port: 80,
        mirrors: [{ name: 'api', port: 80, percent: pick(random, 0, 100) }],
      },
    });
  if (name === 'failover')
    return traefikObject('TraefikService', name, {
      failover: {
        service: { name: 'web', port: 80 },
        fallback: { name: pick(random, 'web', 'api'), port: 80 },
      },
    });
  return traefikObject('Middleware', name, middlewares[name]?.(random) ?? {});
}

const always: readonly object[] = [service('web', 80), service('api', 80), secret('x', { a: 'b' })];

function configuration(random: Random): object {
  const entryPoint = (address: string, settings: object): object => {
    const http = {
      ...settings,
      ...(random() < 0.1 && { sanitizePath: false }),
      ...(random() < 0.1 && { encodeQuerySemicolons: true }),
      ...(random() < 0.15 && { encodedCharacters: { allowEncodedSlash: random() < 0.5 } }),
      ...(random() < 0.1 && { middlewares: [`shop-${pick(random, 'list', 'limit')}@kubernetescrd`] }),
    };
    const trustedIPs = [pick(random, '10.0.0.0/8', '2001:db8::/32')];
    return {
      address,
      ...(random() < 0.2 && { forwardedHeaders: { trustedIPs } }),
      ...(Object.keys(http).length > 0 && { http }),
    };
  };
  const redirections = { redirections: { entryPoint: { to: 'websecure', scheme: 'https' } } };
  return {
    entryPoints: {
      web: entryPoint(':8000', random() < 0.1 ? redirections : {}),
      websecure: entryPoint(':8443', { tls: {} }),
    },
    providers: { kubernetesCRD: {} },
  };
}

export interface HardPair {
  readonly from: readonly object[];
  readonly to: readonly object[];
  readonly traefiks: readonly [object, object];
}

/** Two sets of objects, of which the second is the first with some changes, and the Traefiks in front of them. */
export function hardPair(random: Random): HardPair {
  const routes = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => `route-${index}`);
  const all = [
    ...routes,
    ...(random() < 0.35 ? ['tcp-0'] : []),
    ...names,
    'strict',
    'split',
    'mirror',
    'failover',
  ];
  const before = new Map(all.map((name) => [name, objectOf(random, name)]));
  const after = new Map(before);
  for (let changes = 1 + Math.floor(random() * 2); changes > 0; changes--) {
    const name = random() < 0.7 ? pick(random, 'route-0', ...routes) : pick(random, 'strict', ...all);
    if (random() < 0.15) after.delete(name);
    else after.set(name, objectOf(random, name));
  }
  const traefik = configuration(random);
  return {
    from: [...always, ...before.values()],
    to: [...always, ...after.values()],
    traefiks: [traefik, random() < 0.2 ? configuration(random) : traefik],
  };
}

/** A request at the edges. */
export function hardRequest(random: Random): RequestLine {
  const isTls = random() < 0.5;
  const name = pick(
    random,
    'a.com',
    'A.COM',
    'x.a.com',
    'y.x.a.com',
    'b.com',
    'c.net',
    'a.com.',
    '10.0.0.5',
    'a.com:81',
    'xn--bcher-kva.com',
  );
  const path = pick(
    random,
    '/',
    '/a',
    '/a/',
    '/A',
    '/a/b',
    '/ab',
    '/a%2Fb',
    '/a;b',
    '/%61',
    '/a//b',
    '/x/../a',
    '/a/./b',
    '/%C3%A4',
    '/a%20b',
    '/admin.php',
    '/ADMIN',
    '/a%3Fb',
  );
  const query = pick(
    random,
    '',
    '',
    '',
    '?q=1',
    '?q',
    '?q=',
    '?q=a+b',
    '?q=2&q=1',
    '?Q=1',
    '?q=1;r=2',
    '?q=%31',
  );
  const headers: Record<string, string | string[]> = {
    ...(random() < 0.35 && { 'X-A': pick<string | string[]>(random, '1', 'A', 'b', '', ['1', 'A'], '12') }),
    ...(random() < 0.2 && {
      'X-Forwarded-For': pick(random, '203.0.113.9', '10.0.0.1, 203.0.113.9', '2001:db8::5'),
    }),
    ...(random() < 0.15 && { 'X-Forwarded-Proto': pick(random, 'https', 'http') }),
    ...(random() < 0.1 && { Host: pick(random, 'b.com', 'a.com') }),
  };
  const isStream = random() < 0.05;
  return {
    method: pick(random, 'GET', 'GET', 'POST', 'HEAD', 'OPTIONS', 'get'),
    url: isStream
      ? `${isTls ? 'tls' : 'tcp'}://${name.replace(/:\d+$/, '')}`
      : `http${isTls ? 's' : ''}://${name}${path}${query}`,
    ...(Object.keys(headers).length > 0 && !isStream && { headers }),
    clientIp: pick(
      random,
      '192.0.2.1',
      '10.0.0.1',
      '10.1.2.3',
      '203.0.113.9',
      '2001:db8::7',
      '::1',
      '::ffff:10.0.0.9',
    ),
    entryPoint: isTls ? 'websecure' : 'web',
    ...(isTls && random() < 0.2 && { sni: pick(random, 'a.com', 'x.a.com', 'b.com', '') }),
  };
}
