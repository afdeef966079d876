import { sourceRangeFaults } from '../check/ip-range';
import { isAllowed } from '../middlewares/shared/client-address';
import { strings, struct } from '../read';
import { tcpMiddlewareKind } from './kind';

/** Lets only connections from addresses of its ranges pass. */
export const allowListTcp = tcpMiddlewareKind(struct({ sourceRange: strings }), {
  check: ({ sourceRange }) =>
    sourceRangeFaults(sourceRange, ['sourceRange'], { reason: 'sourceRange is empty' }),
  handle: ({ sourceRange = [] }, clientIp, name) =>
    isAllowed(clientIp, sourceRange)
      ? {}
      : { closes: `${clientIp} is in none of the allowed ranges of ${name}` },
});
