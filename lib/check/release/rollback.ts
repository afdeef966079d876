import type { ReleaseStep } from '../../traefik/release';
import { podFindings } from './pods';

/**
 * The steps that lead back from a step to the first one, in as few applies as can be: each is one that loses no request.
 * Undefined where there is no such way.
 */
export function wayBack(
  steps: readonly ReleaseStep[],
  from: ReleaseStep,
): readonly ReleaseStep[] | undefined {
  const [first] = steps;
  // A controller takes requests away from a version that is declared no longer, and needs no step between.
  if (first && steps.some(({ by }) => by !== 'person')) return from === first ? [] : [first];
  const ways = new Map<ReleaseStep, readonly ReleaseStep[]>([[from, []]]);
  const open = [from];
  for (let step = open.shift(); step; step = open.shift()) {
    const way = ways.get(step) ?? [];
    if (step === first) return way;
    const { objects } = step;
    for (const next of steps) {
      if (ways.has(next) || podFindings(objects, next.objects).length > 0) continue;
      ways.set(next, [...way, next]);
      open.push(next);
    }
  }
  return undefined;
}
