import type { ServicePortReference } from '../shared/scalars';

/**
 * UDP routes. There is no rule: an entry point serves one route only.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/udp/ingressrouteudp/
 */
export interface IngressRouteUDPSpec {
  /**
   * Entry points on which the routes listen.
   *
   * @default - every UDP entry point
   */
  readonly entryPoints?: readonly string[];
  /**
   * IngressClass whose Traefik shall take the routes.
   *
   * @default - none
   */
  readonly ingressClassName?: string;
  /** The routes. Of several on one entry point the last by name wins. */
  readonly routes: readonly RouteUDP[];
}

/** One UDP route. */
export interface RouteUDP {
  /** Services that share the datagrams by weight. */
  readonly services?: readonly ServiceUDP[];
}

/**
 * A Kubernetes Service that takes UDP datagrams.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/udp/service/
 */
export interface ServiceUDP {
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
   * Share of the sessions in relation to the weights beside it; 0 takes none.
   *
   * @asType integer
   * @minimum 0
   * @default 1
   */
  readonly weight?: number;
  /**
   * Sends datagrams to the cluster IP and lets Kubernetes balance, instead of Traefik among the pods.
   *
   * @default - providers.kubernetesCRD.nativeLBByDefault, which is false
   */
  readonly nativeLB?: boolean;
  /**
   * Sends datagrams to the nodes' addresses at the node port, for a Traefik outside of the cluster.
   *
   * @default false
   */
  readonly nodePortLB?: boolean;
}
