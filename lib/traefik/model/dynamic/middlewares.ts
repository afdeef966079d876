import type { Decoded } from '../../api/read';
import type { LoadBalancerSpec, Spec } from './spec';
import type { middlewareSpec } from './middleware-spec';

type Fields = ReturnType<typeof middlewareSpec<LoadBalancerSpec>>;

/** A Middleware's spec once read. */
export type MiddlewareSpec = Decoded<Fields>;

/** Users of basic and digest authentication, as lines of their file. */
export interface AuthConfig {
  readonly users: readonly string[];
  readonly realm?: string;
  readonly removeHeader?: boolean;
  readonly headerField?: string;
}

/** Error pages: the service by name. */
export type ErrorsConfig = Omit<NonNullable<MiddlewareSpec['errors']>, 'service'> & {
  readonly service?: string;
};

/** Durations are text here, printed as Go prints them. */
export interface CircuitBreakerConfig {
  readonly expression?: string;
  readonly checkPeriod?: string;
  readonly fallbackDuration?: string;
  readonly recoveryDuration?: string;
  readonly responseCode?: number;
}

/** A rate limit with Traefik's defaults. */
export type RateLimitConfig = Pick<NonNullable<MiddlewareSpec['rateLimit']>, 'sourceCriterion'> & {
  readonly average?: number;
  readonly burst?: number;
  readonly period?: string;
  readonly redis?: Readonly<Record<string, unknown>>;
};

/** Compression with Traefik's defaults. */
export interface CompressConfig {
  readonly excludedContentTypes?: readonly string[];
  readonly includedContentTypes?: readonly string[];
  readonly minResponseBodyBytes?: number;
  readonly encodings?: readonly string[];
  readonly defaultEncoding?: string;
}

/** Retries with Traefik's defaults. */
export type RetryConfig = Omit<NonNullable<MiddlewareSpec['retry']>, 'timeout' | 'initialInterval'> & {
  readonly timeout?: string;
  readonly initialInterval?: string;
};

/** Forwarded authentication: secrets read into it. */
export type ForwardAuthConfig = Omit<NonNullable<MiddlewareSpec['forwardAuth']>, 'tls'> & {
  readonly tls?: Readonly<Record<string, unknown>>;
};

/** A middleware of the dynamic configuration: what /api/rawdata prints of it. */
export type MiddlewareConfig = Omit<
  MiddlewareSpec,
  | 'basicAuth'
  | 'digestAuth'
  | 'chain'
  | 'errors'
  | 'circuitBreaker'
  | 'rateLimit'
  | 'compress'
  | 'retry'
  | 'forwardAuth'
> & {
  readonly basicAuth?: AuthConfig;
  readonly digestAuth?: AuthConfig;
  readonly chain?: { readonly middlewares?: readonly string[] };
  readonly errors?: ErrorsConfig;
  readonly circuitBreaker?: CircuitBreakerConfig;
  readonly rateLimit?: RateLimitConfig;
  readonly compress?: CompressConfig;
  readonly retry?: RetryConfig;
  readonly forwardAuth?: ForwardAuthConfig;
};

/** The name of a kind of middleware. */
export type MiddlewareKind = keyof MiddlewareConfig;

/** A TCP middleware. */
export type TcpMiddlewareConfig = NonNullable<Spec<'MiddlewareTCP'>>;
