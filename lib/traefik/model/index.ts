export type { Source } from './dynamic/configuration';
export type { Explanation, Forwarded, PassedMiddleware, Trace } from './explain/result';
export type {
  Fault,
  LeftOut,
  Locate,
  NearMiss,
  ObjectReference,
  ServedCertificate,
  Step,
} from './explain/why';
export { explanationText } from './explain/text';
export {
  type IdleAnnotation,
  type WrongAnnotations,
  misplacedFields,
  routePath,
  withItems,
} from './explain/why';
export type { Share } from '../request';
export type { ListedMiddleware } from './listing/middlewares';
export { type ListedRouter, asksForHost, asksForOtherPaths, hostsOf, pathsOf } from './listing/routers';
export { lostRules } from './lost-rules';
export {
  type TraceWithSteps,
  TrafficModel,
  type TrafficModelOptions,
  builtOf,
  dropsOf,
  gatewayStatusesOf,
  idleAnnotationsOf,
  inputOf,
  namesOfKind,
  remedyOf,
  explanationOf,
  withSteps,
  unreadOf,
  wrongAnnotationsOf,
} from './model';
export { type Audience, doesNothingTo } from './audience';
export { type Extent, extentOf } from './extent';
export { regions } from './regions';
export type { EntryPoint } from './static';
export { elementName } from './provider/crd/context';
export { kindsOfCrds, refusalsBeside } from './provider/refused';
export type { Drop } from './provider/result';
export { selfSigned } from './provider/self-signed';
export { areReadAlike } from './provider/workloads';
export { type RequestLine, domainsOf } from './rules';
export { certificateFor, covers, namesOf } from './runtime/certificates';
export { type Dropped, type RawItem, type RawItems, type Routes, formatJson } from './runtime/rawdata';
export type { Guard } from './guards/guards';
export { findWeaknesses } from './guards/find';
export type { Opening, Weakness } from './guards/weakness';
export { type Tie, type Ties, findTies } from './ties/ties';
export { clientAuthOf } from './runtime/tls';
export { type LostOptions, lostOptions } from './runtime/tls-options';
export type {
  LoadBalancer,
  ProviderConfiguration,
  TcpRouter,
  Router,
  RouterTls,
  Server,
  Service,
  StreamServer,
  StreamService,
} from './dynamic/configuration';
export { type ComposedConfiguration, type ComposedProvider, composedConfigurations } from './composed';
export type {
  Condition,
  GatewayStatus,
  GatewayStatuses,
  ListenerStatus,
  PolicyStatus,
  RouteStatus,
} from './provider/gateway';
export { controllerName, gatewayGroup, grpcRouteRule, httpRouteRule } from './provider/gateway';
export { constrained, dockerApiVersion } from './provider/docker';
export { fileKind } from './provider/file';
export {
  type IngressConfiguration,
  type RouteConfigurations,
  nginxSettingsOf,
  routeConfigurations,
} from './ingresses';
export { type NginxSettings, nginxAnnotations, nginxPrefix } from './provider/ingressnginx';
export { annotationPrefix } from './provider/ingress/annotations';
export type { DockerProvider } from './provider/docker';
export {
  type StaticConfiguration,
  chartDefaults,
  passedOver,
  readStaticConfiguration,
  usesSafeNames,
} from './static';
