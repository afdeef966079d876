import type { Duration, UncheckedDuration } from '../../shared/scalars';

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
