import type { Duration, StatusCodes } from '../../shared/scalars';

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
