import type { ExactlyOne } from './exactly-one';
import type {
  AddPrefix,
  BasicAuth,
  Buffering,
  Chain,
  CircuitBreaker,
  Compress,
  ContentType,
  DigestAuth,
  EncodedCharacters,
  Errors,
  ForwardAuth,
  GrpcWeb,
  Headers,
  IPAllowList,
  IPWhiteList,
  InFlightReq,
  PassTLSClientCert,
  Plugin,
  RateLimit,
  RedirectRegex,
  RedirectScheme,
  ReplacePath,
  ReplacePathRegex,
  Retry,
  StripPrefix,
  StripPrefixRegex,
} from './middlewares';

/**
 * An HTTP middleware: exactly one of the 26 kinds. Traefik disables the routers of a Middleware with two kinds or none.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export type MiddlewareSpec = ExactlyOne<MiddlewareKinds>;

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
