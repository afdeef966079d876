export type { CrossOptions } from './cross';
export { type Admission, namespacesOf } from './admission';
export { type CataloguePolicy, catalogue, policyObject } from './catalogue';
export { type ComparedPolicy, type Holding, type PolicyPlace, comparePolicies } from './compare';
export { type Emission, emittedPolicies } from './emit';
export { gatekeeperPolicies, kyvernoPolicies } from './emission';
export { type Excepted, type Exception, exceptionsName, readExceptions } from './exceptions';
export { type ActivePolicy, type OwnPolicies, ownPolicies } from './policies';
export { type Profile, isProfile, profileOf, profiles } from './profile';
export {
  type PolicyReview,
  type PolicyReviewOptions,
  heldProblems,
  reviewPolicies,
  unplaced,
} from './review';
