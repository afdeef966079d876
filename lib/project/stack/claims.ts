import type * as Claims from '../../check/claims';
import { type Inventory, trafficModelOf } from '../../check/cluster';
import type { Problem } from '../../core/finding';

/** What is to be told of the claims about a deployment scope: that one does not hold, is not decided, or holds of nothing. */
export function claimsProblems(inventory: Inventory): readonly Problem[] {
  const { claims = [] } = inventory.facts;
  if (claims.length === 0) return [];
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for programs without claims too
  const { claimProblems, proveClaims }: typeof Claims = require('../../check/claims');
  return claimProblems(proveClaims(trafficModelOf(inventory), claims));
}
