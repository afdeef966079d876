import type { ApiObjectData } from '../../../lib/core/manifest';
import type { Agent } from './agent';
import { until } from './parallel';
import type { PartProcess } from './process';
import { type PortSpec, type ServiceObject, isService, portsOf, targetPortOf } from './service-ports';

/**
 * What stands behind a Service: a number of echo servers, a real program, nothing (`none`: no ready endpoint), or
 * an endpoint at which nobody listens (`gone`).
 */
export type BackendChoice = number | 'go-httpbin' | 'nats-server' | 'none' | 'gone';

/** By `<service>` or `<namespace>/<service>`. */
export type BackendChoices = Readonly<Record<string, BackendChoice>>;

/** What an echo server received: a request, a chunk of a stream, or a datagram. */
export interface Seen {
  readonly id: string;
  readonly backend: string;
  readonly protocol: 'http' | 'tcp' | 'udp' | 'grpc';
  /** The backend's own address, as the EndpointSlice has it, with the port. */
  readonly address: string;
  /** The peer's address: Traefik's. */
  readonly client: string;
  /** `HTTP/1.1` or `HTTP/2.0`. */
  readonly version?: string;
  readonly method?: string;
  /** The request target as it came. */
  readonly target?: string;
  readonly host?: string;
  /** In their order and spelling for HTTP/1.1, sorted for HTTP/2. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** Its bytes in base64, where it is no text. */
  readonly bytes?: string;
  readonly tls?: {
    readonly serverName: string;
    readonly protocol: string;
    readonly version: string;
    readonly clientCertificate?: string;
  };
  readonly proxyProtocol?: string;
}

/** What an echo server says instead of what it saw. */
export interface CannedAnswer {
  readonly status?: number;
  /** An empty value leaves a header out that the server would add by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly delayMs?: number;
  /** Drops the connection instead. */
  readonly close?: boolean;
  /** How often, before the next answer's turn. @default for ever */
  readonly times?: number;
}

/** One server behind a Service. */
export class Backend {
  constructor(
    private readonly agent: Agent,
    readonly name: string,
    readonly address: string,
    private readonly ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] },
  ) {}

  /** Starts, or starts again after `stop`. */
  async start(): Promise<void> {
    await this.agent.call('POST', '/backends', { name: this.name, address: this.address, ...this.ports });
  }

  /** Is gone: connections are cut, new ones are refused. */
  async stop(): Promise<void> {
    await this.agent.call('DELETE', `/backends/${this.name}`);
  }

  /** From now on answers with these, one after the other; with none, it reports what it sees again. */
  async answerWith(...answers: readonly CannedAnswer[]): Promise<void> {
    await this.agent.call('PUT', `/backends/${this.name}`, { answers });
  }

  /** Speaks first on every new connection, as SSH and NATS servers do. */
  async greetWith(greeting: string): Promise<void> {
    await this.agent.call('PUT', `/backends/${this.name}`, { greeting });
  }

  /** All that it received, oldest first. */
  async seen(): Promise<readonly Seen[]> {
    return this.agent.call('GET', `/backends/${this.name}/seen`);
  }

  /** The first that it received, of those that pass; waits for it. */
  nextSeen(pass: (seen: Seen) => boolean = () => true): Promise<Seen> {
    return until(`${this.name} receives it`, async () => (await this.seen()).find(pass));
  }
}

interface Group {
  readonly servers: readonly Backend[];
  readonly slice: ApiObjectData | undefined;
  readonly shape: string;
}

type RunPart = (
  name: string,
  part: 'go-httpbin' | 'nats-server',
  args: readonly string[],
) => Promise<PartProcess>;

