export type { BasicAuth, DigestAuth, ForwardAuth, ForwardAuthTLS } from './authentication';
export type { Chain, Plugin } from './composition';
export type { Compress, ContentEncoding, ContentType, EncodedCharacters, GrpcWeb } from './content';
export type { Headers } from './headers';
export type { Buffering, IPAllowList, IPWhiteList, InFlightReq, RateLimit, Redis } from './limits';
export type {
  DistinguishedNameParts,
  PassTLSClientCert,
  TLSClientCertificateInfo,
  TLSClientCertificateSubject,
} from './pass-tls-client-cert';
export type { AddPrefix, ReplacePath, ReplacePathRegex, StripPrefix, StripPrefixRegex } from './path';
export type { RedirectRegex, RedirectScheme } from './redirect';
export type { CircuitBreaker, Errors, Retry, StatusCode } from './resilience';
export type { InFlightConn, IPAllowListTCP, IPWhiteListTCP } from './tcp';
