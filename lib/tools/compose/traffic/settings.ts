import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider, LoadBalancer } from '../../../traefik/model';
import { workloadNamed } from './hosts';
import { type Piece, differs, place } from './piece';
import { usedPort } from './ports';
import { referred } from './references';
import type { Scene } from './scene';
import { textOf } from './text';

/** Settings of the load balancer that are not Traefik's defaults. */
export function httpSettings(
  scene: Scene,
  at: FieldPath,
  balancer: LoadBalancer | undefined,
  from: ComposedProvider,
  pieces: Piece[],
): Readonly<Record<string, unknown>> {
  if (!balancer) return {};
  const path = [...at, 'loadBalancer'];
  const {
    passHostHeader,
    sticky,
    strategy,
    responseForwarding,
    passiveHealthCheck,
    healthCheck,
    serversTransport,
  } = balancer;
  if (healthCheck) pieces.push(...readiness(scene, path, balancer, healthCheck));
  const transport =
    serversTransport === undefined
      ? undefined
      : referred(scene, 'serversTransports', serversTransport, from, [...path, 'serversTransport']);
  pieces.push(...(transport?.pieces ?? []));
  if (!passHostHeader) pieces.push(differs('CM521', [...path, 'passHostHeader']));
  const interval = responseForwarding?.flushInterval;
  return {
    ...(!passHostHeader && { passHostHeader: false }),
    ...(sticky && { sticky: stickyOf(sticky) }),
    ...(strategy !== undefined && strategy !== 'wrr' && { strategy }),
    ...(interval !== undefined &&
      interval !== '100ms' && { responseForwarding: { flushInterval: interval } }),
    ...(passiveHealthCheck && { passiveHealthCheck }),
    ...(transport && { serversTransport: transport.name }),
  };
}

/** Without what is so anyway. */
function stickyOf({ cookie }: NonNullable<LoadBalancer['sticky']>): object {
  const said = Object.entries(cookie ?? {}).filter(
    ([key, value]) => value !== false && !(key === 'path' && value === '/'),
  );
  return { cookie: Object.fromEntries(said) };
}

/** Traefik's own check of servers: Kubernetes asks the pods, and Traefik gets the ready ones. */
function* readiness(
  { source }: Scene,
  path: FieldPath,
  { servers = [] }: LoadBalancer,
  check: Readonly<Record<string, unknown>>,
): Iterable<Piece> {
  const own = servers.flatMap(({ backend }) => (backend?.service.includes('/') === true ? [backend] : []));
  for (const { service, port } of own) {
    const workload = workloadNamed(source, service.split('/')[1] ?? '');
    if (!workload || workload.kind === 'job') continue;
    const used = usedPort(workload, Number(check['port'] ?? port));
    yield* used.added;
    if (workload.spec.healthcheck !== undefined) continue;
    const { hostname, headers } = check;
    const sent = {
      ...(isPlainMap(headers) ? headers : {}),
      ...(typeof hostname === 'string' && { Host: hostname }),
    };
    const httpHeaders = Object.entries(sent).map(([name, value]) => ({ name, value }));
    const httpGet = {
      path: check['path'] ?? '/',
      port: used.name,
      ...(check['scheme'] === 'https' && { scheme: 'HTTPS' }),
      ...(httpHeaders.length > 0 && { httpHeaders }),
    };
    const seconds = (key: string, otherwise: number): number => secondsOf(check[key]) ?? otherwise;
    yield place(['services', workload.name, 'probes', 'readiness'], {
      httpGet,
      periodSeconds: seconds('interval', 30),
      timeoutSeconds: seconds('timeout', 5),
    });
  }
  yield differs('CM514', [...path, 'healthCheck']);
}

function secondsOf(duration: unknown): number | undefined {
  const [, digits, unit = 's'] = /^(\d+)(ms|s|m|h)?/.exec(textOf(duration)) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return digits === undefined ? undefined : Math.max(1, Math.round(Number(digits) * (factors[unit] ?? 1)));
}
