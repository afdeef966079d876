import { type Problem, ProblemError, problemAt } from '../../core/finding';
import { curlLine } from '../../traefik/request';
import type { TrafficModel } from '../../traefik/model';
import type { OtherTraffic } from './alike';
import type { Proven } from './proof';
import { Prover } from './prove';
import type { PlacedClaim } from './read';

/** A claim with what is known of it. */
export interface ProvenClaim extends Proven {
  readonly placed: PlacedClaim;
}

export interface ProveOptions {
  /** Reads the objects that claims of two sets name besides. @default such claims cannot be asked */
  readonly otherTraffic?: OtherTraffic;
  /** Is told which claim is proven next. */
  readonly progress?: ((text: string) => void) | undefined;
}

/**
 * Proves claims, one after the other.
 *
 * @throws ProblemError where one of them names what there is not
 */
export function proveClaims(
  model: TrafficModel,
  claims: readonly PlacedClaim[],
  { otherTraffic, progress }: ProveOptions = {},
): readonly ProvenClaim[] {
  const prover = new Prover(model, otherTraffic);
  const faults = claims.flatMap(({ claim, location }) =>
    prover.faults(claim).map(({ message, fix }) =>
      problemAt(
        { ...(location && { location }) },
        {
          rule: 'invalid-claim',
          message: `${quoted(claim.name)}: ${message}`,
          ...(fix !== undefined && { fix }),
        },
      ),
    ),
  );
  if (faults.length > 0) throw new ProblemError(faults);
  return claims.map((placed, index) => {
    progress?.(`proving ${quoted(placed.claim.name)}, ${index + 1} of ${claims.length}`);
    return { placed, ...prover.prove(placed.claim) };
  });
}

/** What must be told of claims: that one is refuted, not decided, or holds of nothing. */
export function claimProblems(proven: readonly ProvenClaim[]): readonly Problem[] {
  return proven.flatMap(({ placed: { claim, location }, proof, isVacuous }): readonly Problem[] => {
    const { result, reason, counterexample } = proof;
    const place = location ? { location } : {};
    const told = `${quoted(claim.name)}: ${reason ?? ''}`;
    if (result === 'refuted') {
      const shown = counterexample ? `: ${curlLine(counterexample)}` : '.';
      return [problemAt(place, { rule: 'refuted-claim', message: `${told}${shown}` })];
    }
    if (result === 'unknown') return [problemAt(place, { rule: 'undecided-claim', message: `${told}.` })];
    return isVacuous ? [problemAt(place, { rule: 'vacuous-claim', message: `${told}.` })] : [];
  });
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
