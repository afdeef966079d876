import { passesAll } from '../../middlewares/kind';
import { amountFaults } from '../../middlewares/shared/amount';
import { int, struct } from '../../read';
import { tcpMiddlewareKind } from '../kind';

/** So many connections of a client at once. */
export const inFlightConn = tcpMiddlewareKind(struct({ amount: int }), {
  check: ({ amount }) => amountFaults(amount, 'Traefik closes every connection.'),
  handle: ({ amount = 0 }, _clientIp, name) =>
    amount <= 0
      ? { closes: `an amount of 0 in ${name} lets no connection pass` }
      : { note: `inFlightConn: closed beyond ${amount} connections of a client` },
  treat: ({ amount = 0 }) => (amount <= 0 ? [{ effect: { kind: 'closes' } }] : passesAll),
});
