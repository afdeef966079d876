export type { IPStrategy, SourceCriteria, SourceCriterion } from './client-ip';
export type { ClientTLS, RootCA, RootCASources, Spiffe } from './client-tls';
export type { ExactlyOne } from './exactly-one';
export type { IngressRouteSpec, Route, RouterObservability } from './ingress-route';
export type { IngressRouteTCPSpec, ProxyProtocol, RouteTCP, ServiceTCP } from './ingress-route-tcp';
export type { IngressRouteUDPSpec, RouteUDP, ServiceUDP } from './ingress-route-udp';
export type {
  BalancerStrategy,
  LoadBalancerService,
  PassiveServerHealthCheck,
  ResponseForwarding,
  ServerHealthCheck,
  Sticky,
  StickyCookie,
} from './load-balancer';
export type { MiddlewareKinds, MiddlewareSpec } from './middleware';
export type { MiddlewareTCPKinds, MiddlewareTCPSpec } from './middleware-tcp';
export type * from './middlewares';
export type { Domain, MiddlewareReference, ObjectReference } from './references';
export type { RouterTLS, RouterTLSTCP } from './router-tls';
export type {
  CipherSuite,
  Curve,
  Duration,
  Integer,
  ServicePortReference,
  StatusCodes,
  TLSVersion,
  UncheckedDuration,
} from './scalars';
export type { ForwardingTimeouts, ServersTransportSpec } from './servers-transport';
export type { ServersTransportTCPSpec, TLSClientConfig } from './servers-transport-tcp';
export type { ClientAuth, TLSOptionSpec } from './tls-option';
export type { CertificateSecret, GeneratedCertificate, TLSStoreSpec } from './tls-store';
export type {
  Failover,
  FailoverErrors,
  HighestRandomWeight,
  Mirroring,
  MirrorService,
  TraefikServiceKinds,
  TraefikServiceSpec,
  WeightedRoundRobin,
} from './traefik-service';
export { contentEncodings, healthCheckModes, ruleSyntaxes, serviceSchemes } from './words';
