export type { IPStrategy, SourceCriteria, SourceCriterion } from '../shared/client-ip';
export type { ClientTLS, RootCA, RootCASources, Spiffe } from '../shared/client-tls';
export type { ExactlyOne } from '../shared/exactly-one';
export type { IngressRouteSpec, Route, RouterObservability } from '../ingress-route/spec';
export type { IngressRouteTCPSpec, ProxyProtocol, RouteTCP, ServiceTCP } from '../ingress-route-tcp/spec';
export type { IngressRouteUDPSpec, RouteUDP, ServiceUDP } from '../ingress-route-udp/spec';
export type {
  BalancerStrategy,
  LoadBalancerService,
  PassiveServerHealthCheck,
  ResponseForwarding,
  ServerHealthCheck,
  Sticky,
  StickyCookie,
} from '../load-balancer/spec';
export type * from '../middlewares/specs';
export type * from '../tcp-middlewares/specs';
export type { MiddlewareSpec } from './middleware';
export type { MiddlewareTCPSpec } from './middleware-tcp';
export type { Domain, MiddlewareReference, ObjectReference } from '../shared/references';
export type { RouterTLS, RouterTLSTCP } from '../shared/router-tls';
export type {
  CipherSuite,
  Curve,
  Duration,
  Integer,
  ServicePortReference,
  StatusCodes,
  TLSVersion,
  UncheckedDuration,
} from '../shared/scalars';
export type { ForwardingTimeouts, ServersTransportSpec } from '../servers-transport/spec';
export type { ServersTransportTCPSpec, TLSClientConfig } from '../servers-transport-tcp/spec';
export type { ClientAuth, TLSOptionSpec } from '../tls-option/spec';
export type { CertificateSecret, GeneratedCertificate, TLSStoreSpec } from '../tls-store/spec';
export type {
  Failover,
  FailoverErrors,
  HighestRandomWeight,
  Mirroring,
  MirrorService,
  TraefikServiceKinds,
  TraefikServiceSpec,
  WeightedRoundRobin,
} from '../traefik-service/spec';
export { contentEncodings, healthCheckModes, ruleSyntaxes, serviceSchemes } from '../shared/words';
