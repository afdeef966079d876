import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type Source, type TrafficModel, builtOf, routePath } from '../../traefik/model';
import type { Inventory } from '../cluster';

/** All routers of a model, whatever they carry. */
export function routersOf(model: TrafficModel) {
  const { routers, tcpRouters, udpRouters } = builtOf(model).runtime;
  return [...routers.values(), ...tcpRouters.values(), ...udpRouters.values()];
}

/** The object that a router came from. */
export function sourceOf(inventory: Inventory, source: Source | undefined): PlacedObject | undefined {
  return source && inventory.made(source.kind, source.namespace, source.name);
}

/** The route of an object that a router came from. */
export function routeField({ object }: PlacedObject, source: Source | undefined): FieldPath {
  return source ? routePath(object, source.route) : [];
}

/** Tells from which route an HTTP or TCP router came. */
export function routerSources(model: TrafficModel): (router: string) => Source | undefined {
  const { routers, tcpRouters } = builtOf(model).runtime;
  return (router) => (routers.get(router) ?? tcpRouters.get(router))?.config.source;
}
