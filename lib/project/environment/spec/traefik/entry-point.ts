import type { StaticDomain, StaticDuration } from './scalars';

/**
 * A port that Traefik listens on. Source: Traefik docs, reference/install-configuration/entrypoints.
 */
export interface EntryPoint {
  /**
   * `[host]:port[/tcp|/udp]`. An entry point serves TCP (and HTTP on it), or UDP, never both.
   * @pattern ^.*:[0-9]{1,5}(/([tT][cC][pP]|[uU][dD][pP]))?$
   * @examples [":8443", ":4222/tcp", ":5353/udp"]
   */
  readonly address: string;
  /**
   * Routers that name no entry point go to the entry points marked so.
   * @default false: where none is marked, such routers go to all entry points but `traefik`
   */
  readonly asDefault?: boolean;
  /**
   * Lets routers of your own answer ACME TLS and HTTP challenges.
   * @default false
   */
  readonly allowACMEByPass?: boolean;
  /**
   * Lets several processes listen on the same port.
   * @default false
   */
  readonly reusePort?: boolean;
  /** Whose `X-Forwarded-*` headers are believed. */
  readonly forwardedHeaders?: ForwardedHeaders;
  /** Whose PROXY protocol header is believed; `{}` turns it on without trusting anyone. */
  readonly proxyProtocol?: EntryPointProxyProtocol;
  /** What holds for every HTTP router on this entry point. */
  readonly http?: EntryPointHttp;
  /** HTTP/2 limits. */
  readonly http2?: EntryPointHttp2;
  /** HTTP/3; `{}` turns it on. */
  readonly http3?: EntryPointHttp3;
  /** Timeouts and limits of client connections. */
  readonly transport?: EntryPointTransport;
  /** UDP sessions. */
  readonly udp?: EntryPointUdp;
  /** What routers on this entry point log, count and trace unless they say otherwise. */
  readonly observability?: EntryPointObservability;
}

/** Whose `X-Forwarded-*` headers are believed. */
export interface ForwardedHeaders {
  /**
   * Believe everyone. Any client can then claim any address.
   * @default false
   */
  readonly insecure?: boolean;
  /** IP addresses and CIDR ranges that are believed, for example the load balancer's. */
  readonly trustedIPs?: readonly string[];
  /** `Connection` header names that pass through the middlewares before they are removed. */
  readonly connection?: readonly string[];
  /**
   * Leaves the client's address out of `X-Forwarded-For`.
   * @default false
   */
  readonly notAppendXForwardedFor?: boolean;
}

/** Whose PROXY protocol header is believed. */
export interface EntryPointProxyProtocol {
  /**
   * Believe everyone.
   * @default false
   */
  readonly insecure?: boolean;
  /** IP addresses and CIDR ranges that are believed. */
  readonly trustedIPs?: readonly string[];
}

/** What holds for every HTTP router on an entry point. */
export interface EntryPointHttp {
  /** Sends all requests on to another entry point, ahead of every router. */
  readonly redirections?: EntryPointRedirections;
  /**
   * Middlewares in front of every router's own, first one first, as Traefik names them.
   * @examples [["traefik-security-headers@kubernetescrd"]]
   */
  readonly middlewares?: readonly string[];
  /** TLS for every router that has none of its own; `{}` serves HTTPS with default options. */
  readonly tls?: EntryPointTls;
  /** Which percent-encoded characters a path may hold. */
  readonly encodedCharacters?: EntryPointEncodedCharacters;
  /**
   * Encodes `;` in queries as `%3B` before routing.
   * @default false
   */
  readonly encodeQuerySemicolons?: boolean;
  /**
   * Removes `/./`, `/../` and repeated slashes from paths before routing.
   * @default true
   */
  readonly sanitizePath?: boolean;
  /**
   * Largest size of a request's headers, in bytes.
   * @default 1048576
   * @minimum 0
   * @asType integer
   */
  readonly maxHeaderBytes?: number;
  /**
   * What becomes of request headers whose names have anything but letters, digits and dashes: CGI, PHP and nginx take
   * `X_Auth_User` and `X.Auth.User` for `X-Auth-User`. Since 3.7.12.
   * @default keep
   */
  readonly aliasHeadersStrategy?: 'keep' | 'delete' | 'reject';
  /**
   * What becomes of request headers with `_` in their names; `aliasHeadersStrategy` is what follows it.
   * @default keep
   */
  readonly underscoreHeadersStrategy?: 'keep' | 'delete' | 'reject';
}

