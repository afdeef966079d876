import { type SpecFault, refused, required } from '../../check/fault';

/** The faults of a number of requests or connections: none is no limit but a wall. */
export function amountFaults(amount: number | undefined, consequence: string): readonly SpecFault[] {
  if (amount === undefined) return required(amount, ['amount'], { rule: 'amount-zero', consequence });
  if (amount > 0) return [];
  const fix = 'Write how many may be open at the same time.';
  return [refused('amount-zero', ['amount'], { message: 'The amount is 0.', consequence, fix })];
}
