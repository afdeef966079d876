import { statSync } from 'node:fs';
import {
  type AlikeClaim,
  type Claim,
  type Proof,
  type Unnamed,
  type UnnamedClaim,
  checkedClaim,
  proveClaims,
  readClaims,
} from '../check/claims';
import { readText } from '../core/file';
import { recordClaim, recordTouched } from './recording';
import { type Traffic, modelOf, nameOf, readTraffic, traffic } from './traffic';

/** A claim that two sets of objects route alike, of which the other one is at hand or is named as for `traffic()`. */
export interface TestedAlikeClaim extends Omit<Unnamed<AlikeClaim>, 'alike'> {
  /** Whom each request fares alike with. */
  readonly alike: { readonly with: Traffic };
}

/** A claim as tests have it. */
export type TestedClaim = UnnamedClaim | TestedAlikeClaim;

/**
 * The claims of a file, or those that a source knows (`dist/prod`, `env:prod`), where variables have their values; for a
 * test of each.
 *
 * @throws ProblemError with everything that is wrong in them
 *
 * @example
 * test.each(claims('dist/prod').map((claim) => [claim.name, claim]))('%s', (_, claim) => {
 *   expect(traffic('dist/prod')).toProve(claim);
 * });
 */
export function claims(source: string): readonly Claim[] {
  const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() ?? !/^(?:env|git|live):/.test(source);
  const placed = isFile ? readClaims(readText(source), source) : (readTraffic(source).facts.claims ?? []);
  return placed.map(({ claim }) => claim);
}

/**
 * What is known of a claim about the traffic of a subject.
 *
 * @throws ProblemError where it is no claim, or names what there is not
 */
export function prove(subject: Traffic, written: TestedClaim): Proof {
  const claim = checkedClaim(named(written));
  const model = modelOf(subject);
  recordClaim(claim.name);
  const [proven] = proveClaims(model, [{ claim }], {
    otherTraffic: (source) => {
      const other = 'alike' in written ? written.alike.with : source;
      return typeof other === 'string' ? traffic(other) : modelOf(other);
    },
  });
  if (!proven) throw new Error('a claim was proven as none');
  recordTouched(model, nameOf(model), { routers: proven.routers, middlewares: [] });
  return proven.proof;
}

/** A claim with what is at hand under a name, as files have it. */
function named(written: TestedClaim): object {
  if (!('alike' in written) || typeof written.alike.with === 'string') return written;
  return { ...written, alike: { ...written.alike, with: 'the other objects' } };
}
