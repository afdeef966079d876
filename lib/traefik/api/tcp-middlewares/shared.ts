import { sourceRangeFaults } from '../check/ip-range';
import { isAllowed } from '../middlewares/shared/client-address';
import { strings, struct } from '../read';
import { clientIP } from '../../rule';
import { tcpMiddlewareKind } from './kind';

/** Lets only connections from addresses of its ranges pass. */
export const allowListTcp = tcpMiddlewareKind(struct({ sourceRange: strings }), {
  check: ({ sourceRange }) =>
    sourceRangeFaults(sourceRange, ['sourceRange'], { reason: 'sourceRange is empty' }),
  handle: ({ sourceRange = [] }, clientIp, name) =>
    isAllowed(clientIp, sourceRange)
      ? {}
      : { closes: `${clientIp} is in none of the allowed ranges of ${name}` },
  treat: ({ sourceRange = [] }) => {
    const [first, ...others] = sourceRange.map(clientIP);
    return [
      ...(first ? [{ when: first.or(...others).tree, effect: { kind: 'passes' } } as const] : []),
      { effect: { kind: 'closes' } },
    ];
  },
});
