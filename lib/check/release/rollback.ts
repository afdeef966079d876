import type { ReleaseStep } from '../../traefik/release';
import type { ApiObjectData } from '../../core/manifest';
import { oncePer } from '../../core/base';
import { podFindings } from './pods';

/** Whether one apply from some objects to others loses requests: the ways back from all steps ask it of every pair. */
const losesRequests = oncePer((from: readonly ApiObjectData[]) =>
  oncePer((to: readonly ApiObjectData[]) => podFindings(from, to).length > 0),
);

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
      if (ways.has(next) || losesRequests(objects)(next.objects)) continue;
      ways.set(next, [...way, next]);
      open.push(next);
    }
  }
  return undefined;
}
