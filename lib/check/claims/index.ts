export type {
  Alike,
  AlikeClaim,
  AlwaysClaim,
  Answer,
  BackendName,
  Claim,
  ClaimedRequests,
  ClaimedSet,
  ClaimsFile,
  Never,
  NeverClaim,
  Only,
  OnlyClaim,
  Options,
  OwnClaim,
  Pass,
  Reach,
  Unnamed,
  UnnamedClaim,
} from './claim';
export { type PlacedClaim, checkedClaim, claimsOf, readClaims } from './read';
export type { OtherTraffic } from './alike';
export type { Proof, Proven } from './proof';
export { Prover } from './prove';
export { type ProveOptions, type ProvenClaim, claimProblems, proveClaims } from './problems';
export { proofText } from './text';
