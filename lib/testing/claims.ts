import {
  type Claim,
  type Proof,
  type UnnamedClaim,
  checkedClaim,
  proveClaims,
  readClaims,
} from '../check/claims';
import { readText } from '../core/file';
import { recordClaim, recordTouched } from './recording';
import { type Traffic, modelOf, nameOf } from './traffic';

/**
 * The claims of a file, for a test of each.
 *
 * @throws ProblemError with everything that is wrong in it
 *
 * @example
 * test.each(claims('claims.yaml').map((claim) => [claim.name, claim]))('%s', (_, claim) => {
 *   expect(traffic('dist/prod')).toProve(claim);
 * });
 */
export function claims(file: string): readonly Claim[] {
  return readClaims(readText(file), file).map(({ claim }) => claim);
}

/**
 * What is known of a claim about the traffic of a subject.
 *
 * @throws ProblemError where it is no claim, or names what there is not
 */
export function prove(subject: Traffic, written: UnnamedClaim): Proof {
  const claim = checkedClaim(written);
  const model = modelOf(subject);
  recordClaim(claim.name);
  const [proven] = proveClaims(model, [{ claim }]);
  if (!proven) throw new Error('a claim was proven as none');
  recordTouched(model, nameOf(model), { routers: proven.routers, middlewares: [] });
  return proven.proof;
}