/** The servers behind the Services of a box, and the EndpointSlices that lead to them: the box has no controllers. */
export class Backends {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly agent: Agent,
    private readonly runPart: RunPart,
  ) {}

  /** The servers behind a Service, in the order of its endpoints. */
  of(namespace: string, service: string): readonly Backend[] {
    const group = this.groups.get(`${namespace}/${service}`);
    if (!group) throw new Error(`No Service ${namespace}/${service} was applied.`);
    return group.servers;
  }

  /** Starts what the Services among the objects need and gives their EndpointSlices. */
  async slicesFor(
    objects: readonly ApiObjectData[],
    namespace: string,
    choices: BackendChoices,
  ): Promise<readonly ApiObjectData[]> {
    const slices: ApiObjectData[] = [];
    for (const service of withoutEndpoints(objects, namespace)) {
      const home = service.metadata.namespace ?? namespace;
      const key = `${home}/${service.metadata.name}`;
      const choice = choices[key] ?? choices[service.metadata.name] ?? 1;
      const ports = portsOf(service).map((port) => ({
        ...port,
        number: targetPortOf(port, service, objects),
      }));
      const shape = JSON.stringify([choice, ports]);
      const known = this.groups.get(key);
      const group =
        known?.shape === shape ? known : await this.makeGroup(home, service, choice, ports, shape);
      this.groups.set(key, group);
      if (group.slice) slices.push(group.slice);
    }
    return slices;
  }

  /** The EndpointSlices made for the Services among the objects. */
  slicesOf(objects: readonly ApiObjectData[], namespace: string): readonly ApiObjectData[] {
    return objects
      .filter(isService)
      .flatMap(
        ({ metadata }) => this.groups.get(`${metadata.namespace ?? namespace}/${metadata.name}`)?.slice ?? [],
      );
  }

  private async makeGroup(
    namespace: string,
    service: ApiObjectData,
    choice: BackendChoice,
    ports: readonly NumberedPort[],
    shape: string,
  ): Promise<Group> {
    const { name } = service.metadata;
    const count = typeof choice === 'number' ? choice : choice === 'none' ? 0 : 1;
    const servers: Backend[] = [];
    for (let index = 0; index < count; index++) {
      const { address } = await this.agent.call<{ address: string }>('POST', '/addresses', {});
      const numbers = (protocol: string): number[] => [
        ...new Set(ports.filter((port) => port.protocol === protocol).map((port) => port.number)),
      ];
      const backend = new Backend(this.agent, `${namespace}.${name}.${index}`, address, {
        tcp: numbers('TCP'),
        udp: numbers('UDP'),
      });
      if (typeof choice === 'number') await backend.start();
      else if (choice === 'go-httpbin' || choice === 'nats-server') {
        await this.runPart(backend.name, choice, realArgs(choice, address, ports[0]?.number ?? 0));
      }
      servers.push(backend);
    }
    return { servers, shape, slice: sliceOf(namespace, name, servers, ports) };
  }
}

type NumberedPort = PortSpec & { readonly number: number };

/** The Services among the objects for which nobody wrote an EndpointSlice. */
function withoutEndpoints(objects: readonly ApiObjectData[], namespace: string): readonly ServiceObject[] {
  const served = new Set(
    objects
      .filter(({ kind }) => kind === 'EndpointSlice')
      .map(({ metadata }) => `${metadata.namespace ?? namespace}/${metadata.labels?.[serviceLabel]}`),
  );
  return objects
    .filter(isService)
    .filter(({ spec }) => spec?.type !== 'ExternalName')
    .filter(({ metadata }) => !served.has(`${metadata.namespace ?? namespace}/${metadata.name}`));
}

const serviceLabel = 'kubernetes.io/service-name';

function sliceOf(
  namespace: string,
  service: string,
  servers: readonly Backend[],
  ports: readonly NumberedPort[],
): ApiObjectData {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${service}-box`, namespace, labels: { [serviceLabel]: service } },
    addressType: 'IPv4',
    endpoints: servers.map(({ address }) => ({
      addresses: [address],
      conditions: { ready: true, serving: true },
    })),
    ports: ports.map(({ name, protocol, number }) => ({ name: name ?? '', protocol, port: number })),
  };
}

function realArgs(program: 'go-httpbin' | 'nats-server', address: string, port: number): readonly string[] {
  if (program === 'go-httpbin') return ['-host', address, '-port', String(port)];
  return ['--addr', address, '--port', String(port)];
}
