import type { IPStrategy, SourceCriterion } from '../client-ip';
import type { ClientTLS } from '../client-tls';
import type { Duration, UncheckedDuration } from '../scalars';

/**
 * Lets requests pass from certain addresses only.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ipallowlist/
 */
export interface IPAllowList {
  /** Addresses and CIDR ranges that are allowed, one an item. One that cannot be read disables the routers. */
  readonly sourceRange: readonly string[];
  /** How the address of the client is found. */
  readonly ipStrategy?: IPStrategy;
  /**
   * Status code for the others; it must be one that HTTP knows.
   *
   * @asType integer
   * @default 403
   */
  readonly rejectStatusCode?: number;
}

/**
 * The old name of IPAllowList.
 *
 * @deprecated use `ipAllowList`
 */
export interface IPWhiteList {
  /** Addresses and CIDR ranges that are allowed. */
  readonly sourceRange: readonly string[];
  /** How the address of the client is found. */
  readonly ipStrategy?: IPStrategy;
}

/**
 * Limits the rate of requests of each source (token bucket); the rest gets 429.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ratelimit/
 */
export interface RateLimit {
  /**
   * Requests that a source may make in each `period`. 0 is no limit.
   *
   * @asType integer
   * @minimum 0
   */
  readonly average: number;
  /**
   * The time that `average` is for.
   *
   * @default "1s"
   */
  readonly period?: UncheckedDuration;
  /**
   * Requests that may come at once.
   *
   * @asType integer
   * @minimum 0
   * @default 1
   */
  readonly burst?: number;
  /**
   * What makes requests count as from one source.
   *
   * @default - address of the client
   */
  readonly sourceCriterion?: SourceCriterion;
  /**
   * Keeps the counts in Redis, so that all Traefik instances share them.
   *
   * @default - each instance counts for itself
   */
  readonly redis?: Redis;
}

/**
 * A Redis server that holds the counts of a rate limit.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ratelimit/
 */
export interface Redis {
  /**
   * Addresses, `host:port`.
   *
   * @default ["localhost:6379"]
   */
  readonly endpoints?: readonly string[];
  /** TLS towards Redis. */
  readonly tls?: ClientTLS;
  /** Secret with `username` and `password`, in the namespace of the Middleware. */
  readonly secret?: string;
  /**
   * Number of the database.
   *
   * @asType integer
   * @default 0
   */
  readonly db?: number;
  /**
   * Connections of the pool; 0 means 10 for each CPU.
   *
   * @asType integer
   * @default 0
   */
  readonly poolSize?: number;
  /**
   * Idle connections that are kept.
   *
   * @asType integer
   * @default 0
   */
  readonly minIdleConns?: number;
  /**
   * Connections at most; 0 is no limit.
   *
   * @asType integer
   * @default 0
   */
  readonly maxActiveConns?: number;
  /**
   * Time for a read.
   *
   * @default "3s"
   */
  readonly readTimeout?: Duration;
  /**
   * Time for a write.
   *
   * @default "3s"
   */
  readonly writeTimeout?: Duration;
  /**
   * Time to open a connection.
   *
   * @default "5s"
   */
  readonly dialTimeout?: Duration;
}

/**
 * Limits the requests of each source that are served at the same time; the rest gets 429.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/inflightreq/
 */
export interface InFlightReq {
  /**
   * Requests at the same time. 0 refuses every request.
   *
   * @asType integer
   * @minimum 1
   */
  readonly amount: number;
  /**
   * What makes requests count as from one source.
   *
   * @default - host of the request
   */
  readonly sourceCriterion?: SourceCriterion;
}

/**
 * Reads the whole request before the service gets it, and the whole response before the client does, and limits
 * their sizes. Streaming and WebSocket break.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/buffering/
 */
export interface Buffering {
  /**
   * Bytes that the body of a request may have; a longer one gets 413. 0 is no limit.
   *
   * @asType integer
   * @default 0
   */
  readonly maxRequestBodyBytes?: number;
  /**
   * Bytes of a request's body above which it is kept on disk.
   *
   * @asType integer
   * @default 1048576
   */
  readonly memRequestBodyBytes?: number;
  /**
   * Bytes that the body of a response may have; for a longer one the client gets 500. 0 is no limit.
   *
   * @asType integer
   * @default 0
   */
  readonly maxResponseBodyBytes?: number;
  /**
   * Bytes of a response's body above which it is kept on disk.
   *
   * @asType integer
   * @default 1048576
   */
  readonly memResponseBodyBytes?: number;
  /**
   * When the request is sent again, for example `IsNetworkError() && Attempts() < 3`. Functions: Attempts(),
   * ResponseCode(), IsNetworkError(), RequestMethod().
   *
   * @default - never
   */
  readonly retryExpression?: string;
}