/** Redirections of a whole entry point. */
export interface EntryPointRedirections {
  /** The redirection to another entry point. */
  readonly entryPoint?: EntryPointRedirection;
}

/** A redirection of a whole entry point to another. */
export interface EntryPointRedirection {
  /** Name of the entry point, or `:port`. */
  readonly to: string;
  /**
   * Scheme of the new address.
   * @default https
   */
  readonly scheme?: string;
  /**
   * 308 (301 for GET and HEAD) rather than 307 (302).
   * @default true
   */
  readonly permanent?: boolean;
  /**
   * Priority of the router that redirects. Lower it where routes of your own must win, such as ACME challenges.
   * @default 9223372036854775806
   */
  readonly priority?: number;
}

/** TLS for every HTTP router of an entry point that has none of its own. */
export interface EntryPointTls {
  /** TLS options as Traefik names them, for example `shop-strict@kubernetescrd`. */
  readonly options?: string;
  /** A key of `certificatesResolvers`. */
  readonly certResolver?: string;
  /** Domains to request certificates for, instead of those in the routers' rules. */
  readonly domains?: readonly StaticDomain[];
}

/** Which percent-encoded characters a path may hold; a request with another one is refused with 400. */
export interface EntryPointEncodedCharacters {
  /** `%2F`. @default true */
  readonly allowEncodedSlash?: boolean;
  /** `%5C`. @default true */
  readonly allowEncodedBackSlash?: boolean;
  /** `%00`. @default true */
  readonly allowEncodedNullCharacter?: boolean;
  /** `%3B`. @default true */
  readonly allowEncodedSemicolon?: boolean;
  /** `%25`. @default true */
  readonly allowEncodedPercent?: boolean;
  /** `%3F`. @default true */
  readonly allowEncodedQuestionMark?: boolean;
  /** `%23`. @default true */
  readonly allowEncodedHash?: boolean;
}

/** HTTP/2 limits of an entry point. */
export interface EntryPointHttp2 {
  /**
   * Streams that a client may have open on one connection.
   * @default 250
   * @minimum 0
   * @asType integer
   */
  readonly maxConcurrentStreams?: number;
  /**
   * Size of the HPACK table for reading, in bytes.
   * @default 4096
   * @minimum 0
   * @asType integer
   */
  readonly maxDecoderHeaderTableSize?: number;
  /**
   * Size of the HPACK table for writing, in bytes.
   * @default 4096
   * @minimum 0
   * @asType integer
   */
  readonly maxEncoderHeaderTableSize?: number;
}

/** HTTP/3 on an entry point. */
export interface EntryPointHttp3 {
  /**
   * UDP port that clients are told.
   * @default the port of the entry point
   * @minimum 0
   * @maximum 65535
   * @asType integer
   */
  readonly advertisedPort?: number;
}

/** Timeouts and limits of client connections. */
export interface EntryPointTransport {
  /** How Traefik ends. */
  readonly lifeCycle?: {
    /** How long requests are still taken after Traefik was told to end. @default 0 */
    readonly requestAcceptGraceTimeout?: StaticDuration;
    /** How long running requests may take to end. @default 10s */
    readonly graceTimeOut?: StaticDuration;
  };
  /** Limits of one request. */
  readonly respondingTimeouts?: {
    /** For reading the whole request, body included. 0 is no limit. @default 60s */
    readonly readTimeout?: StaticDuration;
    /** For writing the response. 0 is no limit. @default 0 */
    readonly writeTimeout?: StaticDuration;
    /** For an idle keep-alive connection. 0 is no limit. @default 180s */
    readonly idleTimeout?: StaticDuration;
  };
  /** Age at which a keep-alive connection is closed. 0 is never. @default 0 */
  readonly keepAliveMaxTime?: StaticDuration;
  /**
   * Requests after which a keep-alive connection is closed. 0 is never.
   * @default 0
   * @minimum 0
   * @asType integer
   */
  readonly keepAliveMaxRequests?: number;
}

/** UDP sessions of an entry point. */
export interface EntryPointUdp {
  /** How long an idle session is kept. @default 3s */
  readonly timeout?: StaticDuration;
}

/** What routers on an entry point log, count and trace unless they say otherwise. */
export interface EntryPointObservability {
  /** Access logs. @default true */
  readonly accessLogs?: boolean;
  /** Metrics. @default true */
  readonly metrics?: boolean;
  /** Traces. @default true */
  readonly tracing?: boolean;
  /** How much a trace tells. @default minimal */
  readonly traceVerbosity?: 'minimal' | 'detailed';
}
