/**
 * Sets headers of requests and responses: own ones, CORS, and security headers. An empty one disables its routers.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/headers/
 */
export interface Headers {
  /** Headers to set on the request; an empty value removes the header. */
  readonly customRequestHeaders?: Readonly<Record<string, string>>;
  /** Headers to set on the response; an empty value removes the header. */
  readonly customResponseHeaders?: Readonly<Record<string, string>>;
  /**
   * CORS: whether credentials may be sent.
   *
   * @default false
   */
  readonly accessControlAllowCredentials?: boolean;
  /** CORS: request headers that are allowed; answer to a preflight request. */
  readonly accessControlAllowHeaders?: readonly string[];
  /** CORS: methods that are allowed; answer to a preflight request. */
  readonly accessControlAllowMethods?: readonly string[];
  /** CORS: origins that are allowed, for example `https://example.com`, or `*`. */
  readonly accessControlAllowOriginList?: readonly string[];
  /** CORS: regular expressions (Go's RE2) of origins that are allowed. */
  readonly accessControlAllowOriginListRegex?: readonly string[];
  /** CORS: response headers that scripts may read. */
  readonly accessControlExposeHeaders?: readonly string[];
  /**
   * CORS: seconds for which a browser may keep the answer to a preflight request.
   *
   * @asType integer
   * @default - header not sent
   */
  readonly accessControlMaxAge?: number;
  /**
   * CORS: adds `Vary: Origin` to responses.
   *
   * @default false
   */
  readonly addVaryHeader?: boolean;
  /**
   * Hosts that are allowed; a request for another one gets 500.
   *
   * @default - all
   */
  readonly allowedHosts?: readonly string[];
  /** Headers in which a proxy may have put the host of the request. */
  readonly hostsProxyHeaders?: readonly string[];
  /** Headers with the values that mean a request came by HTTPS, for example `X-Forwarded-Proto: https`. */
  readonly sslProxyHeaders?: Readonly<Record<string, string>>;
  /**
   * `max-age` of `Strict-Transport-Security` in seconds; 0 does not send the header.
   *
   * @asType integer
   * @minimum 0
   * @default 0
   */
  readonly stsSeconds?: number;
  /**
   * Adds `includeSubDomains` to `Strict-Transport-Security`.
   *
   * @default false
   */
  readonly stsIncludeSubdomains?: boolean;
  /**
   * Adds `preload` to `Strict-Transport-Security`.
   *
   * @default false
   */
  readonly stsPreload?: boolean;
  /**
   * Sends `Strict-Transport-Security` over plain HTTP too.
   *
   * @default false
   */
  readonly forceSTSHeader?: boolean;
  /**
   * Sends `X-Frame-Options: DENY`.
   *
   * @default false
   */
  readonly frameDeny?: boolean;
  /** Value of `X-Frame-Options`; wins over `frameDeny`. */
  readonly customFrameOptionsValue?: string;
  /**
   * Sends `X-Content-Type-Options: nosniff`.
   *
   * @default false
   */
  readonly contentTypeNosniff?: boolean;
  /**
   * Sends `X-XSS-Protection: 1; mode=block`.
   *
   * @default false
   */
  readonly browserXssFilter?: boolean;
  /** Value of `X-XSS-Protection`; wins over `browserXssFilter`. */
  readonly customBrowserXSSValue?: string;
  /** Value of `Content-Security-Policy`. */
  readonly contentSecurityPolicy?: string;
  /** Value of `Content-Security-Policy-Report-Only`. */
  readonly contentSecurityPolicyReportOnly?: string;
  /** Value of `Public-Key-Pins`, which browsers no longer read. */
  readonly publicKey?: string;
  /** Value of `Referrer-Policy`. */
  readonly referrerPolicy?: string;
  /** Value of `Permissions-Policy`. */
  readonly permissionsPolicy?: string;
  /**
   * Turns `allowedHosts` and `Strict-Transport-Security` off, for development.
   *
   * @default false
   */
  readonly isDevelopment?: boolean;
  /**
   * Value of `Feature-Policy`.
   *
   * @deprecated use `permissionsPolicy`
   */
  readonly featurePolicy?: string;
  /**
   * @deprecated without effect; use redirectScheme, or the redirection of the entry point
   */
  readonly sslRedirect?: boolean;
  /**
   * @deprecated without effect; use redirectScheme, or the redirection of the entry point
   */
  readonly sslTemporaryRedirect?: boolean;
  /**
   * @deprecated without effect; use redirectRegex
   */
  readonly sslHost?: string;
  /**
   * @deprecated without effect; use redirectRegex
   */
  readonly sslForceHost?: boolean;
}
