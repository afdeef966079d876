export { type AgainstLive, type Refusal, againstLive } from './against-live';
export { type ComposeSourceOptions, readComposeProject } from './compose';
export {
  type DeclaredRelease,
  type OutputOptions,
  UnknownEnvironmentError,
  claimsAbout,
  claimsOfOutput,
  environmentsFolder,
  everyEnvironment,
  namesOf,
  outputOf,
  policiesOfOutput,
  readEnvironment,
  readingOf,
  releasesDeclared,
  releasesOfOutput,
  together,
} from './environment';
export { liveKinds } from './live';
export { readPaths } from './paths';
export {
  type EnvironmentPlace,
  type Reading,
  type SourceSurroundings,
  joined,
  plainObjects,
} from './reading';
export { type RepositoryHere, repositoryHere } from './repository';
export { type SeenTraefik, type SeenVersion, seenTraefik } from './seen-version';
export { SourceError, readSource } from './source';
export { atVersion, behind, clusterOf, exposedAt, trafficIfAny, trafficOf, withSecrets } from './traffic';
