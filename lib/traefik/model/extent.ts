import type { RuleNode } from '../rule';
import { regions } from './regions';

/** How many of all requests a condition takes. */
export type Extent = 'none' | 'some' | 'all' | 'unknown';

/** What one question may cost. */
const work = { states: 20_000, decisions: 20_000 };

/**
 * How many requests a condition in the v3 syntax takes, decided over all of them.
 *
 * @param scheme `https` or `tls`: what can be asked about
 */
export function extentOf(tree: RuleNode, scheme: 'https' | 'tls'): Extent {
  const { satisfy, budget } = regions();
  const taken = satisfy(tree, scheme, budget(work.states, work.decisions));
  if (taken === 'none' || taken === 'unknown') return taken;
  const left = satisfy({ kind: 'none', of: tree }, scheme, budget(work.states, work.decisions));
  if (left === 'unknown') return 'unknown';
  return left === 'none' ? 'all' : 'some';
}
