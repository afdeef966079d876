// Made by `npm run middlewares`: not to be edited.
import type { InFlightConn } from './in-flight-conn/spec';
import type { IPAllowListTCP } from './ip-allow-list/spec';
import type { IPWhiteListTCP } from './ip-white-list/spec';

export type * from './in-flight-conn/spec';
export type * from './ip-allow-list/spec';
export type * from './ip-white-list/spec';

/**
 * The kinds of a TCP middleware.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface MiddlewareTCPKinds {
  /** Limits the connections of each client address that are open at the same time. */
  readonly inFlightConn?: InFlightConn;
  /** Lets connections pass from certain addresses only. */
  readonly ipAllowList?: IPAllowListTCP;
  /**
   * The old name of IPAllowListTCP.
   *
   * @deprecated use `ipAllowList`
   */
  readonly ipWhiteList?: IPWhiteListTCP;
}
