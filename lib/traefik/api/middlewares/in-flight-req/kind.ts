import { answer } from '../../../request';
import { int, struct } from '../../read';
import { middlewareKind, passesAll } from '../kind';
import { amountFaults } from '../shared/amount';
import { criterionFaults, sourceCriterion } from '../shared/source-criterion';

/** So many requests at once. A request of its own passes; what happens under load is noted. */
export const inFlightReq = middlewareKind(struct({ amount: int, sourceCriterion }), {
  check: ({ amount, sourceCriterion: criterion }) => [
    ...amountFaults(amount, 'Traefik answers every request with 429.'),
    ...criterionFaults(criterion, ['sourceCriterion']),
  ],
  limits: true,
  treat: ({ amount = 0 }) => (amount <= 0 ? [{ effect: { kind: 'answers', status: 429 } }] : passesAll),
  handle: (_request, { amount = 0 }, next, { note, change }) => {
    if (amount <= 0) {
      change('an amount of 0 lets no request pass');
      return answer(429);
    }
    note(`inFlightReq: 429 beyond ${amount} simultaneous requests`);
    return next();
  },
});
