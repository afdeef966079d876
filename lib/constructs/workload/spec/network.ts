import type { PortNumber } from './ports';

/** Where Traefik runs. */
export interface TraefikPeerSpec {
  /** Its namespace. @default the environment's `traefik.namespace`, else "traefik" */
  readonly namespace?: string;

  /** Labels of its pods. @default all pods of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/**
 * Who may connect: pods by label and by namespace (both together where both are given), or networks.
 */
export interface NetworkPeerSpec {
  /** Pods of the service with this name, in the same namespace unless `namespace` says otherwise. */
  readonly service?: string;

  /** Namespace by name. @default the service's own */
  readonly namespace?: string;

  /** Namespaces by label. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;

  /** Pods by label. @default all pods of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;

  /** Network in CIDR notation, for example `10.0.0.0/8`. Excludes the fields above. */
  readonly cidr?: string;

  /** Networks within `cidr` that are left out. */
  readonly except?: readonly string[];
}

/** A further admission. */
export interface IngressRuleSpec {
  /**
   * Who may connect.
   * @minItems 1
   */
  readonly from: readonly NetworkPeerSpec[];

  /**
   * Names of `ports`.
   * @minItems 1
   */
  readonly ports: readonly string[];
}

/** A port elsewhere. */
export interface EgressPortSpec {
  readonly port: PortNumber;

  /** Protocol of the port. @default "TCP" */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/** Where the service may connect to. */
export interface EgressRuleSpec {
  /** Whereto. @default anywhere */
  readonly to?: readonly NetworkPeerSpec[];

  /** On which ports. @default all */
  readonly ports?: readonly EgressPortSpec[];
}

/** Who reads metrics, and where. */
export interface ScrapeSpec {
  /**
   * Who reads them.
   * @minItems 1
   */
  readonly from: readonly NetworkPeerSpec[];

  /** Names of `ports`. @default those of `metrics`, `telemetry` and `monitoring` that the service has */
  readonly ports?: readonly string[];
}

/**
 * NetworkPolicy of the pods: Traefik may connect to the ports that routes lead to, callers (`dependsOn` of other
 * services) to theirs, and nobody else. The kubelet's probes are not affected.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export interface NetworkPolicySpec {
  /** Where Traefik runs; `false` does not admit it. @default namespace "traefik" */
  readonly traefik?: TraefikPeerSpec | false;

  /** Ports that Traefik may reach on top of those that routes lead to, by name: for routes made elsewhere. */
  readonly routedPorts?: readonly string[];

  /**
   * Admits Prometheus to the ports that show metrics: its namespace, or who it is in full. In `defaults.services` it
   * opens the metrics of all services by one line.
   * @default nobody
   */
  readonly scrape?: string | ScrapeSpec;

  /** Further admissions. */
  readonly ingress?: readonly IngressRuleSpec[];

  /**
   * Restricts outgoing connections to these, to the services of `dependsOn`, and to DNS, which an empty list leaves.
   * @default outgoing connections are not restricted
   */
  readonly egress?: readonly EgressRuleSpec[];
}
