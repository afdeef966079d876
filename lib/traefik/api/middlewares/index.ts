export { deniedCharacter, forEncodedCharacters } from './encoded-characters/characters';
export type { KeyPair, ReferencePlace, SecretContent, SecretUse, Sources } from './kind';
export {
  type DecodedMiddleware,
  type MiddlewareConfig,
  type MiddlewareKind,
  configureMiddleware,
  handleMiddleware,
  isGuard,
  kindsOf,
  middlewareFaults,
  middlewareReferences,
} from './middleware';
