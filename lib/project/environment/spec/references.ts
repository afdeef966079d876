import type { LoadBalancerService, MiddlewareSpec, ServiceTCP, ServiceUDP } from '../../../traefik/api';

/** An object of the cluster by name, in the environment's namespace or another. */
export interface NamedReference {
  /** Name of the object; `name@provider` refers to what another provider of Traefik's made. */
  readonly name: string;
  /**
   * Namespace of the object. Another one than the environment's needs
   * `traefik.providers.kubernetesCRD.allowCrossNamespace`.
   * @default the environment's namespace
   */
  readonly namespace?: string;
}

/**
 * A middleware of a route: a name from `middlewares` (or `existing.middlewares`), a name with its namespace, or
 * the middleware itself, which then becomes an object of its own.
 */
export type HttpMiddlewareReference = string | NamedReference | MiddlewareSpec;

/** A middleware of a TCP route: a name from `tcpMiddlewares` (or `existing.tcpMiddlewares`), or with its namespace. */
export type TcpMiddlewareReference = string | NamedReference;

/** TLS options: a name from `tls.options` (or `existing.tlsOptions`), or a name with its namespace. */
export type TlsOptionReference = string | NamedReference;

/** A service of an HTTP route in full. Of a service in `services`, port and scheme follow from its ports. */
export interface HttpServiceTarget extends Omit<LoadBalancerService, 'middlewares'> {
  /** Middlewares that run for this service only, after those of the route. */
  readonly middlewares?: readonly HttpMiddlewareReference[];
}

/** A service of a TCP route in full. Of a service in `services`, the port may be left out if only one can be meant. */
export interface TcpServiceTarget extends Omit<ServiceTCP, 'port'> {
  /** Port of the Service, by number or by name. @default the only TCP port that may be routed */
  readonly port?: ServiceTCP['port'];
}

/** A service of a UDP route in full. Of a service in `services`, the port may be left out if only one can be meant. */
export interface UdpServiceTarget extends Omit<ServiceUDP, 'port'> {
  /** Port of the Service, by number or by name. @default the only UDP port */
  readonly port?: ServiceUDP['port'];
}

/** A service of an HTTP route: a name from `services` (its port `http`) or `traefikServices`, or in full. */
export type HttpServiceReference = string | HttpServiceTarget;

/** A service of a TCP route: a name from `services`, or in full. */
export type TcpServiceReference = string | TcpServiceTarget;

/** A service of a UDP route: a name from `services`, or in full. */
export type UdpServiceReference = string | UdpServiceTarget;
