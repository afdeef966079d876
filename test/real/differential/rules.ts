import type { Random } from './random';

/*
 * Rules and requests over small alphabets, so that they meet often.
 */

export const hosts = ['a.test', 'b.test', 'www.a.test', 'x.b.test', 'c.test'] as const;

const ruleHosts = [...hosts, '*.a.test', '*.test', '*', 'A.test', 'a.test.', 'a.test:80'] as const;

const rulePaths = ['/', '/a', '/a/', '/a/b', '/api', '/api/v1', '/foo bar', '/a%2Fb', '/x;y', '/ä'] as const;

function hostMatcher(random: Random): string {
  return random.chance(0.9)
    ? `Host(\`${random.pick(ruleHosts)}\`)`
    : `HostRegexp(\`${random.pick(['^.+$', '^[a-c]\\.test$', 'test', '^WWW', '(?i)^WWW\\.', 'a.test$'])}\`)`;
}

function pathMatcher(random: Random): string {
  const path = random.pick(rulePaths);
  if (random.chance(0.5)) return `PathPrefix(\`${path}\`)`;
  if (random.chance(0.7)) return `Path(\`${path}\`)`;
  return `PathRegexp(\`${random.pick(['^/a', '/v[0-9]$', 'b$', '^/(a|api)/', '%2F', ' '])}\`)`;
}

function otherMatcher(random: Random): string {
  return random.pick([
    'Method(`GET`)',
    'Method(`post`)',
    'Header(`X-Test`, `1`)',
    'Header(`x-forwarded-proto`, `https`)',
    'HeaderRegexp(`X-Test`, `^[0-9]+$`)',
    'Query(`q`, `1`)',
    'Query(`q`)',
    'QueryRegexp(`q`, `^[0-9]$`)',
    'ClientIP(`10.99.0.0/24`)',
    'ClientIP(`10.99.1.1`)',
    'ClientIP(`192.0.2.1`)',
  ]);
}

function matcher(random: Random): string {
  const kind = random.next();
  const text = kind < 0.45 ? hostMatcher(random) : kind < 0.85 ? pathMatcher(random) : otherMatcher(random);
  return random.chance(0.06) ? `!${text}` : text;
}

/** A rule, broken now and then. */
export function rule(random: Random): string {
  if (random.chance(0.05)) {
    return random.pick([
      'Host(`a.test`, `b.test`)',
      'Headers(`a`, `b`)',
      'Host("a.test\')',
      'PathPrefix(`a`)',
      'PathRegexp(`(?!x)`)',
      'Host(`a.test`)\n&& Path(`/a`)',
      'host(`a.test`)',
      'pathPrefix(`/a`)',
      ' ',
      'Host(`ä.test`)',
      'ClientIP(`10.99.0.0/99`)',
      'Path(`/{name:[a-z]+}`)',
    ]);
  }
  const first = random.chance(0.7) ? hostMatcher(random) : matcher(random);
  const others = random.some(2, () => `${random.pick(['&&', '&&', '&&', '||'])} ${matcher(random)}`);
  const text = [first, ...others].join(' ');
  return random.chance(0.05) ? `(${text}) || ${matcher(random)}` : text;
}

/** A rule of a TCP router. */
export function tcpRule(random: Random): string {
  return random.pick([
    'HostSNI(`*`)',
    'HostSNI(`*`)',
    'HostSNI(`a.test`)',
    'HostSNI(`a.test`)',
    'HostSNI(`b.test`)',
    'HostSNI(`*.a.test`)',
    'HostSNI(`c.test`) || HostSNI(`b.test`)',
    'HostSNIRegexp(`^.+\\.test$`)',
    'HostSNI(`*`) && ClientIP(`10.99.0.0/24`)',
    'HostSNI(`*`) && ClientIP(`10.99.1.0/24`)',
    'ALPN(`h2`)',
    '!HostSNI(`a.test`)',
    'HostSNI(`*`) || HostSNI(`*`)',
    'Host(`a.test`)',
    'HostSNI(`a.test`',
    'ClientIP(`10.99.0.1`)',
  ]);
}

const requestPaths = [
  '/',
  '/a',
  '/a/',
  '/a/b',
  '/a//b',
  '/a/../b',
  '/a/./b',
  '/api',
  '/api/v1',
  '/api/v1/x',
  '/apiary',
  '/foo%20bar',
  '/a%2Fb',
  '/a%2fb/c',
  '/%61/b',
  '/a%2e%2e/b',
  '/x;y',
  '/x%3By',
  '/%C3%A4',
  '/a{b}',
  '/a[0]',
  '/a%25b',
  '/b/',
  '/%zz',
  '/a%00',
  '//a',
  '/a%23b',
  '/a%5Cb',
  '/v1',
] as const;

const queries = ['', '', '', '?q=1', '?q', '?q=', '?q=2&q=1', '?a;q=1', '?q=%31', '?x=a+b', '?'] as const;

/** A request as `explain` takes it, with the parts that the real client can send. */
export interface RandomRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientIp: string;
  readonly entryPoint: string;
  readonly sni?: string;
}

const headerSets: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  { 'X-Test': '1' },
  { 'x-test': 'abc' },
  { 'X-Forwarded-For': '203.0.113.7, 198.51.100.1' },
  { 'X-Forwarded-Proto': 'https' },
  { 'X-Forwarded-Prefix': '/evil' },
  { Authorization: `Basic ${Buffer.from('ann:secret').toString('base64')}` },
  { Authorization: `Basic ${Buffer.from('ann:wrong').toString('base64')}` },
  { Authorization: 'Bearer x' },
  { Origin: 'https://app.test' },
  { Origin: 'https://app.test', 'Access-Control-Request-Method': 'PUT' },
  { Connection: 'X-Test, close', 'X-Test': '1' },
  { 'Content-Type': 'application/grpc-web+proto' },
  {
    Origin: 'https://app.test',
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'x-grpc-web, x-user-agent',
  },
  { 'X-User': 'me', 'X-Forwarded-Prefix': '/p' },
];

/** A request to one of these entry points. */
export function request(random: Random): RandomRequest {
  const isTls = random.chance(0.4);
  const host = random.chance(0.9)
    ? random.pick(hosts)
    : random.pick(['A.TEST', 'a.test:8000', 'a.test.', '127.0.0.1', 'other.example', 'y.www.a.test']);
  // Clients send the host without port and trailing dot, and no address.
  const name = /^[\d.]+$/.test(host) ? '' : host.replace(/(:\d+|\.)$/, '');
  const sni = isTls ? (random.maybe(0.1, () => random.pick(['', ...hosts])) ?? name) : undefined;
  return {
    method: random.pick(['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'PUT']),
    scheme: isTls ? 'https' : 'http',
    host,
    target: random.pick(requestPaths) + random.pick(queries),
    headers: random.pick(headerSets),
    clientIp: random.pick(['10.99.0.1', '10.99.0.1', '10.99.0.1', '10.99.1.1']),
    entryPoint: isTls
      ? random.pick(['websecure', 'websecure', 'mixed'])
      : random.pick(['web', 'web', 'web', 'mixed']),
    ...(sni !== undefined && { sni }),
  };
}
