import type { FieldPath } from '../../../../core/finding';
import { type ProviderConfiguration, emptyConfiguration } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import type { AttachedGateway, Attachment, GatewayContext } from './context';
import { commonHostnames } from './hostnames';
import type { Listener } from './listeners';
import { gatewayGroup } from './versions';
import type { GatewayRoute, ParentRef } from './route';
import { type Condition, type RouteStatus, fault, fine } from './status';

/** What a kind of route makes on a listener: written into the attachment, with whether all that it names is there. */
export type LoadRoute = (context: GatewayContext, attachment: Attachment) => Condition;

/** Attaches a route to the listeners that take it; undefined where it names no Gateway of Traefik's. */
export function attachRoute(
  context: GatewayContext,
  gateways: readonly AttachedGateway[],
  route: GatewayRoute,
  load: LoadRoute,
): RouteStatus | undefined {
  const parents = route.parentRefs.flatMap((parentRef, index) => {
    const gateway = gatewayOf(gateways, route, parentRef);
    if (!gateway) return [];
    const path = ['spec', 'parentRefs', index];
    return [{ parentRef, conditions: attachTo(context, { route, gateway, parentRef, path }, load) }];
  });
  const { kind, namespace, name } = route.object;
  return parents.length === 0 ? undefined : { object: { kind, namespace, name }, parents };
}

function gatewayOf(
  gateways: readonly AttachedGateway[],
  { object }: GatewayRoute,
  { group, kind, namespace = object.namespace, name }: ParentRef,
): AttachedGateway | undefined {
  if (group !== gatewayGroup || kind !== 'Gateway') return undefined;
  return gateways.find((gateway) => gateway.namespace === namespace && gateway.name === name);
}

interface Wish {
  readonly route: GatewayRoute;
  readonly gateway: AttachedGateway;
  readonly parentRef: ParentRef;
  readonly path: FieldPath;
}

/** Attaches a route to the listeners of one Gateway, as far as they take it. */
function attachTo(context: GatewayContext, wish: Wish, load: LoadRoute): readonly Condition[] {
  const { route, gateway, path } = wish;
  let reason = 'NoMatchingParent';
  let isAccepted = false;
  let resolved: Condition | undefined;
  for (const listener of gateway.listeners) {
    const hostnames = route.kind === 'TCPRoute' ? [] : commonHostnames(listener.hostname, route.hostnames);
    const refused = refusal(wish, listener, hostnames !== undefined);
    if (refused === undefined) listener.attachedRoutes += 1;
    else if (refused !== 'NoMatchingParent') reason = refused;
    const configuration = emptyConfiguration();
    // References are resolved even for listeners that do not take the route: the first that fails is told.
    const condition = load(context, { route, gateway, listener, hostnames: hostnames ?? [], configuration });
    if (resolved === undefined || resolved.status === 'True') resolved = condition;
    if (refused === undefined && listener.faults.length === 0) {
      takeOver(configuration, context.configuration);
      isAccepted = true;
    }
  }
  const accepted = isAccepted ? fine('Accepted', 'Accepted') : fault('Accepted', reason, '', path);
  return resolved ? [accepted, resolved] : [accepted];
}

/** Why a listener does not take a route; undefined where it does. */
function refusal(
  { route, parentRef: { sectionName, port } }: Wish,
  listener: Listener,
  hasHostname: boolean,
): string | undefined {
  const isMeant =
    (sectionName === '' || sectionName === listener.name) && (port === undefined || port === listener.port);
  if (!isMeant) return 'NoMatchingParent';
  if (!isAllowed(listener, route.kind, route.object.namespace)) return 'NotAllowedByListeners';
  return hasHostname ? undefined : 'NoMatchingListenerHostname';
}

/** Whether a listener takes routes of a kind and a namespace; one that Traefik gave up on allows none. */
export function isAllowed({ allowed, supportedKinds }: Listener, kind: string, namespace: string): boolean {
  return (allowed === 'all' || allowed.includes(namespace)) && supportedKinds.includes(kind);
}

function takeOver(from: ProviderConfiguration, to: ProviderConfiguration): void {
  for (const [name, router] of from.routers) putRouter(to.routers, name, router);
  for (const [name, router] of from.tcpRouters) putRouter(to.tcpRouters, name, router);
  for (const [name, middleware] of from.middlewares) to.middlewares.set(name, middleware);
  for (const [name, service] of from.services) to.services.set(name, service);
  for (const [name, service] of from.tcpServices) to.tcpServices.set(name, service);
  for (const [name, transport] of from.serversTransports) to.serversTransports.set(name, transport);
}
