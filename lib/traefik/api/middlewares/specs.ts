// Made by `npm run middlewares`: not to be edited.
import type { AddPrefix } from './add-prefix/spec';
import type { BasicAuth } from './basic-auth/spec';
import type { Buffering } from './buffering/spec';
import type { Chain } from './chain/spec';
import type { CircuitBreaker } from './circuit-breaker/spec';
import type { Compress } from './compress/spec';
import type { ContentType } from './content-type/spec';
import type { DigestAuth } from './digest-auth/spec';
import type { EncodedCharacters } from './encoded-characters/spec';
import type { Errors } from './errors/spec';
import type { ForwardAuth } from './forward-auth/spec';
import type { GrpcWeb } from './grpc-web/spec';
import type { Headers } from './headers/spec';
import type { InFlightReq } from './in-flight-req/spec';
import type { IPAllowList } from './ip-allow-list/spec';
import type { IPWhiteList } from './ip-white-list/spec';
import type { PassTLSClientCert } from './pass-tls-client-cert/spec';
import type { Plugin } from './plugin/spec';
import type { RateLimit } from './rate-limit/spec';
import type { RedirectRegex } from './redirect-regex/spec';
import type { RedirectScheme } from './redirect-scheme/spec';
import type { ReplacePath } from './replace-path/spec';
import type { ReplacePathRegex } from './replace-path-regex/spec';
import type { Retry } from './retry/spec';
import type { StripPrefix } from './strip-prefix/spec';
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
  /** Adds a prefix to the path of the request. */
  readonly addPrefix?: AddPrefix;
  /** Asks for user and password. */
  readonly basicAuth?: BasicAuth;
  /**
   * Reads the whole request before the service gets it, and the whole response before the client does, and limits their
   * sizes.
   */
  readonly buffering?: Buffering;
  /** Several middlewares as one. */
  readonly chain?: Chain;
  /** Stops sending requests to a service that fails, and tries again after a while. */
  readonly circuitBreaker?: CircuitBreaker;
  /** Compresses responses. */
  readonly compress?: Compress;
  /** Guesses the `Content-Type` of responses that have none. */
  readonly contentType?: ContentType;
  /** Asks for user and password by digest authentication. */
  readonly digestAuth?: DigestAuth;
  /** Refuses encoded characters in the path with 400. */
  readonly encodedCharacters?: EncodedCharacters;
  /** Answers with a page of another service instead of certain status codes. */
  readonly errors?: Errors;
  /** Asks another server whether the request may pass. */
  readonly forwardAuth?: ForwardAuth;
  /** Translates gRPC-Web requests of browsers to gRPC. */
  readonly grpcWeb?: GrpcWeb;
  /** Sets headers of requests and responses. */
  readonly headers?: Headers;
  /** Limits the requests of each source that are served at the same time. */
  readonly inFlightReq?: InFlightReq;
  /** Lets requests pass from certain addresses only. */
  readonly ipAllowList?: IPAllowList;
  /**
   * The old name of IPAllowList.
   *
   * @deprecated use `ipAllowList`
   */
  readonly ipWhiteList?: IPWhiteList;
  /** Tells the service about the client's certificate. */
  readonly passTLSClientCert?: PassTLSClientCert;
  /** A plugin. */
  readonly plugin?: Plugin;
  /** Limits the rate of requests of each source (token bucket). */
  readonly rateLimit?: RateLimit;
  /** Redirects by a regular expression over the whole URL. */
  readonly redirectRegex?: RedirectRegex;
  /** Redirects to another scheme or port, if the request has not come that way. */
  readonly redirectScheme?: RedirectScheme;
  /** Replaces the path, and keeps the old one in `X-Replaced-Path`. */
  readonly replacePath?: ReplacePath;
  /** Replaces what a regular expression matches in the path, and keeps the old one in `X-Replaced-Path`. */
  readonly replacePathRegex?: ReplacePathRegex;
  /** Sends a request again when the service cannot be reached or answers certain status codes. */
  readonly retry?: Retry;
  /** Removes a prefix from the path and tells it to the service in `X-Forwarded-Prefix`. */
  readonly stripPrefix?: StripPrefix;
  /**
   * Removes what a regular expression matches at the begin of the path, and tells it to the service in
   * `X-Forwarded-Prefix`.
   */
  readonly stripPrefixRegex?: StripPrefixRegex;
}
