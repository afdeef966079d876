import type { TraefikVersion } from '../../version';
import { tcpMiddlewareRefusal } from '../../api/tcp-middlewares';
import type { StreamService } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';
import { type Rule, domainsOf, readRule, rulePriority, serverNamesOf } from '../rules';
import { maxUserPriority } from './build-http';
import { defaultOptions } from './merge';
import { type Route, precedenceOf, sortRoutes } from './muxer';
import { RouteIndex } from './route-index';
import {
  type BuildContext,
  type Runtime,
  type ServiceState,
  type TcpRouterState,
  disable,
  enter,
  warn,
} from './state';
import { tlsOptionsError } from './tls';
import { optionsOf } from './tls-options';

/** A TCP router in a multiplexer. */
export interface TcpRoute extends Route {
  readonly isCatchAll: boolean;
  /** The TLS options of the handshake; undefined for passthrough, for plain TCP and where they are broken. */
  readonly options: string | undefined;
  readonly kind: 'plain' | 'passthrough' | 'tls' | 'broken';
}

/** What an entry point does with TLS connections for a host of an HTTP router. */
export interface HostRoute {
  readonly host: string;
  readonly rule: Rule;
  readonly priority: number;
  /** The TLS options of the handshake; undefined where they are broken, which closes the connection. */
  readonly options: string | undefined;
}

/** The multiplexers of one entry point below HTTP. */
export interface TcpMuxers {
  readonly plain: RouteIndex<TcpRoute>;
  readonly tls: RouteIndex<TcpRoute>;
  readonly hosts: RouteIndex<HostRoute>;
}

/** Builds TCP routers, and the routes by which TLS finds HTTP routers. */
export function buildTcp(runtime: Runtime): ReadonlyMap<string, TcpMuxers> {
  const byEntryPoint = tcpRoutersByEntryPoint(runtime);
  const muxers = new Map<string, TcpMuxers>();
  for (const [name, entryPoint] of runtime.statics.entryPoints) {
    if (entryPoint.protocol !== 'tcp') continue;
    const options = hostOptions(runtime, name);
    let hosts: TcpMuxers['hosts'] | undefined;
    const routes = (byEntryPoint.get(name) ?? []).flatMap((router) => buildRouter(runtime, router) ?? []);
    muxers.set(name, {
      plain: new RouteIndex(sortRoutes(routes.filter(({ kind }) => kind === 'plain'))),
      tls: new RouteIndex(sortRoutes(routes.filter(({ kind }) => kind !== 'plain'))),
      // A rule for each host is much work, and many models are asked for no connection.
      get hosts() {
        return (hosts ??= new RouteIndex(hostRoutes(options)));
      },
    });
  }
  return muxers;
}

function tcpRoutersByEntryPoint(runtime: Runtime): ReadonlyMap<string, readonly TcpRouterState[]> {
  const result = new Map<string, TcpRouterState[]>();
  for (const router of runtime.tcpRouters.values()) {
    for (const name of router.config.entryPoints) {
      if (runtime.statics.entryPoints.get(name)?.protocol !== 'tcp') {
        warn(router, `entryPoint "${name}" doesn't exist`);
        continue;
      }
      router.using.push(name);
      const there = result.get(name) ?? [];
      result.set(name, there);
      if (!there.includes(router)) there.push(router);
    }
    if (router.using.length === 0) disable(router, 'no valid entryPoint for this router');
  }
  return result;
}

/** Hosts of an entry point's HTTP routers with TLS, and the options of their handshakes; undefined for broken ones. */
interface HostOptions {
  readonly hosts: readonly string[];
  readonly options: string | undefined;
}

function hostOptions(runtime: Runtime, entryPoint: string): readonly HostOptions[] {
  const found: HostOptions[] = [];
  for (const router of runtime.routers.values()) {
    const { config } = router;
    if (!config.tls || !config.entryPoints.includes(entryPoint)) continue;
    const hosts = domainsOf(config.rule, runtime.statics.version);
    if (!hosts) {
      disable(router, `invalid rule ${config.rule}`);
      continue;
    }
    const wanted = optionsOf(router.name, config);
    if (hosts.length === 0) {
      found.push({ hosts: ['*'], options: defaultOptions });
      if (wanted !== defaultOptions) {
        warn(router, `no domain found in rule ${config.rule}, the TLS option ${wanted} cannot be applied`);
      }
    }
    // It was disabled for that when it was built.
    if (config.isConflicting) continue;
    if (hosts.length > 0 && config.resolvedOptions !== wanted) {
      warn(
        router,
        "router's TLSOptions configuration is conflicting with other routers on the same entrypoint and host, default TLS options will be used instead",
      );
    }
    const isBroken = tlsOptionsError(runtime.configuration.tlsOptions, config.resolvedOptions) !== undefined;
    found.push({ hosts, options: isBroken ? undefined : config.resolvedOptions });
  }
  return found;
}

function hostRoutes(found: readonly HostOptions[]): readonly HostRoute[] {
  // Of two options for one host chance decides, since Traefik walks its routers in no order.
  const byHost = new Map<string, Set<string | undefined>>();
  for (const { hosts, options } of found) {
    for (const host of hosts) byHost.set(host, (byHost.get(host) ?? new Set()).add(options));
  }
  return [...byHost]
    .flatMap(([host, names]) => [...names].flatMap((resolved) => hostRoute(host, resolved) ?? []))
    .toSorted((a, b) => b.priority - a.priority);
}

