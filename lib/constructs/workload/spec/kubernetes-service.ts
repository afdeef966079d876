import type { PortNumber, PortSpec, ServiceSpec } from './ports';

/** A port of a Service that stands by itself. A plain number says the same as `{ port: number }`. */
export interface KubernetesPortSpec extends Pick<PortSpec, 'nodePort' | 'protocol' | 'scheme'> {
  /** Number under which the Service offers it. */
  readonly port: PortNumber;

  /** Number or name of the port in the pods or at the addresses. @default the same number as `port` */
  readonly targetPort?: PortNumber | string;
}

/**
 * A Kubernetes Service by itself: `kubernetesServices.<name>` of an environment file. It leads to exactly one of: a name
 * outside of the cluster (`externalName`), pods that something else runs (`selector`), or addresses.
 *
 * Source: Kubernetes `v1 Service`
 */
export interface KubernetesServiceSpec extends ServiceSpec {
  /**
   * DNS name of a service outside of the cluster (Service of type ExternalName). Traefik follows it only with
   * `traefik.providers.kubernetesCRD.allowExternalNameServices`.
   */
  readonly externalName?: string;

  /** Labels of the pods that it leads to. */
  readonly selector?: Readonly<Record<string, string>>;

  /**
   * Addresses of IPv4 or IPv6, all of one kind, that it leads to (an EndpointSlice).
   * @minItems 1
   */
  readonly addresses?: readonly string[];

  /**
   * Ports by name, for example `https: 443`. The name says what is spoken, as for ports of a Go service. Routes to an
   * ExternalName need one.
   */
  readonly ports?: Readonly<Record<string, PortNumber | KubernetesPortSpec>>;

  /** Whether DNS gives the addresses of the pods, and the Service has none of its own. @default false */
  readonly headless?: boolean;
}
