export { deniedCharacter, forEncodedCharacters } from './encoded-characters/characters';
export type {
  Effect,
  KeyPair,
  ReferencePlace,
  SecretContent,
  SecretUse,
  Showing,
  Sources,
  Treatment,
} from './kind';
export {
  type DecodedMiddleware,
  type MiddlewareConfig,
  type MiddlewareKind,
  configureMiddleware,
  guardKind,
  handleMiddleware,
  isGuard,
  isLimit,
  kindsOf,
  middlewareFaults,
  middlewareKindNames,
  middlewareAsShown,
  middlewareReferences,
  shownMiddleware,
  treatmentsOf,
} from './middleware';
