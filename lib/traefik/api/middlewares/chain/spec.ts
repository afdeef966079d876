import type { MiddlewareReference } from '../../shared/references';

/**
 * Several middlewares as one.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/chain/
 */
export interface Chain {
  /** The middlewares, in the order in which a request passes them. */
  readonly middlewares: readonly MiddlewareReference[];
}
