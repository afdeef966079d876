export { controllerName, gatewayProvider } from './names';
export { gatewayGroup, gatewayVersions, isReadKind } from './versions';
export { type ProvidedGateways, provideGateway } from './provide';
export { gatewayObject, listOf as gatewayObjects } from './route';
export { grpcRule as grpcRouteRule, httpRule as httpRouteRule } from './rule';
export type {
  Condition,
  GatewayStatus,
  GatewayStatuses,
  ListenerStatus,
  PolicyStatus,
  RouteStatus,
} from './status';
