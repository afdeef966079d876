export type { AcmeResolver, CertificatesResolver } from './certificates-resolver';
export type {
  EntryPoint,
  EntryPointEncodedCharacters,
  EntryPointHttp,
  EntryPointHttp2,
  EntryPointHttp3,
  EntryPointObservability,
  EntryPointProxyProtocol,
  EntryPointRedirection,
  EntryPointRedirections,
  EntryPointTls,
  EntryPointTransport,
  EntryPointUdp,
  ForwardedHeaders,
} from './entry-point';
export type { Experimental, LocalPlugin, CatalogPlugin, PluginSettings } from './experimental';
export type { KubernetesCrdProvider, Providers } from './providers';
export type { StaticDomain, StaticDuration, Unread } from './scalars';
export type { StaticConfiguration } from './static-configuration';
