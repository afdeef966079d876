import type { ExactlyOne } from '../shared/exactly-one';
import type { LoadBalancerService, Sticky } from '../load-balancer/spec';
import type { StatusCodes } from '../shared/scalars';

/**
 * Services made of services. Of two kinds in one object Traefik takes the first of weighted, mirroring,
 * highestRandomWeight and failover, and drops the other silently; therefore exactly one is allowed.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/traefikservice/
 */
export type TraefikServiceSpec = ExactlyOne<TraefikServiceKinds>;

/**
 * The kinds of a TraefikService.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface TraefikServiceKinds {
  /** Shares the requests by weight. */
  readonly weighted?: WeightedRoundRobin;
  /** Sends the requests to one service, and copies of some of them to others. */
  readonly mirroring?: Mirroring;
  /** Sends requests from one address to the same service, in proportion to the weights. */
  readonly highestRandomWeight?: HighestRandomWeight;
  /** Sends the requests to a second service when the first fails. */
  readonly failover?: Failover;
}

/**
 * Weighted round robin over services.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/load-balancing/service/#weighted-round-robin-wrr
 */
export interface WeightedRoundRobin {
  /** The services with their weights. One that is missing takes the whole TraefikService down. */
  readonly services: readonly LoadBalancerService[];
  /** Keeps a client at one of the services. */
  readonly sticky?: Sticky;
}

/** Highest random weight (rendezvous hashing) over services. */
export interface HighestRandomWeight {
  /** The services with their weights. */
  readonly services: readonly LoadBalancerService[];
}

/**
 * One service that answers, and others that get copies of its requests; their responses are thrown away.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/load-balancing/service/#mirroring
 */
export interface Mirroring extends LoadBalancerService {
  /**
   * Whether the copies have the body of the request.
   *
   * @default true
   */
  readonly mirrorBody?: boolean;
  /**
   * Bytes of body up to which a request is mirrored; -1 is no limit.
   *
   * @asType integer
   * @default -1
   */
  readonly maxBodySize?: number;
  /** Those who get the copies. */
  readonly mirrors?: readonly MirrorService[];
}

/** A service that gets copies of requests. */
export interface MirrorService extends LoadBalancerService {
  /**
   * Percentage of the requests that are copied. Traefik's default is 0, which never mirrors, so it must be said here;
   * beyond 0 to 100 the service is disabled.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   */
  readonly percent: number;
}

/**
 * A main service and its substitute.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/load-balancing/service/#failover
 */
export interface Failover {
  /** The main service. */
  readonly service: LoadBalancerService;
  /** The service that takes over. */
  readonly fallback: LoadBalancerService;
  /** What counts as a failure of the main service. */
  readonly errors: FailoverErrors;
}

/** What counts as a failure. */
export interface FailoverErrors {
  /**
   * Status codes of the main service that make the substitute answer. Without any, the main service needs a
   * health check, which only an ExternalName Service can have.
   */
  readonly status?: readonly StatusCodes[];
  /**
   * Bytes of body up to which a request can be sent again; -1 is no limit.
   *
   * @asType integer
   * @default -1
   */
  readonly maxRequestBodyBytes?: number;
}
