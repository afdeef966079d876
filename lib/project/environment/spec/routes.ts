import type { RedirectToHttps } from '../../../constructs/routing';
import type { Route, RouterTLS, RouterTLSTCP, RouteTCP } from '../../../traefik/api';
import type {
  HttpMiddlewareReference,
  HttpServiceReference,
  NamedReference,
  TcpMiddlewareReference,
  TcpServiceReference,
  TlsOptionReference,
  UdpServiceReference,
} from './references';

/** Routes by protocol and name. Each becomes an object of its own: IngressRoute, IngressRouteTCP, IngressRouteUDP. */
export interface Routes {
  /** HTTP routes by name. */
  readonly http?: Readonly<Record<string, HttpRoute>>;
  /** TCP routes by name. */
  readonly tcp?: Readonly<Record<string, TcpRoute>>;
  /** UDP routes by name. */
  readonly udp?: Readonly<Record<string, UdpRoute>>;
}

/** What routes of every protocol have. */
export interface AnyRoute {
  /**
   * Keys of `traefik.entryPoints` on which the route listens.
   * @default Traefik's default entry points
   */
  readonly entryPoints?: readonly string[];
  /** IngressClass whose Traefik shall take the route. @default none */
  readonly ingressClassName?: string;
  /** Labels of the object. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the object. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An HTTP route: an IngressRoute with one rule, in IngressRoute's own words. */
export interface HttpRoute extends AnyRoute, Omit<Route, 'kind' | 'middlewares' | 'services'> {
  /** Middlewares that the request passes, first to last. */
  readonly middlewares?: readonly HttpMiddlewareReference[];
  /** Services that share the requests by weight. Only a parent of other routes may have none. */
  readonly services?: readonly HttpServiceReference[];
  /** TLS of the route: it then answers HTTPS only. `{}` serves Traefik's default certificate. @default no TLS */
  readonly tls?: HttpRouteTls;
  /**
   * Answers plain HTTP on a second entry point with a redirect to HTTPS, for the same rule. `true` is
   * `{ entryPoint: web }`.
   * @default false
   */
  readonly redirectToHttps?: boolean | RedirectToHttps;
  /**
   * `exclusive` leaves what this route matches out of the rules of all other routes that lack one of its guards
   * (basicAuth, digestAuth, forwardAuth, ipAllowList). Without it a more general route takes the requests, past the
   * guards, when Traefik cannot make one of them: when its Secret is missing, for example.
   * @default other rules stay as they are, and synth warns
   */
  readonly guards?: 'exclusive';
  /**
   * Routes whose rule and middlewares come before this one's: names from `routes.http` (or
   * `existing.ingressRoutes`), or names with their namespaces. Such a route has no entry points and no TLS.
   * @default none
   */
  readonly parentRefs?: readonly (string | NamedReference)[];
}

/** TLS of an HTTP route: a certificate of the environment, of a resolver, or in a Secret; at most one of them. */
export interface HttpRouteTls extends Omit<RouterTLS, 'options'> {
  /** Key of `certificates`: its names follow from the routes that use it. */
  readonly certificate?: string;
  /** TLS options. All routes of one host must name the same. @default the TLSOption named default */
  readonly options?: TlsOptionReference;
}

/** A TCP route: an IngressRouteTCP with one rule, in IngressRouteTCP's own words. */
export interface TcpRoute extends AnyRoute, Omit<RouteTCP, 'middlewares' | 'services'> {
  /** TCP middlewares that the connection passes, first to last. */
  readonly middlewares?: readonly TcpMiddlewareReference[];
  /** Services that share the connections by weight. */
  readonly services: readonly TcpServiceReference[];
  /** TLS of the route. Without it HostSNI can only be `*`. @default no TLS */
  readonly tls?: TcpRouteTls;
}

/** TLS of a TCP route. */
export interface TcpRouteTls extends Omit<RouterTLSTCP, 'options'> {
  /** Key of `certificates`: its names follow from the routes that use it. */
  readonly certificate?: string;
  /** TLS options. @default the TLSOption named default */
  readonly options?: TlsOptionReference;
}

/** A UDP route: an IngressRouteUDP. There is no rule; an entry point serves one route only. */
export interface UdpRoute extends AnyRoute {
  /** Services that share the datagrams by weight. */
  readonly services: readonly UdpServiceReference[];
}
