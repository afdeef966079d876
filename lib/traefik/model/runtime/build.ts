import type { ProviderConfiguration } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';
import type { StaticConfiguration } from '../static';
import { type HttpMuxers, buildHttp } from './build-http';
import { buildChain } from './build-middleware';
import { buildService } from './build-service';
import { type TcpMuxers, buildTcp } from './build-tcp';
import { buildUdp } from './build-udp';
import type { Builder } from './builder';
import { applyModels, mergeConfigurations } from './merge';
import { parseRouterTree } from './router-tree';
import { type Runtime, makeRuntime } from './state';
import { resolveTlsOptions } from './tls-options';

/** All that runs, and the multiplexers through which requests find it. */
export interface Built {
  readonly runtime: Runtime;
  readonly http: HttpMuxers;
  readonly tcp: ReadonlyMap<string, TcpMuxers>;
  /** The router of each UDP entry point. */
  readonly udp: ReadonlyMap<string, string>;
}

/** Makes of what the providers say what Traefik runs. */
export function buildRuntime(
  statics: StaticConfiguration,
  configurations: ReadonlyMap<string, ProviderConfiguration>,
): Built {
  const modelled = applyModels(mergeConfigurations(configurations, statics.defaultEntryPoints));
  const routers = resolveTlsOptions(modelled.routers, statics);
  const runtime = makeRuntime(statics, { ...modelled, routers });
  const builder: Builder = {
    runtime,
    builtServices: new Set(),
    builtMiddlewares: new Set(),
    buildService: (context, reference) => buildService(builder, context, reference),
    buildChain: (context, names) => buildChain(builder, context, names),
  };
  parseRouterTree(runtime.routers);
  const http = buildHttp(builder);
  const tcp = buildTcp(runtime);
  const udp = buildUdp(runtime);
  recordUse(runtime);
  return { runtime, http, tcp, udp };
}

/** Notes at services and middlewares which routers name them. */
function recordUse(runtime: Runtime): void {
  for (const [name, router] of runtime.routers) {
    for (const middleware of router.middlewares) {
      runtime.middlewares.get(resolveName(providerOf(name), middleware))?.usedBy.push(name);
    }
    runtime.services.get(resolveName(providerOf(name), router.config.service))?.usedBy.push(name);
  }
  for (const [name, { config }] of runtime.tcpRouters) {
    runtime.tcpServices.get(resolveName(providerOf(name), config.service))?.usedBy.push(name);
  }
  for (const [name, { config }] of runtime.udpRouters) {
    runtime.udpServices.get(resolveName(providerOf(name), config.service))?.usedBy.push(name);
  }
}
