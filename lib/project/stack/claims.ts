import type * as Claims from '../../check/claims';
import type { PlacedClaim } from '../../check/claims';
import { type Inventory, placedTrafficModelOf } from '../../check/cluster';
import { type Problem, problemAt } from '../../core/finding';
import type { Answers } from '../cache';

/** What is to be told of the claims about a deployment scope: that one does not hold, is not decided, or holds of nothing. */
export function claimsProblems(answers: Answers): readonly Problem[] {
  const { claims = [] } = answers.facts;
  return claims.length === 0 ? [] : answers.to('claims', undefined, () => proven(answers.inventory, claims));
}

function proven(inventory: Inventory, claims: readonly PlacedClaim[]): readonly Problem[] {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for programs without claims too
  const { claimProblems, proveClaims }: typeof Claims = require('../../check/claims');
  // Other objects are read by commands alone: a synth depends on nothing but its program.
  const own = claims.filter(({ claim }) => !('alike' in claim));
  return [
    ...claimProblems(proveClaims(placedTrafficModelOf(inventory), own)),
    ...claims.filter((placed) => !own.includes(placed)).map(leftToProve),
  ];
}

function leftToProve({ claim: { name }, location }: PlacedClaim): Problem {
  const message = `${JSON.stringify(name)} speaks of other objects, which a synth does not read.`;
  return problemAt({ ...(location && { location }) }, { rule: 'claim-of-two-sets', message });
}
