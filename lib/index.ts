export type * from './environment';
export { Environment, Environments, renderEnvironment } from './environment';
export { type Problem, ProblemError, type Severity, formatProblem } from './manifest';
export * from './routing';
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
} from './rule';
export type { RequestLine, Rule, RuleNode, RuleOptions } from './rule';
export {
  type ClusterFacts,
  DeliveryApp,
  type DeliveryAppProps,
  EnvironmentStack,
  type KnownObject,
  type Parts,
  type TraefikFacts,
  declareCluster,
  trafficModels,
} from './stack';
export * from './tls';
export * from './workload';
export {
  type Explanation,
  type Routes as TraefikRoutes,
  TrafficModel,
  type TrafficModelOptions,
} from './traffic';
