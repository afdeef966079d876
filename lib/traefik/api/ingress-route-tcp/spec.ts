import type { MiddlewareReference } from '../shared/references';
import type { RouterTLSTCP } from '../shared/router-tls';
import type { ServicePortReference } from '../shared/scalars';
import type { ruleSyntaxes } from '../shared/words';

/**
 * TCP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/ingressroutetcp/
 */
export interface IngressRouteTCPSpec {
  /**
   * Entry points on which the routes listen. Name them: a route on every entry point takes connections from HTTP.
   *
   * @default - default entry points
   */
  readonly entryPoints?: readonly string[];
  /**
   * IngressClass whose Traefik shall take the routes.
   *
   * @default - none
   */
  readonly ingressClassName?: string;
  /** The routes. */
  readonly routes: readonly RouteTCP[];
  /**
   * TLS of all these routes. Without it, HostSNI can only be `*`.
   *
   * @default - no TLS
   */
  readonly tls?: RouterTLSTCP;
}

/** One TCP route. */
export interface RouteTCP {
  /**
   * The rule, for example ``HostSNI(`db.example.com`)``.
   *
   * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/routing/rules-and-priority/
   */
  readonly match: string;
  /**
   * Of the routes that match, the one with the highest priority takes the connection. 0 means the default.
   * Whole numbers above 2⁵³−1 are refused here, because JavaScript cannot hold them exactly.
   *
   * @asType integer
   * @maximum 9007199254740991
   * @default - length of the rule in bytes; -1 for HostSNI(`*`)
   */
  readonly priority?: number;
  /**
   * Language of the rule.
   *
   * @default - core.defaultRuleSyntax, which is v3
   * @deprecated write the rule in v3 syntax
   */
  readonly syntax?: (typeof ruleSyntaxes)[number];
  /** MiddlewareTCPs that the connection passes, first to last. */
  readonly middlewares?: readonly MiddlewareReference[];
  /** Services that share the connections by weight. */
  readonly services?: readonly ServiceTCP[];
}

/**
 * A Kubernetes Service that takes TCP connections.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/service/
 */
export interface ServiceTCP {
  /** Name of the Service. */
  readonly name: string;
  /**
   * Namespace of the Service. Another one than the route's needs `allowCrossNamespace`.
   *
   * @default - namespace of the route
   */
  readonly namespace?: string;
  /** Port of the Service, by number or by name. */
  readonly port: ServicePortReference;
  /**
   * Share of the connections in relation to the weights beside it; 0 takes none.
   *
   * @asType integer
   * @minimum 0
   * @default 1
   */
  readonly weight?: number;
  /** ServersTransportTCP to use, by name, in the namespace of the route. */
  readonly serversTransport?: string;
  /**
   * Opens a TLS connection to the service.
   *
   * @default false
   */
  readonly tls?: boolean;
  /**
   * Sends connections to the cluster IP and lets Kubernetes balance, instead of Traefik among the pods.
   *
   * @default - providers.kubernetesCRD.nativeLBByDefault, which is false
   */
  readonly nativeLB?: boolean;
  /**
   * Sends connections to the nodes' addresses at the node port, for a Traefik outside of the cluster.
   *
   * @default false
   */
  readonly nodePortLB?: boolean;
  /**
   * Sends the PROXY protocol header to the service.
   *
   * @deprecated use `proxyProtocol` of a ServersTransportTCP
   */
  readonly proxyProtocol?: ProxyProtocol;
  /**
   * Milliseconds to wait for the other side after one side closed its half of the connection; negative waits for ever.
   *
   * @asType integer
   * @default 100
   * @deprecated use `terminationDelay` of a ServersTransportTCP
   */
  readonly terminationDelay?: number;
}

/** The PROXY protocol: tells the service the address of the client. */
export interface ProxyProtocol {
  /**
   * Version of the protocol.
   *
   * @asType integer
   * @minimum 1
   * @maximum 2
   * @default 2
   */
  readonly version?: number;
}
