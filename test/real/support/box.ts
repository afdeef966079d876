import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { formatIdentity, identityOf } from '../../../lib/core/manifest';
import { requirePart } from '../parts/parts';
import { Agent } from './agent';
import { Backend, Backends, type BackendChoices } from './backends';
import { startControlPlane } from './control-plane';
import { issuedSecrets } from './issued';
import { type Applied, Kube } from './kube';
import { PartProcess } from './process';
import { Traefik, type TraefikOptions } from './traefik';

export interface ApplyOptions {
  /** For objects that name none; made if it does not exist. @default 'default' */
  readonly namespace?: string;
  /** What stands behind each Service. @default an echo server on each of its ports */
  readonly backends?: BackendChoices;
}

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly commonName?: string;
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  /** Not signed by the box's authority. @default false */
  readonly selfSigned?: boolean;
}

let sharedBox: Box | undefined;

/**
 * A cluster in a box: etcd, an API server with the CRDs of Traefik and cert-manager, and whatever is put in front or
 * behind, in a network of its own. It ends with the process that started it, whatever way that ends.
 */
export class Box {
  readonly kube: Kube;
  readonly backends: Backends;
  readonly processes: PartProcess[] = [];
  private readonly namespaces = new Set<string>(['default']);
  private readonly changeCounts = new Map<string, number>();

  /** Starts a box of one's own, which takes about five seconds. */
  static async start({ keep = false } = {}): Promise<Box> {
    const folder = path.join(tmpdir(), `cdk8s-traefik-box-${randomBytes(6).toString('hex')}`);
    const box = new Box(await Agent.start(folder, { keep }));
    try {
      await startControlPlane(box);
    } catch (error) {
      await box.stop();
      throw error;
    }
    return box;
  }

  /** The box that the whole run shares. */
  static shared(): Box {
    const folder = process.env['REAL_BOX'];
    if (!folder) throw new Error('There is no box of this run: use jest.real.config.js, which starts it.');
    return (sharedBox ??= new Box(Agent.attach(folder)));
  }

  private constructor(readonly agent: Agent) {
    this.kube = new Kube(agent.folder);
    this.backends = new Backends(agent, (name, part, args) =>
      this.run({ name, command: requirePart(part), args }),
    );
  }

  get folder(): string {
    return this.agent.folder;
  }

  /** For programs inside the box. */
  get kubeconfig(): string {
    return path.join(this.folder, 'kubeconfig');
  }

  async stop(): Promise<void> {
    await this.agent.stop();
  }

  /** Applies objects and starts what stands behind their Services. Throws when the API server rejects one. */
  async apply(objects: readonly ApiObjectData[], options: ApplyOptions = {}): Promise<Applied> {
    const applied = await this.tryApply(objects, options);
    if (applied.rejected.length > 0) {
      const reasons = applied.rejected.map(
        ({ object, reason }) => `${formatIdentity(identityOf(object))}: ${reason}`,
      );
      throw new Error(
        `The API server rejected ${reasons.length} of ${objects.length} objects:\n${reasons.join('\n')}`,
      );
    }
    return applied;
  }

  /** As `apply`, but hands rejections back. */
  async tryApply(objects: readonly ApiObjectData[], options: ApplyOptions = {}): Promise<Applied> {
    const { namespace = 'default', backends = {} } = options;
    await this.makeNamespaces(objects, namespace);
    // What controllers would make.
    const slices = await this.backends.slicesFor(objects, namespace, backends);
    const secrets = await issuedSecrets(objects, namespace, (request) => this.certificate(request));
    const all = [...objects, ...slices, ...secrets];
    const applied = await this.kube.apply(all, namespace);
    this.count(all);
    return applied;
  }

  /** Deletes objects, and the EndpointSlices that `apply` made for Services among them. */
  async delete(
    objects: readonly ApiObjectData[],
    options: { readonly namespace?: string } = {},
  ): Promise<void> {
    const { namespace = 'default' } = options;
    const all = [...objects, ...this.backends.slicesOf(objects, namespace)];
    await this.kube.delete(all, namespace);
    this.count(all);
  }

  /** How often objects of each kind were written, for `settled`: a kind that did not change need not be awaited. */
  changes(): ReadonlyMap<string, number> {
    return new Map(this.changeCounts);
  }

  /** Starts a Traefik in front of the cluster, from its own static configuration. */
  traefik(options: TraefikOptions = {}): Promise<Traefik> {
    return Traefik.start(this, options);
  }

  /** The certificate of the box's authority, which signs what `certificate` makes and what the backends serve. */
  async authority(): Promise<string> {
    return (await this.agent.call<KeyPair>('GET', '/authority')).certificate;
  }

  /** An echo server that no Service leads to: for what Traefik is told by address. */
  async server(ports: {
    readonly tcp: readonly number[];
    readonly udp?: readonly number[];
  }): Promise<Backend> {
    const address = await this.address();
    const backend = new Backend(this.agent, `server.${address}`, address, { udp: [], ...ports });
    await backend.start();
    return backend;
  }

  certificate(request: CertificateRequest): Promise<KeyPair> {
    return this.agent.call('POST', '/certificates', request);
  }

  /** An address of 10.99.0.0/16 that nobody else has. */
  async address(): Promise<string> {
    return (await this.agent.call<{ address: string }>('POST', '/addresses', {})).address;
  }

  async run(options: Parameters<typeof PartProcess.start>[1]): Promise<PartProcess> {
    const started = await PartProcess.start(this.agent, options);
    this.processes.push(started);
    return started;
  }

  private count(objects: readonly ApiObjectData[]): void {
    for (const { kind } of objects) this.changeCounts.set(kind, (this.changeCounts.get(kind) ?? 0) + 1);
  }

  private async makeNamespaces(objects: readonly ApiObjectData[], fallback: string): Promise<void> {
    const declared = new Set(
      objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
    );
    const named = new Set([fallback, ...objects.map(({ metadata }) => metadata.namespace ?? fallback)]);
    const missing = [...named].filter((name) => !this.namespaces.has(name) && !declared.has(name));
    await this.kube.apply(missing.map(restrictedNamespace), fallback);
    for (const name of [...named, ...declared]) this.namespaces.add(name);
  }
}

/** A namespace in which Pod Security warns of every workload that is not `restricted`. */
function restrictedNamespace(name: string): ApiObjectData {
  const labels = { 'pod-security.kubernetes.io/warn': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
