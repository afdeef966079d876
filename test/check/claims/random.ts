import type { OwnClaim } from '../../../lib/check/claims';
import type { RequestLine } from '../../../lib/traefik/model';
import { ingressRoute, secret, service, shop, traefikObject } from '../../traefik/model/objects';

/** Random choices that can be repeated from a seed (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  is(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  some<T>(values: readonly T[], percent: number): readonly T[] {
    return values.filter(() => this.is(percent));
  }
}

/** Every middleware that a random route may have, by name. */
export const middlewares = {
  office: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
  lab: { ipAllowList: { sourceRange: ['10.1.0.0/16', '192.168.0.0/16'] } },
  proxied: { ipAllowList: { sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: 1 } } },
  login: { basicAuth: { secret: 'users' } },
  sso: { forwardAuth: { address: 'http://sso.shop.svc/' } },
  both: { chain: { middlewares: [{ name: 'office' }, { name: 'login' }] } },
  https: { redirectScheme: { scheme: 'https', permanent: true } },
  old: { redirectRegex: { regex: '^https?://[^/]+/old(.*)', replacement: '/new$1' } },
  strip: { stripPrefix: { prefixes: ['/v1', '/api'] } },
  add: { addPrefix: { prefix: '/admin' } },
  put: { replacePath: { path: '/admin' } },
  plain: { encodedCharacters: {} },
  cors: {
    headers: { accessControlAllowOriginList: ['*'], customRequestHeaders: { 'X-Forwarded-Proto': 'https' } },
  },
  retry: { retry: { attempts: 2 } },
};

const hosts = ['a.com', 'b.com', 'c.com'] as const;
const paths = ['/', '/admin', '/admin/', '/api', '/v1', '/old', '/api/admin'] as const;

function rule(chance: Chance): string {
  const host = `Host(\`${chance.of(hosts)}\`)`;
  const path = `${chance.of(['PathPrefix', 'PathPrefix', 'Path'])}(\`${chance.of(paths)}\`)`;
  const more = chance.of([
    '',
    '',
    '',
    ' && !PathPrefix(`/admin`)',
    ' && ClientIP(`10.0.0.0/8`)',
    ' && Method(`GET`)',
    ' && Header(`X-Canary`, `1`)',
    ' && !PathRegexp(`%2F`)',
  ]);
  return chance.of([
    `${host}${more}`,
    `${host} && ${path}${more}`,
    `${host} && ${path}${more}`,
    `${path}${more}`,
  ]);
}

/** Objects of a small shop, with routes at random. */
export function randomObjects(chance: Chance): readonly object[] {
  const names = Object.keys(middlewares);
  const routes = Array.from({ length: 2 + chance.below(4) }, (_, index) => {
    const used = chance.some(names, 12).map((name) => ({ name }));
    const target = chance.of<object>([
      { name: 'web', port: 80 },
      { name: 'api', port: 80 },
      { name: 'mixed', kind: 'TraefikService' },
    ]);
    const route = {
      middlewares: used,
      services: [target],
      ...(chance.is(20) && { priority: 1 + chance.below(60) }),
    };
    const spec = chance.is(50)
      ? { entryPoints: ['websecure'], tls: chance.is(30) ? { options: { name: 'mtls' } } : {} }
      : { entryPoints: ['web'] };
    return ingressRoute(`r${index}`, rule(chance), route, spec);
  });
  const raw = traefikObject('IngressRouteTCP', 'raw', {
    entryPoints: [chance.of(['web', 'websecure'])],
    routes: [{ match: `HostSNI(\`${chance.of([...hosts, '*'])}\`)`, services: [{ name: 'api', port: 80 }] }],
    ...(chance.is(60) && { tls: { passthrough: true } }),
  });
  return shop(
    service('api', 80),
    traefikObject('TraefikService', 'mixed', {
      weighted: {
        services: [
          { name: 'web', port: 80, weight: 3 },
          { name: 'api', port: 80, weight: chance.below(2) },
        ],
      },
    }),
    secret('users', { users: 'admin:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=' }),
    traefikObject('TLSOption', 'mtls', { minVersion: 'VersionTLS13' }),
    ...Object.entries(middlewares).map(([name, spec]) => traefikObject('Middleware', name, spec)),
    ...routes,
    ...(chance.is(15) ? [raw] : []),
  );
}

/** A claim at random. */
export function randomClaim(chance: Chance): OwnClaim {
  const asked = {
    name: 'it',
    ...(chance.is(85) && { requests: rule(chance) }),
    ...(chance.is(60) && { entryPoints: [chance.of(['web', 'websecure'])] }),
    ...(chance.is(30) && { scheme: chance.of<'http' | 'https'>(['http', 'https']) }),
    ...(chance.is(30) && {
      backend: chance.of<'clean' | 'decoded' | 'caseless-decoded'>(['clean', 'decoded', 'caseless-decoded']),
    }),
  };
  const guards = chance.some(['ipAllowList', 'basicAuth', 'office', 'redirectScheme', 'retry'], 30);
  const services = [chance.of(['shop/web', 'shop/api', 'shop/web:80'])];
  const without = guards.length > 0 ? { without: guards } : {};
  return chance.of<() => OwnClaim>([
    () => ({ ...asked, never: { reach: services, ...without } }),
    () => ({ ...asked, never: { reach: services, ...without } }),
    () => ({ ...asked, always: { pass: guards.length > 0 ? guards : ['ipAllowList'] } }),
    () => ({ ...asked, always: { answer: chance.of([[404], [301, 308, 404], ['300-499'], [401, 403]]) } }),
    () => ({ ...asked, always: { reach: services } }),
    () => ({ ...asked, always: { options: chance.of(['default', 'mtls']) } }),
    () => ({ ...asked, only: { clientIp: [chance.of(['10.0.0.0/8', '10.1.0.0/16', '192.0.2.0/24'])] } }),
  ])();
}

/** A request at random, of which many lie near the edges of the rules. */
export function randomRequest(chance: Chance): RequestLine {
  const scheme = chance.of(['http', 'https']);
  const host = chance.of([...hosts, 'd.com']);
  const path = Array.from({ length: 1 + chance.below(3) }, () =>
    chance.of([
      ...paths,
      '%2F',
      '%2Fadmin',
      '//',
      '/..',
      '/../admin',
      '..%2Fadmin',
      'x',
      '/ADMIN',
      '%3B',
      '/./',
    ]),
  ).join('');
  return {
    url: `${scheme}://${host}${path.startsWith('/') ? '' : '/'}${path}`,
    method: chance.of(['GET', 'GET', 'GET', 'POST', 'OPTIONS']),
    clientIp: chance.of(['192.0.2.1', '10.0.0.7', '10.1.2.3', '192.168.1.1']),
    entryPoint: chance.of(['web', 'websecure']),
    headers: {
      ...(chance.is(20) && { 'X-Canary': '1' }),
      ...(chance.is(15) && { Authorization: 'Basic YWRtaW46c2VjcmV0' }),
      ...(chance.is(15) && { 'X-Forwarded-For': '10.0.0.1' }),
      ...(chance.is(10) && { 'X-Forwarded-Proto': 'https' }),
      ...(chance.is(10) && { Origin: 'http://x', 'Access-Control-Request-Method': 'GET' }),
    },
    ...(scheme === 'https' && chance.is(15) && { sni: chance.of(hosts) }),
  };
}
