import type { NamedService, ServiceTarget } from './service-target';
import type {
  Chain,
  Errors,
  ExactlyOne,
  LoadBalancerService,
  MiddlewareKinds,
  MiddlewareTCPSpec,
  ServiceTCP,
  ServiceUDP,
} from '../../traefik/api';
import type { ObjectTarget } from './target';

/*
 * What may stand where a route wants a middleware or a service. The two stand together because each may hold the
 * other: error pages come from a service, and a service has middlewares.
 */

/** A chain whose members may be constructs, names or inline middlewares. */
export interface ChainOptions extends Omit<Chain, 'middlewares'> {
  /** The middlewares, in the order in which a request passes them. */
  readonly middlewares: readonly RouteMiddleware[];
}

/** Error pages whose service may be a construct. */
export interface ErrorsOptions extends Omit<Errors, 'service'> {
  /** The service that has the pages. */
  readonly service: RouteService;
}

/** The kinds of HTTP middleware, with references as broad as in routes. */
export interface InlineMiddlewareKinds extends Omit<MiddlewareKinds, 'chain' | 'errors'> {
  /** Several middlewares as one. */
  readonly chain?: ChainOptions;
  /** Answers with a page of another service instead of certain status codes. */
  readonly errors?: ErrorsOptions;
}

/** An HTTP middleware written in place: exactly one of the 26 kinds. */
export type InlineMiddleware = ExactlyOne<InlineMiddlewareKinds>;

/** A TCP middleware written in place: exactly one of the 3 kinds. */
export type InlineMiddlewareTCP = MiddlewareTCPSpec;

/**
 * What may stand where an HTTP middleware is wanted: a `Middleware`, its name, its name and namespace, or the
 * middleware itself, which then becomes an object of its own.
 */
export type RouteMiddleware = ObjectTarget | InlineMiddleware;

/** What may stand where a TCP middleware is wanted. */
export type RouteMiddlewareTCP = ObjectTarget | InlineMiddlewareTCP;

/** A service with options: `service` is a construct or a name, or `name` stands beside the options. */
type WithTarget<Options> = Options & ({ readonly service: ServiceTarget } | NamedService);

/** Fields that say which service is meant; they are replaced by `service` or `name`. */
type TargetFields = 'name' | 'namespace' | 'kind';

/** How an HTTP route uses a service. */
export interface RouteServiceOptions extends Omit<
  LoadBalancerService,
  TargetFields | 'middlewares' | 'serversTransport'
> {
  /**
   * Middlewares that requests to this service pass, after those of the route.
   *
   * @default none
   */
  readonly middlewares?: readonly RouteMiddleware[];

  /**
   * How Traefik connects to the service: a `ServersTransport` or its name, looked up in the namespace of the Service.
   *
   * @default Traefik's default transport
   */
  readonly serversTransport?: ObjectTarget;
}

/**
 * A service of an HTTP route: the service itself, its name, or either of them with options. Port and scheme follow
 * from the service.
 */
export type RouteService = ServiceTarget | WithTarget<RouteServiceOptions>;

/** How a TCP route uses a service. */
export interface RouteServiceTCPOptions extends Omit<ServiceTCP, TargetFields | 'port' | 'serversTransport'> {
  /**
   * Port of the service, by name or number.
   *
   * @default the only TCP port of the service that may be routed
   */
  readonly port?: number | string;

  /**
   * How Traefik connects to the service: a `ServersTransportTCP` or its name, looked up in the namespace of the route.
   *
   * @default Traefik's default transport
   */
  readonly serversTransport?: ObjectTarget;
}

/** A service of a TCP route. */
export type RouteServiceTCP = ServiceTarget | WithTarget<RouteServiceTCPOptions>;

/** How a UDP route uses a service. */
export interface RouteServiceUDPOptions extends Omit<ServiceUDP, TargetFields | 'port'> {
  /**
   * Port of the service, by name or number.
   *
   * @default the only UDP port of the service that may be routed
   */
  readonly port?: number | string;
}

/** A service of a UDP route. */
export type RouteServiceUDP = ServiceTarget | WithTarget<RouteServiceUDPOptions>;