function hostRoute(host: string, options: string | undefined): HostRoute | undefined {
  const text = `HostSNI(${JSON.stringify(host)})`;
  const read = readRule(text, '', 'tcp');
  return 'error' in read ? undefined : { host, rule: read.rule, priority: read.rule.priority, options };
}

function buildRouter(runtime: Runtime, router: TcpRouterState): TcpRoute | undefined {
  const { config, name } = router;
  if (router.priority === 0) router.priority = rulePriority(config.rule, 'tcp');
  const error = routerError(router, runtime.statics.version);
  if (error !== undefined) {
    disable(router, error);
    return undefined;
  }
  const isTerminated = config.tls !== undefined && !config.tls.passthrough;
  const options = optionsOf(name, config);
  const optionsError = isTerminated ? tlsOptionsError(runtime.configuration.tlsOptions, options) : undefined;
  if (optionsError !== undefined) disable(router, optionsError);
  else {
    const handlerError = buildHandler(runtime, router);
    if (handlerError !== undefined) {
      disable(router, handlerError);
      return undefined;
    }
  }
  const read = readRule(config.rule, config.ruleSyntax, 'tcp', runtime.statics.version);
  if ('error' in read) {
    disable(router, read.error);
    return undefined;
  }
  const { tree } = read.rule;
  const only = tree.kind === 'not' ? tree.operand : tree;
  const isCatchAll =
    only.kind === 'matcher' && only.name === 'HostSNI' && only.args.length === 1 && only.args[0] === '*';
  return {
    router: name,
    rule: read.rule,
    priority: router.priority,
    precedence: precedenceOf(name, runtime.statics.file.providers?.precedence),
    isCatchAll,
    options: isTerminated && optionsError === undefined ? options : undefined,
    kind: optionsError === undefined ? kindOf(config.tls) : 'broken',
  };
}

function kindOf(tls: TcpRouterState['config']['tls']): TcpRoute['kind'] {
  if (!tls) return 'plain';
  return tls.passthrough ? 'passthrough' : 'tls';
}

function routerError(
  { config, priority, name }: TcpRouterState,
  version: TraefikVersion,
): string | undefined {
  if (config.service === '') return 'the service is missing on the router';
  if (config.rule === '') return 'router has no rule';
  const names = serverNamesOf(config.rule, version);
  if (!names) return `invalid rule: "${config.rule}"`;
  const [first] = names;
  if (first !== undefined && first !== '*' && !config.tls) {
    return `invalid rule: "${config.rule}" , has HostSNI matcher, but no TLS on router`;
  }
  if (priority > maxUserPriority && !name.endsWith('@internal')) {
    return `the router priority ${priority} exceeds the max user-defined priority ${maxUserPriority}`;
  }
  return undefined;
}

function buildHandler(runtime: Runtime, router: TcpRouterState): string | undefined {
  const context: BuildContext = { provider: providerOf(router.name), stack: [] };
  router.middlewares = router.config.middlewares.map((name) => resolveName(context.provider, name));
  const error = buildStreamService(runtime.tcpServices, runtime, context, router.config.service);
  if (error !== undefined) return error;
  for (const name of router.middlewares.toReversed()) {
    const middlewareError = buildMiddleware(runtime, name);
    if (middlewareError !== undefined) return middlewareError;
  }
  return undefined;
}

function buildMiddleware(runtime: Runtime, name: string): string | undefined {
  const state = runtime.tcpMiddlewares.get(name);
  if (!state) return `middleware "${name}" does not exist`;
  const error = tcpMiddlewareRefusal(state.config, name);
  if (error !== undefined) disable(state, error);
  return error;
}

/** Builds a TCP or UDP service with its children. */
export function buildStreamService(
  services: ReadonlyMap<string, ServiceState<StreamService>>,
  { configuration, statics }: Runtime,
  context: BuildContext,
  reference: string,
): string | undefined {
  const build = (around: BuildContext, target: string): string | undefined => {
    const name = resolveName(around.provider, target);
    const state = services.get(name);
    if (!state) return `the service "${name}" does not exist`;
    const inner = enter(around, 'service', name);
    if ('error' in inner) return inner.error;
    const { loadBalancer, weighted } = state.config;
    if (loadBalancer) {
      const { serversTransport = '', servers = [] } = loadBalancer;
      if (serversTransport === '') return undefined;
      const transport = resolveName(inner.provider, serversTransport);
      state.config = { ...state.config, loadBalancer: { ...loadBalancer, serversTransport: transport } };
      const isMissing = servers.length > 0 && !configuration.tcpServersTransports.has(transport);
      return isMissing ? `no transport configuration found for "${transport}"` : undefined;
    }
    if (!weighted) {
      const error = `the service "${name}" does not have any type defined`;
      disable(state, error);
      return error;
    }
    for (const { name: child = '' } of weighted.services ?? []) {
      const error = build(inner, child);
      if (error === undefined) continue;
      if (statics.version.has('stream-child-errors')) disable(state, error);
      return error;
    }
    return undefined;
  };
  return build(context, reference);
}
