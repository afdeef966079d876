import type { StatusCodes } from '../../shared/scalars';
import type { LoadBalancerService } from '../../load-balancer/spec';

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
