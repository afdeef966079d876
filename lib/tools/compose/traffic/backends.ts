import { isIP } from 'node:net';
import type { FieldPath } from '../../../core/finding';
import type { ComposedConfiguration, Server, StreamServer } from '../../../traefik/model';
import type { PlacedValue } from '../outcome';
import { externalName, workloadNamed } from './hosts';
import { type Piece, differs, ends, place } from './piece';
import { usedPort } from './ports';
import type { Scene } from './scene';

export type Backend = NonNullable<Server['backend']>;

/** Servers that are one Service on Kubernetes. */
export interface Group {
  readonly backend: Backend;
  readonly weight: number;
  readonly server: Server | StreamServer;
}

/** Servers that belong together: a Service of Kubernetes has all containers of one. */
export function groupsOf(servers: readonly (Server | StreamServer)[]): readonly Group[] {
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

/** A reference to a port of a Service. */
export function withPort(reference: { readonly name: string }, port: string): object {
  const { name, ...rest } = reference;
  return { name, port, ...rest };
}

/** Kubernetes' provider speaks https to port 443 and to ports whose names begin so; labels never mean that. */
export function schemeOf({ port, scheme }: Backend, name: string): string | undefined {
  const guessed =
    port === 443 || name.startsWith('https') ? 'https' : name.startsWith('h2c') ? 'h2c' : 'http';
  return scheme === guessed ? undefined : scheme;
}

/** The Service of a server, and its port. */
export interface Found {
  readonly reference: { readonly name: string };
  readonly port: string;
}

/** The Service that a server becomes; none where it has no counterpart, which is told. */
export function backendOf(
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
  if (!(port > 0 && port < 65_536)) {
    pieces.push(ends('CM515', path, { message: `${host} is asked at port ${port}, which is none.` }));
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
  const portName = externalPort(scene, host, port);
  pieces.push(...external(name, host, { [portName]: port }), outside(path, host));
  return { reference: { name }, port: portName };
}

/** Names of the machine that Docker runs on, or of Traefik's own container. */
const ownHosts =
  /^(?:host\.docker\.internal|gateway\.docker\.internal|localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

function outside(path: FieldPath, host: string): Piece {
  return ownHosts.test(host)
    ? differs('CM520', path, {
        severity: 'error',
        message: `${host} is the machine that Docker runs on, or Traefik's container: no server of the cluster is called so.`,
        fix: 'Write the address of that machine into the Compose file, or make the server a service; or accept the code.',
      })
    : differs('CM520', path, { message: `${host} is outside of the cluster.` });
}

/** The servers outside of the cluster that anything leads to. */
export function outsideServers(configured: readonly ComposedConfiguration[]): readonly Backend[] {
  return configured.flatMap(({ configuration: { services, tcpServices, udpServices } }) =>
    [services, tcpServices, udpServices].flatMap((all) =>
      [...all.values()].flatMap(({ loadBalancer }) =>
        (loadBalancer?.servers ?? []).flatMap(({ backend }) =>
          backend && !backend.service.includes('/') ? [backend] : [],
        ),
      ),
    ),
  );
}

/** The name of a port of a host outside of the cluster: of several each has its number in its name. */
function externalPort({ configured }: Scene, host: string, port: number): string {
  const ports = outsideServers(configured).filter(({ service }) => service === host);
  return ports.every((other) => other.port === port) ? 'http' : `port-${port}`;
}

function external(
  name: string,
  host: string,
  ports: Readonly<Record<string, number>>,
): readonly PlacedValue[] {
  // An address has no name that a Service could stand for: it is an endpoint of its own.
  if (isIP(host) !== 0) return [place(['kubernetesServices', name], { addresses: [host], ports })];
  return [
    place(['kubernetesServices', name], { externalName: host, ports }),
    place(['traefik', 'providers', 'kubernetesCRD', 'allowExternalNameServices'], true),
  ];
}
