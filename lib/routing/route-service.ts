import type { RouteMiddleware } from './route-middleware';
import type { NamedService, ServiceTarget } from './service-target';
import type { LoadBalancerService, ServiceTCP, ServiceUDP } from './spec';
import type { ObjectTarget } from './target';

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
