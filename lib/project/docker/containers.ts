import type { ApiObjectData, ReadObject } from '../../core/manifest';
import type { FieldPath, Problem } from '../../core/finding';
import type { ComposeModel, ComposeService } from '../compose';
import { imagePorts } from './image-ports';

/** What Docker would run of a project, as objects. */
export interface ComposedContainers {
  readonly objects: readonly ReadObject[];
  /** The port that is taken for granted, by service: nothing of the project says one. */
  readonly assumedPorts: ReadonlyMap<string, number>;
  /** What is taken for granted. */
  readonly problems: readonly Problem[];
}

/**
 * What is made: containers as the Docker provider reads them, tasks as the swarm provider does, and tasks as the Docker
 * provider of a Traefik 2 in swarm mode does.
 */
export type ContainerKind = 'Container' | 'Task' | 'OldTask';

/** The port of an image of which nobody says what it exposes. */
const assumedPort = 80;

/**
 * The containers that `docker compose up` (or `docker stack deploy`) would run, with the labels, networks and ports that
 * Traefik asks the engine about. In place of its address stands the name of a container.
 */
export function containersOf(
  project: ComposeModel,
  kinds: readonly ContainerKind[],
  isRead: (labels: Readonly<Record<string, string>>) => boolean,
): ComposedContainers {
  const problems: Problem[] = [];
  const assumedPorts = new Map<string, number>();
  const objects = Object.entries(project.services).flatMap(([name, service]) => {
    const ports = portsOf(service);
    const isGuessed = ports === undefined && !hasOwnNetwork(service);
    for (const kind of kinds) {
      if (!isGuessed || !isRead(labelsOf(service, kind)) || namesPorts(labelsOf(service, kind))) continue;
      assumedPorts.set(name, assumedPort);
      problems.push(assumed(project, name, service));
    }
    const found = ports ?? (isGuessed ? [{ port: assumedPort }] : []);
    return kinds.flatMap((kind) =>
      Array.from({ length: replicasOf(service) }, (_, index) =>
        objectOf(project, { kind, name, service, ports: found, number: index + 1 }),
      ),
    );
  });
  return { objects, assumedPorts, problems };
}

function labelsOf(
  { labels = {}, deploy }: ComposeService,
  kind: ContainerKind,
): Readonly<Record<string, string>> {
  return kind === 'Container' ? labels : (deploy?.labels ?? {});
}

/** Whether labels name the ports of all services that they speak of, or of one where they speak of none. */
function namesPorts(labels: Readonly<Record<string, string>>): boolean {
  return Object.keys(labels).some((key) => /\.loadbalancer\.server\.(?:port|url)$/i.test(key));
}

function replicasOf({ scale, deploy }: ComposeService): number {
  return Math.min(scale ?? deploy?.replicas ?? 1, 100);
}

interface Port {
  readonly port: number;
  readonly protocol?: string;
  readonly hostIp?: string;
  readonly hostPort?: string;
}

/** Whether a container has no ports of its own: it shares the network of the host or of another one, or has none. */
function hasOwnNetwork({ network_mode: mode = '' }: ComposeService): boolean {
  return mode === 'host' || mode === 'none' || /^(?:service|container):/.test(mode);
}

/** Ports that are exposed or published; undefined where nothing tells of any. */
function portsOf(service: ComposeService): readonly Port[] | undefined {
  if (hasOwnNetwork(service)) return [];
  const published = (service.ports ?? []).map(
    ({ target = 0, published: outside, host_ip: ip, protocol }) => ({
      port: target,
      protocol: protocol ?? 'tcp',
      ...(ip !== undefined && { hostIp: ip }),
      ...(outside !== undefined && { hostPort: outside }),
    }),
  );
  const exposed = (service.expose ?? []).flatMap((text) => exposedPorts(text));
  const ofImage = imagePorts(service).map((port) => ({ port, protocol: 'tcp' }));
  const all = [...published, ...exposed, ...ofImage];
  return all.length > 0 ? all : undefined;
}

