export { validateSpec } from './check';
export type { CustomResourceDefinitionSpec } from './crd';
export { type DecodedSpec, specDecoders } from './decoders';
export type { RouteSpec } from './ingress-route/decode';
export type { ServiceTcpSpec } from './ingress-route-tcp/decode';
export type { ServiceUdpSpec } from './ingress-route-udp/decode';
export type { LoadBalancerSpec } from './load-balancer/decode';
export { isKnownStatus } from './read';
export {
  type TraefikKind,
  isTraefikKind,
  specSchemaFrom,
  specSchemaOf,
  traefikApiVersion,
  traefikDefinitions,
  traefikKinds,
} from './schema';
export type { ReferenceSpec, RouterTlsSpec } from './shared/decode';
export { cipherSuites, clientAuthTypes, curves, tlsVersions } from './shared/tls-words';
export * from './spec';
