/**
 * A port number.
 * @asType integer
 * @minimum 1
 * @maximum 65535
 */
export type PortNumber = number;

/**
 * A port that the program listens on. A plain number says the same as `{ port: number }`.
 *
 * The port's name is its key in `ports`: at most 15 characters, lower case letters, digits and single hyphens, with
 * at least one letter. It names the container port, the Service port and the NetworkPolicy port alike.
 */
export interface PortSpec {
  /**
   * Number that the program listens on, in the pod (`containerPort`).
   */
  readonly port: PortNumber;

  /**
   * Number under which the Service offers it.
   * @default the same as `port`, so that there is one number to remember
   */
  readonly servicePort?: PortNumber;

  /**
   * Transport protocol. Traefik routes TCP and UDP.
   * @default "TCP"
   */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';

  /**
   * What is spoken on it; Traefik connects to the pod that way. `h2c` is HTTP/2 without TLS, which gRPC needs
   * (Traefik: `scheme` of a service, `reference/routing-configuration/kubernetes/crd/http/ingressroute`).
   * @default by the name: `http` and `http-…` are `http`, `https` and `https-…` are `https`, `grpc`, `grpc-…`, `h2c`
   *   and `h2c-…` are `h2c`; any other port has none and is plain TCP or UDP
   */
  readonly scheme?: 'http' | 'https' | 'h2c';

  /**
   * Whether a route may lead to it. A route to a port that may not be routed is an error, and the NetworkPolicy never
   * admits Traefik there.
   * @default true, but false for ports named `metrics`, `telemetry`, `monitoring`, `admin`, `debug`, `pprof`,
   *   `health`, `healthz` or `probes`: what they show is not for the public
   */
  readonly routed?: boolean;

  /**
   * Whether the Service offers it. A port outside of the Service can still be probed.
   * @default true
   */
  readonly inService?: boolean;

  /**
   * Fixed port on every node; only for a Service of type NodePort or LoadBalancer.
   * @default the cluster chooses
   */
  readonly nodePort?: PortNumber;
}

/** The Service in front of the pods. Source: Kubernetes `v1 Service`. */
export interface ServiceSpec {
  /**
   * How the Service is reached. Traefik needs no more than ClusterIP.
   * @default "ClusterIP"
   */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';

  /** Annotations of the Service, on top of those of all objects. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** Labels of the Service, on top of those of all objects. */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Prefer endpoints that are near: in the client's zone or on its node. It steers kube-proxy and Traefik's `nativeLB`
   * only; Traefik otherwise spreads over all pods itself. Before Kubernetes 1.34 there is only `PreferClose`, the old
   * name of `PreferSameZone`.
   * @default no preference
   */
  readonly trafficDistribution?: 'PreferSameZone' | 'PreferSameNode' | 'PreferClose';

  /**
   * Whether kube-proxy keeps a client at one pod. Traefik's `sticky` is what works for routes.
   * @default "None"
   */
  readonly sessionAffinity?: 'None' | 'ClientIP';

  /**
   * Nodes that take part for NodePort and LoadBalancer; `Local` keeps the client's address.
   * @default "Cluster"
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';

  /** Implementation that provides a LoadBalancer. @default the cluster's own */
  readonly loadBalancerClass?: string;

  /** Networks in CIDR notation from which a LoadBalancer takes traffic. @default all */
  readonly loadBalancerSourceRanges?: readonly string[];
}
