import { providerOf } from '../dynamic/names';
import { buildStreamService } from './build-tcp';
import { type Runtime, type UdpRouterState, disable, warn } from './state';

/** Builds UDP routers: of several on one entry point the one with the last name takes all. */
export function buildUdp(runtime: Runtime): ReadonlyMap<string, string> {
  const entryPoints = [...runtime.statics.entryPoints.values()]
    .filter(({ protocol }) => protocol === 'udp')
    .map(({ name }) => name);
  const byEntryPoint = new Map<string, UdpRouterState[]>(entryPoints.map((name) => [name, []]));
  for (const router of runtime.udpRouters.values()) {
    const wanted = router.config.entryPoints.length > 0 ? router.config.entryPoints : entryPoints;
    for (const name of wanted) {
      const there = byEntryPoint.get(name);
      if (!there) {
        warn(router, `entryPoint "${name}" doesn't exist`);
        continue;
      }
      router.using.push(name);
      there.push(router);
    }
    if (router.using.length === 0) disable(router, 'no valid entryPoint for this router');
  }
  const handlers = new Map<string, string>();
  for (const [entryPoint, routers] of byEntryPoint) {
    const sorted = [...new Set(routers)].toSorted((a, b) => (a.name > b.name ? -1 : 1));
    // All are built, since each that fails is disabled; only the first takes the datagrams.
    const [first] = sorted.flatMap((router) => (buildRouter(runtime, router) ? [router] : []));
    if (first) handlers.set(entryPoint, first.name);
  }
  return handlers;
}

function buildRouter(runtime: Runtime, router: UdpRouterState): boolean {
  const context = { provider: providerOf(router.name), stack: [] };
  const { service } = router.config;
  const error =
    service === ''
      ? 'the service is missing on the udp router'
      : buildStreamService(runtime.udpServices, runtime, context, service);
  if (error !== undefined) disable(router, error);
  return error === undefined;
}
