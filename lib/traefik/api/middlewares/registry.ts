import { addPrefix } from './add-prefix/kind';
import type { AddPrefix } from './add-prefix/spec';
import { basicAuth } from './basic-auth/kind';
import type { BasicAuth } from './basic-auth/spec';
import { buffering } from './buffering/kind';
import type { Buffering } from './buffering/spec';
import { chain } from './chain/kind';
import type { Chain } from './chain/spec';
import { circuitBreaker } from './circuit-breaker/kind';
import type { CircuitBreaker } from './circuit-breaker/spec';
import { compress } from './compress/kind';
import type { Compress } from './compress/spec';
import { contentType } from './content-type/kind';
import type { ContentType } from './content-type/spec';
import { digestAuth } from './digest-auth/kind';
import type { DigestAuth } from './digest-auth/spec';
import { encodedCharacters } from './encoded-characters/kind';
import type { EncodedCharacters } from './encoded-characters/spec';
import { errors } from './errors/kind';
import type { Errors } from './errors/spec';
import { forwardAuth } from './forward-auth/kind';
import type { ForwardAuth } from './forward-auth/spec';
import { grpcWeb } from './grpc-web/kind';
import type { GrpcWeb } from './grpc-web/spec';
import { headers } from './headers/kind';
import type { Headers } from './headers/spec';
import { inFlightReq } from './in-flight-req/kind';
import type { InFlightReq } from './in-flight-req/spec';
import { ipAllowList } from './ip-allow-list/kind';
import type { IPAllowList } from './ip-allow-list/spec';
import { ipWhiteList } from './ip-white-list/kind';
import type { IPWhiteList } from './ip-white-list/spec';
import { passTLSClientCert } from './pass-tls-client-cert/kind';
import type { PassTLSClientCert } from './pass-tls-client-cert/spec';
import { plugin } from './plugin/kind';
import type { Plugin } from './plugin/spec';
import { rateLimit } from './rate-limit/kind';
import type { RateLimit } from './rate-limit/spec';
import { redirectRegex } from './redirect-regex/kind';
import type { RedirectRegex } from './redirect-regex/spec';
import { redirectScheme } from './redirect-scheme/kind';
import type { RedirectScheme } from './redirect-scheme/spec';
import { replacePath } from './replace-path/kind';
import type { ReplacePath } from './replace-path/spec';
import { replacePathRegex } from './replace-path-regex/kind';
import type { ReplacePathRegex } from './replace-path-regex/spec';
import { retry } from './retry/kind';
import type { Retry } from './retry/spec';
import { stripPrefix } from './strip-prefix/kind';
import type { StripPrefix } from './strip-prefix/spec';
import { stripPrefixRegex } from './strip-prefix-regex/kind';
import type { StripPrefixRegex } from './strip-prefix-regex/spec';

export type * from './add-prefix/spec';
export type * from './basic-auth/spec';
export type * from './buffering/spec';
export type * from './chain/spec';
export type * from './circuit-breaker/spec';
export type * from './compress/spec';
export type * from './content-type/spec';
export type * from './digest-auth/spec';
export type * from './encoded-characters/spec';
export type * from './errors/spec';
export type * from './forward-auth/spec';
export type * from './grpc-web/spec';
export type * from './headers/spec';
export type * from './in-flight-req/spec';
export type * from './ip-allow-list/spec';
export type * from './ip-white-list/spec';
export type * from './pass-tls-client-cert/spec';
export type * from './plugin/spec';
export type * from './rate-limit/spec';
export type * from './redirect-regex/spec';
export type * from './redirect-scheme/spec';
export type * from './replace-path/spec';
export type * from './replace-path-regex/spec';
export type * from './retry/spec';
export type * from './strip-prefix/spec';
export type * from './strip-prefix-regex/spec';

/**
 * The kinds of an HTTP middleware.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface MiddlewareKinds {
  /** Adds a prefix to the path. */
  readonly addPrefix?: AddPrefix;
  /** Asks for user and password. */
  readonly basicAuth?: BasicAuth;
  /** Reads whole requests and responses, and limits their sizes. */
  readonly buffering?: Buffering;
  /** Several middlewares as one. */
  readonly chain?: Chain;
  /** Stops sending requests to a service that fails. */
  readonly circuitBreaker?: CircuitBreaker;
  /** Compresses responses. */
  readonly compress?: Compress;
  /** Guesses the content type of responses that have none. */
  readonly contentType?: ContentType;
  /** Asks for user and password by digest authentication. */
  readonly digestAuth?: DigestAuth;
  /** Refuses encoded characters in the path. */
  readonly encodedCharacters?: EncodedCharacters;
  /** Answers with a page of another service instead of certain status codes. */
  readonly errors?: Errors;
  /** Asks another server whether the request may pass. */
  readonly forwardAuth?: ForwardAuth;
  /** Translates gRPC-Web to gRPC. */
  readonly grpcWeb?: GrpcWeb;
  /** Sets headers of requests and responses. */
  readonly headers?: Headers;
  /** Limits the requests that are served at the same time. */
  readonly inFlightReq?: InFlightReq;
  /** Lets requests pass from certain addresses only. */
  readonly ipAllowList?: IPAllowList;
  /**
   * Lets requests pass from certain addresses only.
   *
   * @deprecated use `ipAllowList`
   */
  readonly ipWhiteList?: IPWhiteList;
  /** Tells the service about the client's certificate. */
  readonly passTLSClientCert?: PassTLSClientCert;
  /** A plugin. */
  readonly plugin?: Plugin;
  /** Limits the rate of requests. */
  readonly rateLimit?: RateLimit;
  /** Redirects by a regular expression over the URL. */
  readonly redirectRegex?: RedirectRegex;
  /** Redirects to another scheme or port. */
  readonly redirectScheme?: RedirectScheme;
  /** Replaces the path. */
  readonly replacePath?: ReplacePath;
  /** Replaces the path by a regular expression. */
  readonly replacePathRegex?: ReplacePathRegex;
  /** Sends failed requests again. */
  readonly retry?: Retry;
  /** Removes a prefix from the path. */
  readonly stripPrefix?: StripPrefix;
  /** Removes a prefix from the path by a regular expression. */
  readonly stripPrefixRegex?: StripPrefixRegex;
}

/** All that is known of each kind of middleware, in the order in which Traefik's provider reads them. */
export const middlewareKinds = {
  basicAuth,
  digestAuth,
  forwardAuth,
  errors,
  plugin,
  rateLimit,
  retry,
  circuitBreaker,
  chain,
  addPrefix,
  buffering,
  compress,
  contentType,
  encodedCharacters,
  grpcWeb,
  headers,
  inFlightReq,
  ipAllowList,
  ipWhiteList,
  passTLSClientCert,
  redirectRegex,
  redirectScheme,
  replacePath,
  replacePathRegex,
  stripPrefix,
  stripPrefixRegex,
} as const satisfies Readonly<Record<keyof MiddlewareKinds, unknown>>;
