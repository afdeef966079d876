import { isIP } from 'node:net';
import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { LoadBalancer, Server, StreamServer, StreamService } from '../../../traefik/model';
import type { PlacedValue } from '../outcome';
import { externalName, workloadNamed } from './hosts';
import { type Piece, differs, ends, place } from './piece';
import { usedPort } from './ports';
import type { Protocol, Scene } from './scene';
import { textOf } from './text';

/** The services of a route, and what else follows from them. */
export interface Targets {
  readonly services: readonly unknown[];
  readonly pieces: readonly Piece[];
}

type Backend = NonNullable<Server['backend']>;

/** What the service of a router leads to, as the services of a route. */
export function targetsOf(scene: Scene, protocol: Protocol, service: string): Targets {
  const [name = '', provider] = service.split('@');
  const at: FieldPath = [protocol, 'services', name];
  if (provider === 'internal') return { services: [{ name: service, kind: 'TraefikService' }], pieces: [] };
  const own = scene.labelled.find((each) => provider === undefined || each.provider === provider);
  if (!own) {
    const message = `The service ${service} comes from another provider, which is not read here.`;
    return { services: [], pieces: [ends('CM513', at, { message })] };
  }
  const { configuration } = own;
  if (protocol === 'http') return httpTargets(scene, at, configuration.services.get(name)?.loadBalancer);
  const streams = protocol === 'tcp' ? configuration.tcpServices : configuration.udpServices;
  return streamTargets(scene, protocol, at, streams.get(name)?.loadBalancer);
}

interface Group {
  readonly backend: Backend;
  readonly weight: number;
  readonly server: Server | StreamServer;
}

/** Servers that belong together: a Service of Kubernetes has all containers of one. */
function groupsOf(servers: readonly (Server | StreamServer)[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const server of servers) {
    const { backend } = server;
    if (!backend) continue;
    const key = `${backend.service}:${backend.port}:${backend.scheme}`;
    const weight = ('weight' in server ? server.weight : undefined) ?? 1;
    const known = groups.get(key);
    groups.set(key, { backend, server, weight: weight + (known?.weight ?? 0) });
  }
  return [...groups.values()];
}

function httpTargets(scene: Scene, at: FieldPath, balancer: LoadBalancer | undefined): Targets {
  const pieces: Piece[] = [];
  const groups = groupsOf(balancer?.servers ?? []);
  const settings = httpSettings(scene, at, balancer, pieces);
  if (groups.length > 1 && balancer?.sticky) {
    pieces.push(
      ends('CM515', [...at, 'loadBalancer', 'sticky'], {
        message: 'Cookies that stick to one of several Compose services have no counterpart in one route.',
      }),
    );
  }
  if (groups.length > 0 && groups.every(({ weight }) => weight === 0))
    pieces.push(
      ends('CM515', [...at, 'loadBalancer', 'servers', 0, 'weight'], {
        message: 'All servers have the weight 0, so that none gets a request; a route has no word for that.',
      }),
    );
  const services = groups.flatMap(({ backend, weight, server }) => {
    const found = backendOf(scene, at, backend, pieces, 'TCP');
    if (!found) return [];
    if ('preservePath' in server && server.preservePath === true)
      pieces.push(
        ends('CM515', [...at, 'loadBalancer', 'servers'], { message: 'preservePath has no counterpart.' }),
      );
    const scheme = schemeOf(backend, found.port);
    const reference = {
      ...found.reference,
      ...(scheme !== undefined && { scheme }),
      ...(groups.length > 1 && { weight }),
      ...settings,
    };
    return [
      Object.keys(reference).length === 1 && found.port === 'http'
        ? found.reference.name
        : withPort(reference, found.port),
    ];
  });
  return { services, pieces };
}

function withPort(reference: { readonly name: string }, port: string): object {
  const { name, ...rest } = reference;
  return { name, port, ...rest };
}

/** Kubernetes' provider speaks https to port 443 and to ports whose names begin so; labels never mean that. */
function schemeOf({ port, scheme }: Backend, name: string): string | undefined {
  const guessed =
    port === 443 || name.startsWith('https') ? 'https' : name.startsWith('h2c') ? 'h2c' : 'http';
  return scheme === guessed ? undefined : scheme;
}

