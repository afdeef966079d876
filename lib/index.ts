export * from './environment';
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
export * from './stack';
export * from './tls';
export * from './workload';
export {
  type Explanation,
  type Routes as TraefikRoutes,
  TrafficModel,
  type TrafficModelOptions,
} from './traffic';
