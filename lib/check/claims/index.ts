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
} from './claim';
export { type PlacedClaim, checkedClaim, claimsOf, readClaims } from './read';
