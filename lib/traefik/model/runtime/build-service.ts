import { readStatusRanges } from '../../api/read';
import { createHash } from 'node:crypto';
import type { Cookie, LoadBalancer, Service } from '../dynamic/configuration';
import { resolveName } from '../dynamic/names';
import type { Builder } from './builder';
import { type BuildContext, type ServiceState, disable, enter } from './state';

/** Builds a service and all below it; gives the error for which what needs it cannot be built. */
export function buildService(builder: Builder, context: BuildContext, reference: string): string | undefined {
  const name = resolveName(context.provider, reference);
  if (builder.builtServices.has(name)) return undefined;
  if (name.endsWith('@internal')) return internalError(builder, name);
  const state = builder.runtime.services.get(name);
  if (!state) return `the service "${name}" does not exist`;
  if (state.status === 'disabled') return state.errors.join(', ');
  const inner = enter(context, 'service', name);
  const error = 'error' in inner ? inner.error : buildKind(builder, inner, state);
  if (error !== undefined) {
    disable(state, error);
    return error;
  }
  builder.builtServices.add(name);
  return undefined;
}

/** Services that Traefik itself is. */
function internalError(builder: Builder, name: string): string | undefined {
  const { api, ping, metrics, providers } = builder.runtime.statics.file;
  const local = name.slice(0, -'@internal'.length);
  const enabled: ReadonlyMap<string, boolean> = new Map([
    ['noop', true],
    ['api', api !== undefined],
    ['dashboard', api !== undefined && api.dashboard !== false],
    ['ping', ping !== undefined],
    ['prometheus', metrics?.prometheus !== undefined],
    ['rest', providers?.rest !== undefined],
    ['acme-http', builder.runtime.services.has('acme-http@internal')],
  ]);
  const isEnabled = enabled.get(local);
  if (isEnabled === undefined) return `unknown internal service ${name}`;
  return isEnabled ? undefined : `${local} is not enabled`;
}

function buildKind(
  builder: Builder,
  context: BuildContext,
  state: ServiceState<Service>,
): string | undefined {
  const error = buildBalancer(builder, context, state);
  if (error !== undefined) return error;
  return builder.buildChain(context, state.config.middlewares ?? []);
}

function buildBalancer(
  builder: Builder,
  context: BuildContext,
  state: ServiceState<Service>,
): string | undefined {
  const { loadBalancer, weighted, highestRandomWeight, mirroring, failover, stub } = state.config;
  if (stub) return undefined;
  if (loadBalancer) return buildLoadBalancer(builder, context, state, loadBalancer);
  if (weighted) {
    const cookie = weighted.sticky?.cookie;
    if (cookie) {
      const sticky = { cookie: named(cookie, state.name) };
      state.config = { ...state.config, weighted: { ...weighted, sticky } };
    }
    return buildAll(builder, context, weighted.services);
  }
  if (highestRandomWeight) return buildAll(builder, context, highestRandomWeight.services);
  if (mirroring) return buildMirroring(builder, context, mirroring);
  if (failover) return buildFailover(builder, context, state.name, failover);
  return `the service "${state.name}" does not have any type defined`;
}

function buildAll(
  builder: Builder,
  context: BuildContext,
  children: readonly { readonly name?: string }[] = [],
): string | undefined {
  for (const { name = '' } of children) {
    const error = buildService(builder, context, name);
    if (error !== undefined) return error;
  }
  return undefined;
}

function buildLoadBalancer(
  builder: Builder,
  context: BuildContext,
  state: ServiceState<Service>,
  loadBalancer: LoadBalancer,
): string | undefined {
  const { serversTransport = '', sticky, servers = [], healthCheck } = loadBalancer;
  const transport = serversTransport === '' ? '' : resolveName(context.provider, serversTransport);
  const cookie = sticky?.cookie;
  if (transport !== '' || cookie) {
    const loadBalancerOfName = {
      ...loadBalancer,
      ...(transport !== '' && { serversTransport: transport }),
      ...(cookie && { sticky: { cookie: named(cookie, state.name) } }),
    };
    state.config = { ...state.config, loadBalancer: loadBalancerOfName };
  }
  const isMissing = transport !== '' && !builder.runtime.configuration.serversTransports.has(transport);
  if (isMissing && (servers.length > 0 || healthCheck)) {
    const [server] = servers;
    return `error building proxy for server URL ${server?.url ?? ''}: getting ServersTransport: servers transport not found ${transport}`;
  }
  return undefined;
}

/** The cookie's name is made of the service's where none is given. */
function named(cookie: Cookie, service: string): Cookie {
  const { name = '' } = cookie;
  if (name !== '') return { ...cookie, name: name.replace(/[^!#$%&'*+\-.^`|~A-Za-z0-9]/gu, '_') };
  const hash = createHash('sha1').update(`_TRAEFIK_BACKEND_${service}`).digest('hex');
  return { ...cookie, name: `_${hash}`.slice(0, 6) };
}

function buildMirroring(
  builder: Builder,
  context: BuildContext,
  { service = '', mirrors = [] }: NonNullable<Service['mirroring']>,
): string | undefined {
  const error = buildService(builder, context, service);
  if (error !== undefined) return error;
  for (const { name = '', percent = 0 } of mirrors) {
    const mirrorError = buildService(builder, context, name);
    if (mirrorError !== undefined) return mirrorError;
    if (percent < 0 || percent > 100) return 'percent must be between 0 and 100';
  }
  return undefined;
}

function buildFailover(
  builder: Builder,
  context: BuildContext,
  name: string,
  { service = '', fallback = '', errors }: NonNullable<Service['failover']>,
): string | undefined {
  const error = buildService(builder, context, service);
  if (error !== undefined) return error;
  const status = errors?.status ?? [];
  if (status.length === 0 && !reportsHealth(builder, context, service)) {
    return `child service ${service} of ${name} does not report its health`;
  }
  const ranges = readStatusRanges(status);
  if (typeof ranges === 'string') return `error creating failover service ${name}: ${ranges}`;
  return buildService(builder, context, fallback);
}

/** Only load balancers with a health check tell when they are down. */
function reportsHealth(builder: Builder, context: BuildContext, reference: string): boolean {
  const state = builder.runtime.services.get(resolveName(context.provider, reference));
  return state?.config.loadBalancer?.healthCheck !== undefined;
}