interface Found {
  readonly reference: { readonly name: string };
  readonly port: string;
}

function backendOf(
  scene: Scene,
  at: FieldPath,
  { service, port }: Backend,
  pieces: Piece[],
  protocol: 'TCP' | 'UDP',
): Found | undefined {
  const { source } = scene;
  const [project, host = ''] = service.includes('/') ? service.split('/') : [undefined, service];
  const workload = project === undefined ? undefined : workloadNamed(source, host);
  const path = [...at, 'loadBalancer'];
  if (workload?.kind === 'job') {
    pieces.push(
      ends('CM515', path, {
        message: `${host} runs to its end and gets no Service that a route could name.`,
      }),
    );
    return undefined;
  }
  if (workload) {
    const used = usedPort(workload, port, protocol);
    pieces.push(...used.added);
    return { reference: { name: workload.name }, port: used.name };
  }
  if (project !== undefined) {
    if (host !== source.traefik) {
      pieces.push(ends('CM515', path, { message: `There is no service ${host} in the project.` }));
      return undefined;
    }
    // Never reached: what routers of Traefik's own container do, their middlewares do.
    pieces.push(differs('CM519', path));
    return undefined;
  }
  const name = externalName(host);
  pieces.push(
    ...external(name, host, port),
    differs('CM520', path, { message: `${host} is outside of the cluster.` }),
  );
  return { reference: { name }, port: 'http' };
}

function external(name: string, host: string, port: number): readonly PlacedValue[] {
  // An address has no name that a Service could stand for: it is an endpoint of its own.
  if (isIP(host) !== 0) {
    return [place(['kubernetesServices', name], { addresses: [host], ports: { http: port } })];
  }
  return [
    place(['kubernetesServices', name], { externalName: host, ports: { http: port } }),
    place(['traefik', 'providers', 'kubernetesCRD', 'allowExternalNameServices'], true),
  ];
}

/** Settings of the load balancer that are not Traefik's defaults. */
function httpSettings(
  scene: Scene,
  at: FieldPath,
  balancer: LoadBalancer | undefined,
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
  if (serversTransport !== undefined) {
    const message = `The transport ${serversTransport} comes from another provider, which is not read here.`;
    pieces.push(ends('CM513', [...path, 'serversTransport'], { message }));
  }
  if (!passHostHeader) pieces.push(differs('CM521', [...path, 'passHostHeader']));
  const interval = responseForwarding?.flushInterval;
  return {
    ...(!passHostHeader && { passHostHeader: false }),
    ...(sticky && { sticky: stickyOf(sticky) }),
    ...(strategy !== undefined && strategy !== 'wrr' && { strategy }),
    ...(interval !== undefined &&
      interval !== '100ms' && { responseForwarding: { flushInterval: interval } }),
    ...(passiveHealthCheck && { passiveHealthCheck }),
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

function streamTargets(
  scene: Scene,
  protocol: 'tcp' | 'udp',
  at: FieldPath,
  balancer: StreamService['loadBalancer'],
): Targets {
  const pieces: Piece[] = [];
  const path = [...at, 'loadBalancer'];
  if (balancer?.serversTransport !== undefined) {
    const message = `The transport ${balancer.serversTransport} comes from another provider, which is not read here.`;
    pieces.push(ends('CM513', [...path, 'serversTransport'], { message }));
  }
  const groups = groupsOf(balancer?.servers ?? []);
  const services = groups.flatMap(({ backend, weight, server }) => {
    const found = backendOf(scene, at, backend, pieces, protocol === 'udp' ? 'UDP' : 'TCP');
    if (!found) return [];
    const { proxyProtocol, terminationDelay } = balancer ?? {};
    return [
      withPort(
        {
          ...found.reference,
          ...(groups.length > 1 && { weight }),
          ...('tls' in server && server.tls === true && { tls: true }),
          ...(proxyProtocol && { proxyProtocol }),
          ...(terminationDelay !== undefined && { terminationDelay }),
        },
        found.port,
      ),
    ];
  });
  return { services, pieces };
}
