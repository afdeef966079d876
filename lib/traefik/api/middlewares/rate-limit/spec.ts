import type { SourceCriterion } from '../../shared/client-ip';
import type { ClientTLS } from '../../shared/client-tls';
import type { Duration, UncheckedDuration } from '../../shared/scalars';

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
