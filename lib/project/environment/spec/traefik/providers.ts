import type { StaticDuration, Unread } from './scalars';

/** Where Traefik reads its routes. Source: Traefik docs, reference/install-configuration/providers/overview. */
export interface Providers {
  /** IngressRoute, Middleware and the other kinds of traefik.io. */
  readonly kubernetesCRD?: KubernetesCrdProvider;
  /** Shortest time between two reloads. @default 2s */
  readonly providersThrottleDuration?: StaticDuration;
  /** Which provider wins where routers of several have the same priority, best first. */
  readonly precedence?: readonly string[];
  /** Kubernetes Ingress. */
  readonly kubernetesIngress?: Unread;
  /** Kubernetes Ingress with the annotations of Ingress NGINX. */
  readonly kubernetesIngressNGINX?: Unread;
  /** Gateway API. */
  readonly kubernetesGateway?: Unread;
  /** Knative. */
  readonly knative?: Unread;
  /** Dynamic configuration in files. */
  readonly file?: Unread;
  /** Dynamic configuration from an HTTP endpoint. */
  readonly http?: Unread;
  /** Dynamic configuration put through Traefik's API. */
  readonly rest?: Unread;
  /** Docker. */
  readonly docker?: Unread;
  /** Docker Swarm. */
  readonly swarm?: Unread;
  /** Consul catalog. */
  readonly consulCatalog?: Unread;
  /** Nomad. */
  readonly nomad?: Unread;
  /** Amazon ECS. */
  readonly ecs?: Unread;
  /** Consul key-value store. */
  readonly consul?: Unread;
  /** etcd. */
  readonly etcd?: Unread;
  /** ZooKeeper. */
  readonly zooKeeper?: Unread;
  /** Redis. */
  readonly redis?: Unread;
  /** Provider plugins by name. */
  readonly plugin?: Unread;
}

/**
 * How Traefik reads its own kinds. Source: Traefik docs,
 * reference/install-configuration/providers/kubernetes/kubernetes-crd.
 */
export interface KubernetesCrdProvider {
  /** Namespaces that are watched. @default all */
  readonly namespaces?: readonly string[];
  /**
   * Lets a route use a middleware, service or TLS option of another namespace; without it Traefik drops the route.
   * @default false
   */
  readonly allowCrossNamespace?: boolean;
  /** Lets routes use Services of type ExternalName. @default false */
  readonly allowExternalNameServices?: boolean;
  /**
   * Keeps a route whose Service has no endpoint, and answers 503; without it the route is dropped (404).
   * @default false; the Helm chart sets true
   */
  readonly allowEmptyServices?: boolean;
  /** Namespaces whose routes may refer to other providers (`name@file`). @default all */
  readonly crossProviderNamespaces?: readonly string[];
  /**
   * Names what objects make so that no two get one name: `_` between the parts, and routes by their number. Since 3.7.11.
   * @default false
   */
  readonly safeNaming?: boolean;
  /** The one namespace whose TLSOption and TLSStore `default` count. Since 3.7.11. @default any */
  readonly defaultTLSResourcesNamespace?: string;
  /** Reads only objects with these labels. @default all */
  readonly labelSelector?: string;
  /** Reads only routes of this ingress class. @default routes without a class, and of class `traefik` */
  readonly ingressClass?: string;
  /** Sends requests to the Service's cluster IP instead of its pods. @default false */
  readonly nativeLBByDefault?: boolean;
  /** Reads no IngressClass and no Node. @default false */
  readonly disableClusterScopeResources?: boolean;
  /** Shortest time between two reads of the cluster. @default 0 */
  readonly throttleDuration?: StaticDuration;
  /** API server, where Traefik runs outside of the cluster. */
  readonly endpoint?: string;
  /** Token for the API server, or a file that holds it. */
  readonly token?: string;
  /** CA file of the API server. */
  readonly certAuthFilePath?: string;
}
