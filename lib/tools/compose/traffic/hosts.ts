import { kubernetesName } from '../names';
import type { Source, Workload } from '../source';

/** The workload that a name of Compose's DNS leads to: a service, its container, or one of its aliases. */
export function workloadNamed({ workloads }: Source, host: string): Workload | undefined {
  return (
    workloads.get(host) ??
    [...workloads.values()].find(({ spec }) => {
      const aliases = Object.values(spec.networks ?? {}).flatMap((network) => network?.aliases ?? []);
      return [spec.container_name, spec.hostname, ...aliases].includes(host);
    })
  );
}

/** A URL or `host:port` that Traefik asks, with what it names. */
export interface Address {
  readonly text: string;
  /** The workload, where the host is one of the project. */
  readonly workload?: Workload;
  readonly port?: number;
}

const usualPorts: Readonly<Record<string, number>> = { http: 80, https: 443, h2c: 80, redis: 6379 };

/**
 * An address as Traefik finds it on Kubernetes. Traefik runs in a namespace of its own, in which names of services need
 * theirs.
 */
export function addressInCluster(source: Source, text: string): Address {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/:?#@]+)(?::(\d+))?([/?#].*)?$/i.exec(text) ?? [];
  const workload = host === '' ? undefined : workloadNamed(source, host);
  if (!workload) return { text };
  const prefix = scheme === '' ? '' : `${scheme}://`;
  const number = Number(port ?? usualPorts[scheme.toLowerCase()] ?? 80);
  const name = `${workload.name}.${source.namespace}.svc`;
  return {
    text: `${prefix}${name}${port === undefined ? '' : `:${port}`}${rest}`,
    workload,
    port: number,
  };
}

/** The name of the Service that leads to a host outside of the cluster. */
export function externalName(host: string): string {
  return kubernetesName(host);
}
