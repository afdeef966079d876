// Made by `npm run middlewares`: not to be edited.
import type { ChainOptions, ErrorsOptions, InlineMiddleware } from './route-parts';
import type {
  AddPrefix,
  BasicAuth,
  Buffering,
  CircuitBreaker,
  Compress,
  ContentType,
  DigestAuth,
  EncodedCharacters,
  ForwardAuth,
  GrpcWeb,
  Headers,
  IPAllowList,
  IPAllowListTCP,
  IPWhiteList,
  IPWhiteListTCP,
  InFlightConn,
  InFlightReq,
  MiddlewareSpec,
  MiddlewareTCPSpec,
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
} from '../../traefik/api';

// One function a kind of middleware, so that a middleware reads as what it does: `rateLimit({ average: 50 })`. Each
// returns plain data, the same that an environment file holds; the type of the options documents them.

/** Adds a prefix to the path of the request: {@link AddPrefix}. */
export function addPrefix(options: AddPrefix): MiddlewareSpec {
  return { addPrefix: options };
}

/** Asks for user and password: {@link BasicAuth}. */
export function basicAuth(options: BasicAuth): MiddlewareSpec {
  return { basicAuth: options };
}

/**
 * Reads the whole request before the service gets it, and the whole response before the client does, and limits their
 * sizes: {@link Buffering}.
 */
export function buffering(options: Buffering = {}): MiddlewareSpec {
  return { buffering: options };
}

/** Several middlewares as one: {@link ChainOptions}. */
export function chain(options: ChainOptions): InlineMiddleware {
  return { chain: options };
}

/** Stops sending requests to a service that fails, and tries again after a while: {@link CircuitBreaker}. */
export function circuitBreaker(options: CircuitBreaker): MiddlewareSpec {
  return { circuitBreaker: options };
}

/** Compresses responses: {@link Compress}. */
export function compress(options: Compress = {}): MiddlewareSpec {
  return { compress: options };
}

/** Guesses the `Content-Type` of responses that have none: {@link ContentType}. */
export function contentType(options: ContentType = {}): MiddlewareSpec {
  return { contentType: options };
}

/** Asks for user and password by digest authentication: {@link DigestAuth}. */
export function digestAuth(options: DigestAuth): MiddlewareSpec {
  return { digestAuth: options };
}

/** Refuses encoded characters in the path with 400: {@link EncodedCharacters}. */
export function encodedCharacters(options: EncodedCharacters = {}): MiddlewareSpec {
  return { encodedCharacters: options };
}

/** Answers with a page of another service instead of certain status codes: {@link ErrorsOptions}. */
export function errors(options: ErrorsOptions): InlineMiddleware {
  return { errors: options };
}

/** Asks another server whether the request may pass: {@link ForwardAuth}. */
export function forwardAuth(options: ForwardAuth): MiddlewareSpec {
  return { forwardAuth: options };
}

/** Translates gRPC-Web requests of browsers to gRPC: {@link GrpcWeb}. */
export function grpcWeb(options: GrpcWeb = {}): MiddlewareSpec {
  return { grpcWeb: options };
}

/** Sets headers of requests and responses: {@link Headers}. */
export function headers(options: Headers): MiddlewareSpec {
  return { headers: options };
}

/** Limits the requests of each source that are served at the same time: {@link InFlightReq}. */
export function inFlightReq(options: InFlightReq): MiddlewareSpec {
  return { inFlightReq: options };
}

/** Lets requests pass from certain addresses only: {@link IPAllowList}. */
export function ipAllowList(options: IPAllowList): MiddlewareSpec {
  return { ipAllowList: options };
}

/**
 * The old name of IPAllowList: {@link IPWhiteList}.
 *
 * @deprecated use `ipAllowList`
 */
export function ipWhiteList(options: IPWhiteList): MiddlewareSpec {
  return { ipWhiteList: options };
}

/** Tells the service about the client's certificate: {@link PassTLSClientCert}. */
export function passTLSClientCert(options: PassTLSClientCert = {}): MiddlewareSpec {
  return { passTLSClientCert: options };
}

/** A plugin: {@link Plugin}. */
export function plugin(options: Plugin): MiddlewareSpec {
  return { plugin: options };
}

/** Limits the rate of requests of each source (token bucket): {@link RateLimit}. */
export function rateLimit(options: RateLimit): MiddlewareSpec {
  return { rateLimit: options };
}

/** Redirects by a regular expression over the whole URL: {@link RedirectRegex}. */
export function redirectRegex(options: RedirectRegex): MiddlewareSpec {
  return { redirectRegex: options };
}

/** Redirects to another scheme or port, if the request has not come that way: {@link RedirectScheme}. */
export function redirectScheme(options: RedirectScheme): MiddlewareSpec {
  return { redirectScheme: options };
}

/** Replaces the path, and keeps the old one in `X-Replaced-Path`: {@link ReplacePath}. */
export function replacePath(options: ReplacePath): MiddlewareSpec {
  return { replacePath: options };
}

/**
 * Replaces what a regular expression matches in the path, and keeps the old one in `X-Replaced-Path`: {@link
 * ReplacePathRegex}.
 */
export function replacePathRegex(options: ReplacePathRegex): MiddlewareSpec {
  return { replacePathRegex: options };
}

/** Sends a request again when the service cannot be reached or answers certain status codes: {@link Retry}. */
export function retry(options: Retry): MiddlewareSpec {
  return { retry: options };
}

/** Removes a prefix from the path and tells it to the service in `X-Forwarded-Prefix`: {@link StripPrefix}. */
export function stripPrefix(options: StripPrefix): MiddlewareSpec {
  return { stripPrefix: options };
}

/**
 * Removes what a regular expression matches at the begin of the path, and tells it to the service in
 * `X-Forwarded-Prefix`: {@link StripPrefixRegex}.
 */
export function stripPrefixRegex(options: StripPrefixRegex): MiddlewareSpec {
  return { stripPrefixRegex: options };
}

/** Limits the connections of each client address that are open at the same time: {@link InFlightConn}. */
export function inFlightConn(options: InFlightConn): MiddlewareTCPSpec {
  return { inFlightConn: options };
}

/** Lets connections pass from certain addresses only: {@link IPAllowListTCP}. */
export function ipAllowListTCP(options: IPAllowListTCP): MiddlewareTCPSpec {
  return { ipAllowList: options };
}

/**
 * The old name of IPAllowListTCP: {@link IPWhiteListTCP}.
 *
 * @deprecated use `ipAllowListTCP`
 */
export function ipWhiteListTCP(options: IPWhiteListTCP): MiddlewareTCPSpec {
  return { ipWhiteList: options };
}
