import type { RuleNode } from '../rule';
import { regions } from './regions';

/** How many of all requests a condition takes. */
export type Extent = 'none' | 'some' | 'all' | 'unknown';

/** What one question may cost. */
const work = { states: 20_000, decisions: 20_000 };

/** How many requests a condition in the v3 syntax takes, decided over all of them. */
export function extentOf(tree: RuleNode): Extent {
  const { hasRequest, budget } = regions();
  const taken = hasRequest(tree, budget(work.states, work.decisions));
  if (taken === 'none' || taken === 'unknown') return taken;
  const left = hasRequest({ kind: 'none', of: tree }, budget(work.states, work.decisions));
  if (left === 'unknown') return 'unknown';
  return left === 'none' ? 'all' : 'some';
}
