export { controllerName, gatewayGroup, gatewayProvider } from './names';
export { type ProvidedGateways, provideGateway } from './provide';
export { gatewayObject, isReadKind, listOf as gatewayObjects } from './route';
export { grpcRule as grpcRouteRule, httpRule as httpRouteRule } from './rule';
export type {
  Condition,
  GatewayStatus,
  GatewayStatuses,
  ListenerStatus,
  PolicyStatus,
  RouteStatus,
} from './status';
