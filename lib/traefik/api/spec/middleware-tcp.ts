import type { ExactlyOne } from './exactly-one';
import type { IPAllowListTCP, IPWhiteListTCP, InFlightConn } from './middlewares';

/**
 * A TCP middleware: exactly one of the three kinds. Of two Traefik silently takes one.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/middlewaretcp/
 */
export type MiddlewareTCPSpec = ExactlyOne<MiddlewareTCPKinds>;

/**
 * The kinds of a TCP middleware.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface MiddlewareTCPKinds {
  /** Limits the connections that are open at the same time. */
  readonly inFlightConn?: InFlightConn;
  /** Lets connections pass from certain addresses only. */
  readonly ipAllowList?: IPAllowListTCP;
  /**
   * Lets connections pass from certain addresses only.
   *
   * @deprecated use `ipAllowList`
   */
  readonly ipWhiteList?: IPWhiteListTCP;
}
