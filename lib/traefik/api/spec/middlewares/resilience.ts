import type { LoadBalancerService } from '../load-balancer';
import type { Duration, StatusCodes, UncheckedDuration } from '../scalars';

/**
 * Stops sending requests to a service that fails, and tries again after a while.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/circuitbreaker/
 */
export interface CircuitBreaker {
  /**
   * When to stop, for example `NetworkErrorRatio() > 0.30 || LatencyAtQuantileMS(50.0) > 100`. Functions:
   * NetworkErrorRatio(), ResponseCodeRatio(from, to, dividedByFrom, dividedByTo), LatencyAtQuantileMS(quantile).
   * Ratios are compared with fractions, milliseconds with whole numbers; there is no `!`.
   */
  readonly expression: string;
  /**
   * Time between checks of the expression.
   *
   * @default "100ms"
   */
  readonly checkPeriod?: Duration;
  /**
   * Time for which it stays open before it tries again.
   *
   * @default "10s"
   */
  readonly fallbackDuration?: UncheckedDuration;
  /**
   * Time over which it lets more and more requests pass again.
   *
   * @default "10s"
   */
  readonly recoveryDuration?: Duration;
  /**
   * Status code while it is open.
   *
   * @asType integer
   * @minimum 100
   * @maximum 599
   * @default 503
   */
  readonly responseCode?: number;
}

/**
 * Answers with a page of another service instead of certain status codes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/errorpages/
 */
export interface Errors {
  /** Status codes of the service that are replaced: codes and ranges, one an item. */
  readonly status: readonly StatusCodes[];
  /** Status codes that the client gets instead, by code or range: `'500-599': 503`. */
  readonly statusRewrites?: Readonly<Record<string, StatusCode>>;
  /** The service that has the pages. */
  readonly service: LoadBalancerService;
  /**
   * Path of the page; `{status}`, `{originalStatus}` and `{url}` are replaced.
   *
   * @default - path of the request
   */
  readonly query?: string;
  /**
   * Headers of the request that the service of the pages gets; an empty list passes none.
   *
   * @default - all
   */
  readonly errorRequestHeaders?: readonly string[];
}

/**
 * A status code of HTTP.
 *
 * @asType integer
 */
export type StatusCode = number;

/**
 * Sends a request again when the service cannot be reached or answers certain status codes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/retry/
 */
export interface Retry {
  /**
   * How often a request is sent at most, the first time included: 1 never sends it again, and 0 disables the routers.
   *
   * @asType integer
   * @minimum 1
   */
  readonly attempts: number;
  /**
   * Time for all attempts together.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;
  /**
   * First pause between attempts; each is longer than the last, up to twice this time.
   *
   * @default - no pause
   */
  readonly initialInterval?: Duration;
  /**
   * Bytes of body up to which a request can be sent again; -1 is no limit.
   *
   * @asType integer
   * @minimum -1
   * @default 2097152
   */
  readonly maxRequestBodyBytes?: number;
  /**
   * Status codes that make the request go again: codes and ranges, one an item.
   *
   * @default - none; only network errors do
   */
  readonly status?: readonly StatusCodes[];
  /**
   * Does not send a request again after a network error; then `status` is needed.
   *
   * @default false
   */
  readonly disableRetryOnNetworkError?: boolean;
  /**
   * Sends POST, LOCK and PATCH again too.
   *
   * @default false
   */
  readonly retryNonIdempotentMethod?: boolean;
}
