import type { MiddlewareReference } from '../shared/references';
import type { ServicePortReference, UncheckedDuration } from '../shared/scalars';
import type { healthCheckModes, serviceSchemes } from '../shared/words';

/** How Traefik chooses among the servers of a service. `RoundRobin` is the old word for `wrr`. */
export type BalancerStrategy = 'wrr' | 'p2c' | 'hrw' | 'leasttime' | 'RoundRobin';

/**
 * A service that a route sends requests to: a Kubernetes Service, or a TraefikService.
 *
 * On a reference to a TraefikService Traefik ignores everything but `name`, `namespace`, `kind` and `weight`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/service/
 */
export interface LoadBalancerService {
  /** Name of the Service or TraefikService. `name@provider`, such as `api@internal`, needs `kind: TraefikService`. */
  readonly name: string;
  /**
   * What `name` refers to.
   *
   * @default "Service"
   */
  readonly kind?: 'Service' | 'TraefikService';
  /**
   * Namespace of the service. Another one than the route's needs `allowCrossNamespace`.
   *
   * @default - namespace of the object that refers to it
   */
  readonly namespace?: string;
  /** Port of the Service, by number or by name. Traefik drops the route if the Service has no such port. */
  readonly port?: ServicePortReference;
  /**
   * Protocol towards the pods: `h2c` is HTTP/2 without TLS, which gRPC needs. `appProtocol` is not looked at.
   *
   * @default - https where the port is 443 or its name starts with https, else http
   */
  readonly scheme?: (typeof serviceSchemes)[number];
  /**
   * Share of the requests in relation to the weights beside it; 0 takes none. A service that stands alone in its
   * route gets everything, whatever its weight.
   *
   * @asType integer
   * @minimum 0
   * @default 1
   */
  readonly weight?: number;
  /**
   * How a server is chosen: `wrr` weighted round robin, `p2c` the less busy of two at random, `hrw` by a hash of
   * the client's address, `leasttime` the one that answers fastest.
   *
   * @default "wrr"
   */
  readonly strategy?: BalancerStrategy;
  /** Middlewares that run for this service only, after those of the route. */
  readonly middlewares?: readonly MiddlewareReference[];
  /** Keeps a client at one server. */
  readonly sticky?: Sticky;
  /**
   * Whether the pods see the Host header that the client sent, or their own address.
   *
   * @default true
   */
  readonly passHostHeader?: boolean;
  /** How the response is passed on to the client. */
  readonly responseForwarding?: ResponseForwarding;
  /**
   * ServersTransport to use, by name, in the namespace of the service. Without one, `default@internal`.
   */
  readonly serversTransport?: string;
  /**
   * Sends requests to the cluster IP and lets Kubernetes balance, instead of Traefik among the pods.
   * Traefik drops the route for a headless Service.
   *
   * @default - providers.kubernetesCRD.nativeLBByDefault, which is false
   */
  readonly nativeLB?: boolean;
  /**
   * Sends requests to the nodes' addresses at the node port, for a Traefik outside of the cluster. Ignored unless
   * the Service is of type NodePort.
   *
   * @default false
   */
  readonly nodePortLB?: boolean;
  /** Probes the servers of an ExternalName Service; on any other Service Traefik drops the route. */
  readonly healthCheck?: ServerHealthCheck;
  /** Takes servers of an ExternalName Service out after failed requests. */
  readonly passiveHealthCheck?: PassiveServerHealthCheck;
}

/**
 * Sticky sessions.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/load-balancing/service/#sticky-sessions
 */
export interface Sticky {
  /** The cookie that remembers the server. */
  readonly cookie?: StickyCookie;
}

/** The cookie of a sticky session. */
export interface StickyCookie {
  /**
   * Name of the cookie.
   *
   * @default - short hash of the service's name
   */
  readonly name?: string;
  /**
   * Browsers send it over HTTPS only.
   *
   * @default false
   */
  readonly secure?: boolean;
  /**
   * Scripts in the browser cannot read it.
   *
   * @default false
   */
  readonly httpOnly?: boolean;
  /**
   * Whether browsers send it with requests from other sites.
   *
   * @default - attribute not sent
   */
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'None' | 'Lax' | 'Strict';
  /**
   * Seconds until it expires; negative expires at once, 0 lasts as long as the browser runs.
   *
   * @asType integer
   * @default 0
   */
  readonly maxAge?: number;
  /**
   * Path below which browsers send it.
   *
   * @default "/"
   */
  readonly path?: string;
  /**
   * Domain to which browsers send it, subdomains included.
   *
   * @default - the host of the request only
   */
  readonly domain?: string;
}

/** How a response is copied to the client. */
export interface ResponseForwarding {
  /**
   * Time between flushes while the body is copied, for example `100ms`; `-1` flushes after every write.
   * Streaming responses are always flushed at once.
   *
   * @pattern ^(-?[0-9]+|-?([0-9]+([.][0-9]+)?(ns|us|µs|ms|s|m|h))+)$
   * @default "100ms"
   */
  readonly flushInterval?: string;
}

/**
 * Active health check of the servers of an ExternalName Service.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/load-balancing/service/#health-check
 */
export interface ServerHealthCheck {
  /**
   * What is asked: a plain HTTP request, or the gRPC health protocol.
   *
   * @default "http"
   */
  readonly mode?: (typeof healthCheckModes)[number];
  /**
   * Scheme of the probe.
   *
   * @default - scheme of the server
   */
  readonly scheme?: string;
  /** Path and query of the probe. */
  readonly path?: string;
  /**
   * HTTP method of the probe.
   *
   * @default "GET"
   */
  readonly method?: string;
  /**
   * Status code that means healthy.
   *
   * @asType integer
   * @default - any of 200 to 399
   */
  readonly status?: number;
  /**
   * Port of the probe.
   *
   * @asType integer
   * @default - port of the server
   */
  readonly port?: number;
  /**
   * Time between probes of a healthy server.
   *
   * @default "30s"
   */
  readonly interval?: UncheckedDuration;
  /**
   * Time between probes of an unhealthy server.
   *
   * @default - interval
   */
  readonly unhealthyInterval?: UncheckedDuration;
  /**
   * Time after which a probe has failed.
   *
   * @default "5s"
   */
  readonly timeout?: UncheckedDuration;
  /**
   * Host header of the probe.
   *
   * @default - host of the server
   */
  readonly hostname?: string;
  /**
   * Whether redirects of the probe are followed.
   *
   * @default true
   */
  readonly followRedirects?: boolean;
  /** Further headers of the probe. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Passive health check: failed requests take a server of an ExternalName Service out for a while. */
export interface PassiveServerHealthCheck {
  /**
   * Time within which the failures count, and for which the server stays out.
   *
   * @default "10s"
   */
  readonly failureWindow?: UncheckedDuration;
  /**
   * Failures in a row that take the server out.
   *
   * @asType integer
   * @default 1
   */
  readonly maxFailedAttempts?: number;
}