/** `80`, `80/udp`, `3000-3005`. */
function exposedPorts(text: string): readonly Port[] {
  const [, first = '', last = first, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === '' || to < from || to > 65_535) return [];
  return Array.from({ length: to - from + 1 }, (_, index) => ({ port: from + index, protocol }));
}

interface Made {
  readonly kind: ContainerKind;
  readonly name: string;
  readonly service: ComposeService;
  readonly ports: readonly Port[];
  readonly number: number;
}

function objectOf(project: ComposeModel, made: Made): ReadObject {
  const { kind, name, service, ports, number } = made;
  const container = containerName(project, name, service, number, kind);
  const own = labelsOf(service, kind);
  const mode = networkMode(project, service);
  const object: ApiObjectData = {
    apiVersion: 'docker.com/v1',
    kind: kind === 'OldTask' ? 'Container' : kind,
    metadata: {
      namespace: project.name,
      name: container,
      labels: kind === 'Container' ? { ...composeLabels(project, name, number), ...own } : { ...own },
    },
    spec: {
      service: name,
      names: namesOf(service, name),
      ...(kind !== 'Container' && { serviceName: `${project.name}_${name}` }),
      ports,
      networks: networksOf(project, service, container),
      ...(mode !== undefined && { networkMode: mode }),
    },
  };
  const locate = (path: FieldPath): ReturnType<ReadObject['locate']> =>
    project.locate(['services', name, ...placeOf(path, kind)]);
  return { object, locate, file: locate([]).file };
}

/** Where a field of the object stands in the service. */
function placeOf(path: FieldPath, kind: ContainerKind): FieldPath {
  const [section, field, ...rest] = path;
  if (section === 'metadata' && field === 'labels')
    return [...(kind === 'Container' ? [] : ['deploy']), 'labels', ...rest];
  return section === 'spec' && (field === 'ports' || field === 'networks') ? [field, ...rest] : [];
}

/** The labels that Compose itself adds. */
function composeLabels(
  project: ComposeModel,
  name: string,
  number: number,
): Readonly<Record<string, string>> {
  return {
    'com.docker.compose.project': project.name,
    'com.docker.compose.service': name,
    'com.docker.compose.container-number': String(number),
    'com.docker.compose.oneoff': 'False',
  };
}

function containerName(
  { name: project }: ComposeModel,
  name: string,
  { container_name: written }: ComposeService,
  number: number,
  kind: ContainerKind,
): string {
  if (kind !== 'Container') return `${project}_${name}.${number}`;
  return written ?? `${project}-${name}-${number}`;
}

/** The names by which other containers of its networks find it, beside its own. */
function namesOf({ hostname, networks }: ComposeService, name: string): readonly string[] {
  const aliases = Object.values(networks ?? {}).flatMap((network) => network?.aliases ?? []);
  return [...new Set([name, ...aliases, ...(hostname === undefined ? [] : [hostname])])];
}

/** `service:web` is the network of that service's first container. */
function networkMode(project: ComposeModel, { network_mode: mode }: ComposeService): string | undefined {
  const other = /^service:(.+)$/.exec(mode ?? '')?.[1];
  const service = other === undefined ? undefined : project.services[other];
  if (other === undefined || !service) return mode;
  return `container:${containerName(project, other, service, 1, 'Container')}`;
}

/** The networks of a container by their real names, with its address in each. */
function networksOf(
  { networks }: ComposeModel,
  { networks: joined, network_mode: mode }: ComposeService,
  container: string,
): Readonly<Record<string, string>> {
  if (mode === 'host' || mode === 'none') return { [mode]: '' };
  if (mode !== undefined) return mode === 'bridge' ? { bridge: container } : {};
  return Object.fromEntries(
    Object.entries(joined ?? { default: null }).map(([key, settings]) => [
      networks[key]?.name ?? key,
      settings?.ipv4_address ?? container,
    ]),
  );
}

function assumed(project: ComposeModel, name: string, { image }: ComposeService): Problem {
  const from = image === undefined ? 'its image' : `the image ${image}`;
  return {
    rule: 'assumed-container-port',
    severity: 'info',
    message: `Nothing says on which port ${name} listens, and what ${from} exposes is not known here: port ${assumedPort} is taken.`,
    location: project.locate(['services', name]),
  };
}
