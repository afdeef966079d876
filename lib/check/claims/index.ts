export type {
  AlwaysClaim,
  Answer,
  BackendName,
  Claim,
  ClaimedRequests,
  ClaimsFile,
  Never,
  NeverClaim,
  Only,
  OnlyClaim,
  Options,
  Pass,
  Reach,
  UnnamedClaim,
} from './claim';
export { type PlacedClaim, checkedClaim, claimsOf, readClaims } from './read';
export { type Proof, type Proven, Prover } from './prove';
export { type ProvenClaim, claimProblems, proveClaims } from './problems';
export { proofText } from './text';
