import { asList, own } from '../../../../core/base';
import {
  type ContainerLabels,
  type ReadLabels,
  type RefusedLabels,
  decodeContainerLabels,
  isRefused,
  normalize,
} from '../../../labels';
import type { ClusterObject } from '../cluster';
import { integer, text, texts } from '../read';

/** The group of objects that stand for what Docker runs. */
export const dockerApiVersion = 'docker.com/v1';

/** Why a container is left out that the provider is told to leave out. */
export const constrained = 'its labels do not meet the constraints of the provider';

/** Which of Traefik's two providers reads containers, and the kind of its objects. */
export type DockerProvider = 'docker' | 'swarm';

/** What a provider reads: a container, or a task of a swarm's service. */
export const kindOfProvider: Readonly<Record<DockerProvider, string>> = {
  docker: 'Container',
  swarm: 'Task',
};

/** A port of a container, and the address of the host at which it is published. */
export interface ContainerPort {
  readonly port: number;
  readonly hostIp: string;
  readonly hostPort: string;
}

/** A container as Traefik's provider reads it. */
export interface Container {
  readonly object: ClusterObject;
  readonly labels: Readonly<Record<string, string>>;
  /** Of which the names of its service and router are made. */
  readonly serviceName: string;
  /** What requests to it are told to reach: `project/service`. */
  readonly backend: string;
  readonly ports: readonly ContainerPort[];
  /** Addresses by network. */
  readonly networks: ReadonlyMap<string, string>;
  readonly networkMode: string;
  readonly isRunning: boolean;
  readonly isHealthy: boolean;
}

/** Reads an object that stands for a container. */
export function readContainer(object: ClusterObject): Container {
  const spec = own(object.value, 'spec');
  const labels = Object.fromEntries(object.labels);
  const health = text(own(spec, 'health'));
  const state = text(own(spec, 'state'));
  return {
    object,
    labels,
    serviceName: normalize(composeName(labels) ?? (text(own(spec, 'serviceName')) || object.name)),
    backend: `${object.namespace}/${text(own(spec, 'service')) || object.name}`,
    ports: asList(own(spec, 'ports'))
      .map((port) => ({
        port: integer(own(port, 'port')),
        hostIp: text(own(port, 'hostIp')),
        hostPort: text(own(port, 'hostPort')),
      }))
      .toSorted((a, b) => a.port - b.port),
    networks: texts(own(spec, 'networks')),
    networkMode: text(own(spec, 'networkMode')),
    isRunning: state === '' || state === 'running',
    isHealthy: health === '' || health === 'healthy',
  };
}

function composeName(labels: Readonly<Record<string, string>>): string | undefined {
  const project = labels['com.docker.compose.project'] ?? '';
  const service = labels['com.docker.compose.service'] ?? '';
  return project === '' || service === '' ? undefined : `${service}_${project}`;
}

/** What its labels say of a container itself. */
export interface OwnSettings {
  readonly enable: boolean;
  /** The network over which Traefik reaches it; empty where none is named. */
  readonly network: string;
  readonly allowNonRunning: boolean;
}

/** What `providers.docker` says of containers that say nothing themselves. */
export interface DockerDefaults {
  readonly exposedByDefault?: boolean;
  readonly network?: string;
}

/** Reads what labels say of a container itself. */
export function ownSettings(
  { labels }: Container,
  provider: DockerProvider,
  defaults: DockerDefaults,
): OwnSettings | RefusedLabels {
  const read: ReadLabels<ContainerLabels> | RefusedLabels = decodeContainerLabels(labels, provider);
  if (isRefused(read)) return read;
  const { enable = defaults.exposedByDefault ?? true, docker, swarm } = read.configuration;
  if (provider === 'swarm' && docker && swarm) {
    const [label = ''] = read.labelsAt(['swarm']);
    return { reason: 'both Docker and Swarm labels are defined', label, isCrash: false };
  }
  return {
    enable,
    network: swarm?.network ?? docker?.network ?? defaults.network ?? '',
    allowNonRunning: provider === 'docker' && docker?.allownonrunning === true,
  };
}
