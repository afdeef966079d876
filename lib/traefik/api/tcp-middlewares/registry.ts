import { inFlightConn } from './in-flight-conn/kind';
import { ipAllowList } from './ip-allow-list/kind';
import { ipWhiteList } from './ip-white-list/kind';
import type { MiddlewareTCPKinds } from './specs';

/** All that is known of each kind of TCP middleware; of several in one object the first in this order counts. */
export const tcpMiddlewareKinds = {
  ipAllowList,
  ipWhiteList,
  inFlightConn,
} as const satisfies Readonly<Record<keyof MiddlewareTCPKinds, unknown>>;
