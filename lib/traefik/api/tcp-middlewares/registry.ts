import { inFlightConn } from './in-flight-conn/kind';
import type { InFlightConn } from './in-flight-conn/spec';
import { ipAllowList } from './ip-allow-list/kind';
import type { IPAllowListTCP } from './ip-allow-list/spec';
import { ipWhiteList } from './ip-white-list/kind';
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

/** All that is known of each kind of TCP middleware; of several in one object the first in this order counts. */
export const tcpMiddlewareKinds = {
  ipAllowList,
  ipWhiteList,
  inFlightConn,
} as const satisfies Readonly<Record<keyof MiddlewareTCPKinds, unknown>>;
