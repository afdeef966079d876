import { type RequestLine, type TrafficModel, hostsOf } from '../../../lib/traefik/model';
import { Random } from '../differential/random';

const paths = [
  '/',
  '/v1/get',
  '/v1',
  '/v2/',
  '/-/admin',
  '/-/admin/x',
  '/api/v1/admin?x=1',
  '/-//admin',
  '/%2d/admin',
  '/a/../-/admin',
  '/get;x',
  '/%zz',
];
const schemes = ['http', 'https', 'https', 'tls', 'tcp', 'udp'];
const headers: readonly NonNullable<RequestLine['headers']>[] = [
  { 'X-Canary': 'always' },
  { 'X-Forwarded-For': '10.1.2.3', 'X-Forwarded-Proto': 'https' },
  { Authorization: 'Bearer x' },
  { 'Content-Type': 'application/grpc', TE: 'trailers' },
  { Host: 'Other.Example' },
  { Cookie: 'a=b', 'Accept-Encoding': 'gzip' },
];

/** Requests around everything that a model routes. */
export function requestsFor(model: TrafficModel, seed: number, count: number): readonly RequestLine[] {
  const random = new Random(seed);
  const routers = model.listedRouters();
  const hosts = [...new Set(routers.flatMap(hostsOf))].filter((host) => /^[\w.*-]+$/.test(host));
  const literals = routers.flatMap(({ rule }) =>
    [...rule.matchAll(/`(\/[^`]*)`/g)].map(([, path = '']) => path),
  );
  return Array.from({ length: count }, (): RequestLine => {
    const scheme = random.pick(schemes);
    const host = random.pick([...hosts, 'nobody.example', 'git.shop.example']).replaceAll('*', 'any');
    const path = random.pick([...paths, ...literals.filter((literal) => /^[\w/.-]+$/.test(literal)), '/get']);
    const isHttp = scheme.startsWith('http');
    return {
      url: `${scheme}://${host}${isHttp ? path : `:${random.pick([443, 22, 4222, 2222])}`}`,
      ...(isHttp && random.chance(0.3) && { method: random.pick(['POST', 'OPTIONS', 'HEAD', 'PROPFIND']) }),
      ...(isHttp && random.chance(0.4) && { headers: random.pick(headers) }),
      ...(random.chance(0.3) && { clientIp: random.pick(['10.1.2.3', '203.0.113.9', '2001:db8::1']) }),
      ...(random.chance(0.1) && { entryPoint: random.pick([...model.entryPoints()]) }),
      ...(random.chance(0.1) && { sni: random.pick(['', ...hosts]).replaceAll('*', 'any') }),
      ...(random.chance(0.1) && { alpn: random.pick([['h2'], ['http/1.1'], ['h2', 'http/1.1']]) }),
    };
  });
}
