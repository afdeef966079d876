import { randomBytes } from 'node:crypto';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import type { Backend, Seen } from './backends';
import { type ApplyOptions, Box } from './box';
import type { Answer, GrpcAnswer, RequestOptions } from './client';
import type { RawResponse } from './http1';
import { keeping } from './keep';
import type { Applied } from './kube';
import type { StreamOptions } from './stream';
import type { Traefik, TraefikOptions } from './traefik';

/** Objects, or the YAML of some. `synthesized` gives what constructs make. */
export type Objects = string | readonly ApiObjectData[];

export interface StageOptions extends TraefikOptions {
  /** A box of one's own. @default the one that the run shares */
  readonly box?: Box;
}

/**
 * A namespace with a Traefik in front: what most cases need. Objects in, requests in, what happened out; `apply` and
 * `delete` return once Traefik runs with the change.
 */
export class Stage {
  /** Opens a stage on the run's box. Its first namespace is where objects go that name none. */
  static async open(options: StageOptions = {}): Promise<Stage> {
    const box = options.box ?? Box.shared();
    const namespaces = options.namespaces ?? [`stage-${randomBytes(3).toString('hex')}`];
    await box.kube.apply(namespaces.map(namespaceObject), 'default');
    const traefik = await box.traefik({ ...options, namespaces });
    const stage = new Stage(box, traefik, namespaces[0] ?? 'default');
    opened.add(stage);
    return stage;
  }

  private constructor(
    readonly box: Box,
    readonly traefik: Traefik,
    readonly namespace: string,
  ) {}

  async apply(objects: Objects, options: ApplyOptions = {}): Promise<Applied> {
    const applied = await this.box.apply(objectsOf(objects), { namespace: this.namespace, ...options });
    await this.traefik.settled();
    return applied;
  }

  /** As `apply`, but hands back what the API server rejects. */
  async tryApply(objects: Objects, options: ApplyOptions = {}): Promise<Applied> {
    const applied = await this.box.tryApply(objectsOf(objects), { namespace: this.namespace, ...options });
    await this.traefik.settled();
    return applied;
  }

  async delete(objects: Objects): Promise<void> {
    await this.box.delete(objectsOf(objects), { namespace: this.namespace });
    await this.traefik.settled();
  }

  request(line: string, options?: RequestOptions): Promise<Answer> {
    return this.traefik.request(line, options);
  }

  flood(line: string, times: number, options?: RequestOptions): Promise<readonly RawResponse[]> {
    return this.traefik.flood(line, times, options);
  }

  grpc(url: string, message?: Buffer, options?: RequestOptions): Promise<GrpcAnswer> {
    return this.traefik.grpc(url, message, options);
  }

  tcp(entryPoint: string, text: string, options?: StreamOptions): Promise<Seen> {
    return this.traefik.tcp(entryPoint, text, options);
  }

  udp(entryPoint: string, text: string): Promise<Seen> {
    return this.traefik.udp(entryPoint, text);
  }

  /** A server behind a Service of the stage. */
  backend(service: string, index = 0): Backend {
    const backend = this.box.backends.of(this.namespace, service)[index];
    if (!backend) throw new Error(`Service ${service} has no server number ${index}.`);
    return backend;
  }

  /** Ends the Traefik, unless the box is kept to be looked into. */
  async close(): Promise<void> {
    opened.delete(this);
    if (!keeping) await this.traefik.stop();
  }
}

/** The stages that are open in this test file; `setup/environment.ts` shows their logs when a test fails. */
const opened = new Set<Stage>();

Object.assign(globalThis, { realTails: () => [...opened].map((stage) => stage.traefik.tail(15)) });

function namespaceObject(name: string): ApiObjectData {
  const labels = { 'pod-security.kubernetes.io/warn': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function objectsOf(objects: Objects): readonly ApiObjectData[] {
  if (typeof objects !== 'string') return objects;
  const { documents, problems } = parseYaml(objects, 'case.yaml');
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return documents.map(({ value }) => {
    if (!isApiObject(value)) throw new Error(`Not an object of Kubernetes: ${JSON.stringify(value)}`);
    return value;
  });
}
