export type * from './project/environment';
export { Environment, Environments, renderEnvironment } from './project/environment';
export { type Problem, ProblemError, type Severity, formatProblem } from './core/finding';
export type * from './traefik/api/spec';
export {
  type CustomResourceDefinitionSpec,
  type TraefikKind,
  specSchemaFrom,
  specSchemaOf,
  traefikApiVersion,
  traefikDefinitions,
  validateSpec,
} from './traefik/api';
export * from './constructs/routing';
export {
  RuleBuilder,
  RuleError,
  alpn,
  clientIP,
  header,
  headerRegexp,
  host,
  hostRegexp,
  hostSNI,
  hostSNIRegexp,
  method,
  parseRule,
  path,
  pathPrefix,
  pathRegexp,
  query,
  queryRegexp,
} from './traefik/rule';
export type { RequestLine, Rule, RuleNode, RuleOptions } from './traefik/rule';
export { type ClusterFacts, type KnownObject, type TraefikFacts, declareCluster } from './check/cluster';
export {
  DeliveryApp,
  type DeliveryAppProps,
  EnvironmentStack,
  type Parts,
  trafficModels,
} from './project/stack';
export * from './constructs/tls';
export * from './constructs/workload';
export {
  type Explanation,
  type Routes as TraefikRoutes,
  TrafficModel,
  type TrafficModelOptions,
} from './traefik/model';
