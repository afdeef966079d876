import { wayBack } from '../../../lib/check/release';
import type { ReleaseStep } from '../../../lib/traefik/release';

/**
 * A walk from the first step of a release that goes from each step to the next, and from each step the way back. A
 * passage from one step to another is the same one wherever the walk comes from: where the rest of a way back has been
 * gone already, the walk turns round.
 */
export function walkOf(steps: readonly ReleaseStep[]): readonly ReleaseStep[] {
  const walked = steps.slice(0, 1);
  const gone = new Set<string>();
  const passage = (to: ReleaseStep): string => `${walked.at(-1)?.id} → ${to.id}`;
  const go = (to: ReleaseStep): void => {
    gone.add(passage(to));
    walked.push(to);
  };
  for (const [index, step] of steps.entries()) {
    if (index > 0) go(step);
    for (const back of wayBack(steps, step) ?? []) {
      if (gone.has(passage(back))) break;
      go(back);
    }
    const at = steps.findIndex((one) => one === walked.at(-1));
    for (const again of steps.slice(at + 1, index + 1)) go(again);
  }
  return walked;
}
