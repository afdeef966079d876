export type { EnvironmentCertificate, Tls } from './certificates';
export type {
  Defaults,
  EnvironmentCronJob,
  EnvironmentJob,
  EnvironmentService,
  FromModule,
  GoModuleSpec,
} from './defaults';
export type * from './delivery';
export type { ChartSpec, EnvironmentSpec, ImagesSpec } from './environment-spec';
export type { ExistingKeys, ExistingObject, ExistingObjects, ExistingService } from './existing';
export type { NamespaceSpec, RawMetadata, RawObject } from './objects';
export type {
  HttpMiddlewareReference,
  HttpServiceReference,
  HttpServiceTarget,
  NamedReference,
  TcpMiddlewareReference,
  TcpServiceReference,
  TcpServiceTarget,
  TlsOptionReference,
  UdpServiceReference,
  UdpServiceTarget,
} from './references';
export type { AnyRoute, HttpRoute, HttpRouteTls, Routes, TcpRoute, TcpRouteTls, UdpRoute } from './routes';
export type { TraefikInstance } from './traefik-instance';
export type * from './traefik';
