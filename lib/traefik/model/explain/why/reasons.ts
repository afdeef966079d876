import { resolveName, providerOf } from '../../dynamic/names';
import { DEFAULT_CLIENT_IP, type RequestLine, canonicalHeaderKey } from '../../rules';
import { spread } from '../../service/shares';
import { trustsClient } from '../../request/forwarded';
import type { EntryPoint } from '../../static';
import type { Trace } from '../result';
import { errorPages } from './error-pages';
import { type Scene, routerText } from './scene';
import { type Seen, asSeen } from './seen';
import { doubtsAbout, vacancyOf } from './vacancy';
import { warningsOf } from './warnings';

/** Why the outcome is what it is, where the status alone does not tell. */
export function reasonsOf(scene: Scene, line: RequestLine, trace: Trace): readonly string[] {
  const status = trace.response?.status;
  return [
    ...(status === 404 ? notFound(scene, line, trace) : []),
    ...(status === 503 || trace.outcome === 'rejected' ? withoutServer(scene, trace) : []),
    ...(status !== undefined && status >= 301 && status <= 308 ? redirected(scene, line, trace) : []),
    ...shadowedByRedirection(scene, trace),
    ...warningsOf(scene, trace),
    ...errorPages(scene, trace),
    ...trace.backends.flatMap((backend) => doubtsAbout(scene, backend)),
  ];
}

function notFound(scene: Scene, line: RequestLine, { router, ...trace }: Trace): readonly string[] {
  if (router !== null) {
    if (trace.service === 'api@internal' && trace.decidedBy === null) return [nothingOfApi(scene)];
    const children = scene.built.http.children.get(router);
    return children ? [`none of the ${children.routes.length} child routers of ${router} takes it`] : [];
  }
  const seen = asSeen(scene, line, { router, ...trace });
  return seen?.http ? [noRouter(scene, seen, seen.http.host)] : [];
}

/** Where the API and the dashboard are: both are asked for without the slash, or above the base path. */
function nothingOfApi({ built }: Scene): string {
  const { basePath = '/', dashboard = true } = built.runtime.statics.file.api ?? {};
  const base = basePath.replace(/\/+$/, '');
  const pages = dashboard
    ? `the dashboard is at ${base}/dashboard/, with the slash at its end`
    : 'the dashboard is off (api.dashboard)';
  return `api@internal has nothing there: ${pages}, and the API below ${base}/api/`;
}

function noRouter({ built }: Scene, { entryPoint, isTls }: Seen, host: string): string {
  const routes = (isTls ? built.http.tls : built.http.plain).get(entryPoint)?.routes ?? [];
  const own = routes.filter(({ router }) => !router.endsWith('@internal'));
  const where = `the entry point ${entryPoint} for ${isTls ? 'https' : 'http'}`;
  if (own.length === 0) return `no router is on ${where}`;
  const naming = own.filter(({ rule }) => rule.hosts.length === 0 || rule.hosts.includes(host));
  return naming.some(({ rule }) => rule.hosts.includes(host))
    ? `routers on ${where} name the host ${host}, but none takes such a request`
    : `no router on ${where} names the host ${host}`;
}

function withoutServer(scene: Scene, { router, service }: Trace): readonly string[] {
  if (router === null || service === null) return [];
  const { services, tcpServices, udpServices, routers, tcpRouters } = scene.built.runtime;
  const all = routers.has(router) ? services : tcpRouters.has(router) ? tcpServices : udpServices;
  const { shares, vacant } = spread(all, service);
  if (shares.length === 0) return [`${service} has no child of a weight above 0`];
  return vacant.map((backend) => vacancyOf(scene, backend));
}

/** Behind a load balancer that ends TLS, a redirection to https may be one to where the client is. */
function redirected(scene: Scene, line: RequestLine, trace: Trace): readonly string[] {
  const entryPoint = scene.built.runtime.statics.entryPoints.get(trace.entryPoint ?? '');
  const sent = Object.entries(line.headers ?? {}).find(
    ([name]) => canonicalHeaderKey(name) === 'X-Forwarded-Proto',
  );
  if (!entryPoint || !sent || trustsClient(entryPoint, line.clientIp ?? DEFAULT_CLIENT_IP)) return [];
  return [`${String(sent[1])} in X-Forwarded-Proto does not count: ${untrusted(scene, entryPoint, line)}`];
}

function untrusted(
  { built }: Scene,
  { name }: EntryPoint,
  { clientIp = DEFAULT_CLIENT_IP }: RequestLine,
): string {
  const others = [...built.runtime.statics.entryPoints.values()]
    .filter(({ name: other, file }) => other !== name && file.forwardedHeaders !== undefined)
    .map((other) => other.name);
  const elsewhere =
    others.length === 0 ? '' : ` (that of ${others.join(', ')} is for that entry point alone)`;
  return `the entry point ${name} takes such headers only of addresses in its forwardedHeaders.trustedIPs, and ${clientIp} is none of them${elsewhere}; Traefik wrote the scheme of its own connection instead. Where ${clientIp} is your load balancer, add it there, or the redirection goes on for ever`;
}

/** The redirection of an entry point goes before almost everything that is on it. */
function shadowedByRedirection(
  scene: Scene,
  { router, shadowed, entryPoint, priority }: Trace,
): readonly string[] {
  const config = router === null ? undefined : scene.built.runtime.routers.get(router)?.config;
  const isRedirection =
    router !== null &&
    config !== undefined &&
    providerOf(router) === 'internal' &&
    resolveName('internal', config.service) === 'noop@internal';
  if (!isRedirection || shadowed.length === 0) return [];
  return [
    `entryPoints.${entryPoint}.http.redirections makes a router of priority ${priority}, before ${shadowed.map((name) => routerText(scene, name)).join(', ')}: set its priority below theirs, or route them on another entry point`,
  ];
}
