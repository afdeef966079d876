import type { EncodedCharacters } from '../../api';
import type { MiddlewareConfig } from '../../api/middlewares';
import type { TcpMiddlewareConfig } from '../../api/tcp-middlewares';
import type { Backend } from '../../request';

/*
 * Traefik's dynamic configuration as plain data: what providers make of objects. Names of fields are those of
 * /api/rawdata; what that does not print is said so.
 */

/** The object, and the route in it, from which a router came. Not printed. */
export interface Source {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly route: number;
}

/** A domain for which a certificate is asked. */
export interface Domain {
  readonly main?: string;
  readonly sans?: readonly string[];
}

/** TLS of an HTTP router. */
export interface RouterTls {
  readonly options?: string;
  readonly certResolver?: string;
  readonly domains?: readonly Domain[];
}

/** Access logs, metrics and traces of a router. */
export interface Observability {
  readonly accessLogs?: boolean;
  readonly metrics?: boolean;
  readonly tracing?: boolean;
  readonly traceVerbosity?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Internal routers have priorities beyond the safe integers. */
export type Priority = number | bigint;

/** An HTTP router. */
export interface Router {
  readonly entryPoints: readonly string[];
  readonly middlewares: readonly string[];
  readonly service: string;
  readonly rule: string;
  /** Undefined where the router is a root: an empty list (all parents gone) is something else. */
  readonly parentRefs: readonly string[] | undefined;
  readonly ruleSyntax: string;
  readonly priority: Priority;
  readonly tls: RouterTls | undefined;
  readonly observability: Observability | undefined;
  /** Not printed. */
  readonly deniedEncodedCharacters: EncodedCharacters | undefined;
  /** The TLS options with which the router answers, once conflicts are resolved. Not printed. */
  readonly resolvedOptions: string;
  /** Whether other routers ask for other options for one of its hosts, and Traefik is told to disable them all. */
  readonly isConflicting?: boolean;
  /** Whether the provider made its rule: then no request passes it twice. Not printed. */
  readonly isDefaultRule?: boolean;
  readonly source: Source | undefined;
  /** Other objects that make a router of this name: chance decides whose stays. Not printed. */
  readonly rivals?: readonly Source[];
}

/** A router with what its provider says of it; the rest is what Traefik takes where nothing is said. */
export function routerWith(said: Partial<Router> & Pick<Router, 'entryPoints' | 'rule' | 'service'>): Router {
  return {
    middlewares: [],
    parentRefs: undefined,
    ruleSyntax: 'default',
    priority: 0,
    tls: undefined,
    observability: undefined,
    deniedEncodedCharacters: undefined,
    resolvedOptions: '',
    source: undefined,
    ...said,
  };
}

/** A TCP router. */
export interface TcpRouter {
  readonly entryPoints: readonly string[];
  readonly middlewares: readonly string[];
  readonly service: string;
  readonly rule: string;
  readonly ruleSyntax: string;
  readonly priority: Priority;
  readonly tls: (RouterTls & { readonly passthrough: boolean }) | undefined;
  readonly source: Source | undefined;
  /** Other objects that make a router of this name: chance decides whose stays. Not printed. */
  readonly rivals?: readonly Source[];
}

/** A UDP router. */
export interface UdpRouter {
  readonly entryPoints: readonly string[];
  readonly service: string;
  readonly source: Source | undefined;
  /** Other objects that make a router of this name: chance decides whose stays. Not printed. */
  readonly rivals?: readonly Source[];
}

/** One server of an HTTP load balancer. */
export interface Server {
  /** Absent where a container does not run, and only labels speak of its server: requests to it fail. */
  readonly url?: string;
  readonly fenced?: boolean;
  /** Its part of the requests beside the other servers'. */
  readonly weight?: number;
  readonly preservePath?: boolean;
  /** What it belongs to where servers belong to several. Not printed. */
  readonly backend?: Backend;
}

/** The cookie of sticky sessions. */
export interface Cookie {
  readonly name?: string;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: string;
  readonly maxAge?: number;
  readonly path?: string;
  readonly domain?: string;
}

/** A load balancer over servers. */
export interface LoadBalancer {
  readonly sticky?: { readonly cookie?: Cookie };
  readonly servers?: readonly Server[];
  readonly strategy?: string;
  readonly healthCheck?: Readonly<Record<string, unknown>>;
  readonly passiveHealthCheck?: Readonly<Record<string, unknown>>;
  readonly passHostHeader: boolean;
  readonly responseForwarding?: { readonly flushInterval?: string };
  readonly serversTransport?: string;
  /** What decides the server under the strategy `hrw`, in nginx's variables. */
  readonly nginxUpstreamHashBy?: string;
}

/** A child of a weighted service. */
export interface WeightedChild {
  readonly name?: string;
  /** The name that is printed, where that of a stub would be read as one of another provider. */
  readonly printedName?: string;
  readonly weight?: number;
}

/** What Traefik answers in place of a backend of the Gateway API that is not to be had. */
export interface Stub {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP service: exactly one of its kinds, or none for internal ones. */
export interface Service {
  readonly middlewares?: readonly string[];
  readonly loadBalancer?: LoadBalancer;
  readonly highestRandomWeight?: { readonly services?: readonly WeightedChild[] };
  readonly weighted?: {
    readonly services?: readonly WeightedChild[];
    readonly sticky?: { readonly cookie?: Cookie };
  };
  readonly mirroring?: {
    readonly service?: string;
    readonly mirrorBody?: boolean;
    readonly maxBodySize?: number;
    readonly mirrors?: readonly { readonly name?: string; readonly percent?: number }[];
  };
  readonly failover?: {
    readonly service?: string;
    readonly fallback?: string;
    readonly errors?: { readonly status?: readonly string[]; readonly maxRequestBodyBytes?: number };
  };
  /** Whether it is no service at all: the one who names it answers in its place. Not printed, and it is not listed. */
  readonly stub?: Stub;
  /** Not printed. */
  readonly backend?: Backend;
  /** Whether the servers are the one address of a Service (nativeLB). Not printed. */
  readonly isOneAddress?: boolean;
  /** What other references said of this service, which counts no more: its last one has other settings. Not printed. */
  readonly replaced?: Replaced;
}

/** Settings of references to a service that are lost to those of a later one. */
export interface Replaced {
  /** The sticky cookies that they set, by name, where the last one sets none; empty names are Traefik's own. */
  readonly cookies: readonly string[];
}

/** One server of a TCP or UDP load balancer. */
export interface StreamServer {
  readonly address: string;
  readonly tls?: boolean;
  /** What it belongs to where servers belong to several. Not printed. */
  readonly backend?: Backend;
}

/** A TCP or UDP service. */
export interface StreamService {
  readonly loadBalancer?: {
    readonly servers?: readonly StreamServer[];
    readonly serversTransport?: string;
    readonly proxyProtocol?: { readonly version?: number };
    readonly terminationDelay?: number;
  };
  readonly weighted?: { readonly services?: readonly WeightedChild[] };
  /** Not printed. */
  readonly backend?: Backend;
}

/** TLS options, as far as they decide a handshake. */
export interface TlsOptions {
  readonly minVersion?: string;
  readonly maxVersion?: string;
  readonly cipherSuites?: readonly string[];
  readonly curvePreferences?: readonly string[];
  readonly clientAuthType?: string;
  /** PEM of the client CAs that could be read. */
  readonly clientCAs: readonly string[];
  readonly sniStrict: boolean;
  readonly alpnProtocols: readonly string[];
}

/** What one provider says. Keys are names without the provider. */
export interface ProviderConfiguration {
  readonly routers: Map<string, Router>;
  readonly middlewares: Map<string, MiddlewareConfig>;
  readonly services: Map<string, Service>;
  readonly models: Map<string, Model>;
  readonly serversTransports: Map<string, ServersTransport>;
  readonly tcpRouters: Map<string, TcpRouter>;
  readonly tcpMiddlewares: Map<string, TcpMiddlewareConfig>;
  readonly tcpServices: Map<string, StreamService>;
  readonly tcpServersTransports: Map<string, ServersTransport>;
  readonly udpRouters: Map<string, UdpRouter>;
  readonly udpServices: Map<string, StreamService>;
  readonly tlsOptions: Map<string, TlsOptions>;
  /** Certificates by the Secret that they came from. */
  readonly certificates: Map<string, Certificate>;
  /** Of the default store; empty where that has none of its own. */
  readonly defaultCertificates: Map<string, DefaultCertificate>;
}

/** A certificate that Traefik may serve. */
export interface Certificate {
  /** The Secret that holds it, `namespace/name`. */
  readonly secret: string;
  readonly pem: string;
  /** Only the default store serves; certificates of other stores are held and never used. */
  readonly inDefaultStore: boolean;
}

/** What the default store serves where no certificate is for a server name. */
export type DefaultCertificate =
  | { readonly kind: 'secret'; readonly secret: string; readonly pem: string }
  | { readonly kind: 'generated'; readonly resolver: string; readonly names: readonly string[] };

/** A transport, as far as it decides whether a backend can be reached. */
export interface ServersTransport {
  readonly insecureSkipVerify: boolean;
  readonly rootCAs: number;
  readonly disableHTTP2: boolean;
}

/** What an entry point adds to the routers on it. */
export interface Model {
  readonly middlewares: readonly string[];
  readonly tls: RouterTls | undefined;
  readonly observability: Observability | undefined;
  readonly deniedEncodedCharacters: EncodedCharacters | undefined;
  readonly defaultRuleSyntax: string;
}

/** An empty configuration to fill. */
export function emptyConfiguration(): ProviderConfiguration {
  return {
    routers: new Map(),
    middlewares: new Map(),
    services: new Map(),
    models: new Map(),
    serversTransports: new Map(),
    tcpRouters: new Map(),
    tcpMiddlewares: new Map(),
    tcpServices: new Map(),
    tcpServersTransports: new Map(),
    udpRouters: new Map(),
    udpServices: new Map(),
    tlsOptions: new Map(),
    certificates: new Map(),
    defaultCertificates: new Map(),
  };
}
