import type { MiddlewareConfig } from '../../api/middlewares';
import type { TcpMiddlewareConfig } from '../../api/tcp-middlewares';
import type {
  Priority,
  ProviderConfiguration,
  Router,
  Service,
  StreamService,
  TcpRouter,
  UdpRouter,
} from '../dynamic/configuration';
import { providerOf } from '../dynamic/names';
import type { StaticConfiguration } from '../static';

/*
 * What /api/rawdata shows beside the configuration. It is filled while routers are built, as Traefik fills it,
 * and left alone afterwards.
 */

/** Whether a thing works, and why not. */
export interface Health {
  status: 'enabled' | 'disabled' | 'warning';
  readonly errors: string[];
}

/** An HTTP router while it is built. */
export interface RouterState extends Health {
  readonly name: string;
  readonly config: Router;
  priority: Priority;
  /** Become qualified names once the router is built. */
  middlewares: readonly string[];
  using: string[];
  children: string[];
}

/** A TCP router while it is built. */
export interface TcpRouterState extends Health {
  readonly name: string;
  readonly config: TcpRouter;
  priority: Priority;
  middlewares: readonly string[];
  readonly using: string[];
}

/** A UDP router while it is built. */
export interface UdpRouterState extends Health {
  readonly name: string;
  readonly config: UdpRouter;
  readonly using: string[];
}

/** A middleware while it is built. */
export interface MiddlewareState<T> extends Health {
  readonly name: string;
  config: T;
  readonly usedBy: string[];
}

/** A service while it is built. */
export interface ServiceState<T> extends Health {
  readonly name: string;
  config: T;
  readonly usedBy: string[];
}

/** Everything that runs. */
export interface Runtime {
  readonly statics: StaticConfiguration;
  readonly configuration: ProviderConfiguration;
  readonly routers: ReadonlyMap<string, RouterState>;
  readonly middlewares: ReadonlyMap<string, MiddlewareState<MiddlewareConfig>>;
  readonly services: ReadonlyMap<string, ServiceState<Service>>;
  readonly tcpRouters: ReadonlyMap<string, TcpRouterState>;
  readonly tcpMiddlewares: ReadonlyMap<string, MiddlewareState<TcpMiddlewareConfig>>;
  readonly tcpServices: ReadonlyMap<string, ServiceState<StreamService>>;
  readonly udpRouters: ReadonlyMap<string, UdpRouterState>;
  readonly udpServices: ReadonlyMap<string, ServiceState<StreamService>>;
}

/** A runtime in which nothing is built yet. */
export function makeRuntime(statics: StaticConfiguration, configuration: ProviderConfiguration): Runtime {
  return {
    statics,
    configuration,
    routers: states(configuration.routers, makeRouter),
    middlewares: states(configuration.middlewares, makeUsed),
    services: states(configuration.services, makeUsed),
    tcpRouters: states(configuration.tcpRouters, makeTcpRouter),
    tcpMiddlewares: states(configuration.tcpMiddlewares, makeUsed),
    tcpServices: states(configuration.tcpServices, makeUsed),
    udpRouters: states(configuration.udpRouters, makeUdpRouter),
    udpServices: states(configuration.udpServices, makeUsed),
  };
}

function states<T, S>(
  from: ReadonlyMap<string, T>,
  make: (name: string, config: T) => S,
): ReadonlyMap<string, S> {
  const made = new Map<string, S>();
  for (const [name, config] of from) made.set(name, make(name, config));
  return made;
}

function makeRouter(name: string, config: Router): RouterState {
  const { priority, middlewares } = config;
  return { name, config, priority, middlewares, using: [], children: [], status: 'enabled', errors: [] };
}

function makeTcpRouter(name: string, config: TcpRouter): TcpRouterState {
  const { priority, middlewares } = config;
  return { name, config, priority, middlewares, using: [], status: 'enabled', errors: [] };
}

function makeUdpRouter(name: string, config: UdpRouter): UdpRouterState {
  return { name, config, using: [], status: 'enabled', errors: [] };
}

function makeUsed<T>(name: string, config: T): ServiceState<T> & MiddlewareState<T> {
  return { name, config, usedBy: [], status: 'enabled', errors: [] };
}

/** Adds an error that takes the thing out of service. The same error counts once. */
export function disable(state: Health, error: string): void {
  if (state.errors.includes(error)) return;
  state.errors.push(error);
  state.status = 'disabled';
}

/** Adds an error that leaves the thing in service. */
export function warn(state: Health, error: string): void {
  if (state.errors.includes(error)) return;
  state.errors.push(error);
  if (state.status !== 'disabled') state.status = 'warning';
}

/** Whose provider unqualified names mean, and what is being built around: it guards against recursion. */
export interface BuildContext {
  readonly provider: string;
  readonly stack: readonly string[];
}

/** How deep chains of chains and services of services may nest. */
const maxDepth = 500;

/** Steps into an element, or says that it is already being built. */
export function enter(
  context: BuildContext,
  kind: 'service' | 'middleware',
  name: string,
): BuildContext | { readonly error: string } {
  const item = `${kind}:${name}`;
  if (context.stack.length >= maxDepth) return { error: `${kind} ${name} is nested too deeply` };
  if (!context.stack.includes(item)) {
    const provider = name.includes('@') ? providerOf(name) : context.provider;
    return { provider, stack: [...context.stack, item] };
  }
  const path = [...context.stack, item].join('->');
  return { error: `could not instantiate ${kind} ${name}: recursion detected in ${path}` };
}
