export { IngressRoute, type IngressRouteProps, type RouteProps } from './ingress-route';
export { IngressRouteTCP, type IngressRouteTCPProps, type RouteTCPProps } from './ingress-route-tcp';
export { IngressRouteUDP, type IngressRouteUDPProps, type RouteUDPProps } from './ingress-route-udp';
export type { RedirectToHttps } from './https-redirect';
export { Middleware, type MiddlewareProps } from './middleware';
export * from './middleware-factories';
export { MiddlewareTCP, type MiddlewareTCPProps } from './middleware-tcp';
export { type ObjectProps, metadataOf, specOf } from './object-props';
export { Referrer } from './referrer';
export type {
  ChainOptions,
  ErrorsOptions,
  InlineMiddleware,
  InlineMiddlewareKinds,
  InlineMiddlewareTCP,
  RouteMiddleware,
  RouteMiddlewareTCP,
  RouteService,
  RouteServiceOptions,
  RouteServiceTCP,
  RouteServiceTCPOptions,
  RouteServiceUDP,
  RouteServiceUDPOptions,
} from './route-parts';
export type {
  CertificateProvider,
  CertificateUse,
  CertificateUser,
  RouteTls,
  RouteTlsOptions,
  RouteTlsTCP,
  RouteTlsTCPOptions,
} from './route-tls';
export { type SecretTarget, resolveSecret } from './secret-reference';
export { ServersTransport, type ServersTransportProps } from './servers-transport';
export { ServersTransportTCP, type ServersTransportTCPProps } from './servers-transport-tcp';
export type { NamedService, ServiceTarget } from './service-target';
export { type ObjectTarget, apiObjectOf } from './target';
export { TraefikObject, type TraefikObjectProps } from './traefik-object';
export {
  type FailoverOptions,
  type HighestRandomWeightOptions,
  type MirrorOptions,
  type MirroringOptions,
  TraefikService,
  type TraefikServiceOptions,
  type TraefikServiceProps,
  type WeightedOptions,
} from './traefik-service';
export { schemeToWrite } from './service-port';
