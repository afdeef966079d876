import { asList, own } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import type { KubernetesGatewayProvider } from '../../static';
import type { ClusterObject } from '../cluster';
import type { KubernetesView } from '../kubernetes';
import { text } from '../read';
import { type Drop, dropped } from '../result';
import type { AttachedGateway, GatewayContext } from './context';
import { controllerName } from './names';
import { gatewayGroup } from './versions';
import { gatewayObject, readRoute, type RouteKind } from './route';

/** Why Traefik does not read an object at all, and the field that says so. */
interface Reason {
  readonly text: string;
  readonly path: FieldPath;
}

/** Notes that Traefik does not read an object at all. */
export function unselected(object: ClusterObject, { path, text: reason }: Reason): Drop {
  return { ...dropped(object, path, reason), isWhole: true, isUnselected: true };
}

/** Why Traefik does not read a Gateway; undefined where it does. */
export function unselectedGateway(
  { view, options }: GatewayContext,
  classes: readonly string[],
  gateway: ClusterObject,
): Reason | undefined {
  const address = addressError(view, options);
  if (address !== undefined) return { text: address, path: [] };
  if (!view.isWatched(gateway.namespace)) return unwatched(gateway);
  const wanted = text(own(own(gateway.value, 'spec'), 'gatewayClassName'));
  if (classes.includes(wanted)) return undefined;
  const path = ['spec', 'gatewayClassName'];
  const found = gatewayObject(view.cluster, 'GatewayClass', 'default', wanted);
  if (!found) {
    return {
      path,
      text: `there is no GatewayClass "${wanted}" of the controller ${controllerName} among the objects`,
    };
  }
  const controller = text(own(own(found.value, 'spec'), 'controllerName'));
  return controller === controllerName
    ? {
        path,
        text: `the labels of its GatewayClass "${wanted}" do not match the selector "${options.labelSelector ?? ''}"`,
      }
    : {
        path,
        text: `its GatewayClass "${wanted}" names ${controller === '' ? 'no controller' : `the controller ${controller}`}`,
      };
}

/** Without an address for the status of Gateways Traefik reads none at all. */
function addressError(
  view: KubernetesView,
  { statusAddress }: KubernetesGatewayProvider,
): string | undefined {
  if (!statusAddress) return undefined;
  const { ip = '', hostname = '', service: { name = '', namespace = '' } = {} } = statusAddress;
  if (ip !== '' || hostname !== '') return undefined;
  if (name === '' || namespace === '') {
    return 'Unable to get Gateway status addresses: empty Gateway status address configuration';
  }
  return view.isWatched(namespace)
    ? undefined
    : `Unable to get Gateway status addresses: getting service: failed to get service ${namespace}/${name}: namespace is not within watched namespaces`;
}

/** Why Traefik does not read a route; undefined where one of its parents is a Gateway of Traefik's. */
export function unselectedRoute(
  { view }: GatewayContext,
  gateways: readonly AttachedGateway[],
  object: ClusterObject,
): Reason | undefined {
  if (!view.isWatched(object.namespace)) return unwatched(object);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only routes are asked about
  const { parentRefs } = readRoute(object, object.kind as RouteKind);
  const named = parentRefs
    .filter(({ group, kind }) => group === gatewayGroup && kind === 'Gateway')
    .map(({ namespace = object.namespace, name }) => ({ namespace, name }));
  const isOurs = named.some((parent) =>
    gateways.some(({ namespace, name }) => namespace === parent.namespace && name === parent.name),
  );
  if (isOurs) return undefined;
  const path = ['spec', 'parentRefs'];
  const written = asList(own(own(object.value, 'spec'), 'parentRefs')).length;
  if (named.length === 0) {
    return { path, text: written === 0 ? 'it names no Gateway' : 'none of its parentRefs names a Gateway' };
  }
  const missing = named.find(
    ({ namespace, name }) => !gatewayObject(view.cluster, 'Gateway', namespace, name),
  );
  if (missing) {
    return { path, text: `there is no Gateway ${missing.namespace}/${missing.name} among the objects` };
  }
  const others = named.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  return { path, text: `this Traefik does not read the Gateway ${others}` };
}

function unwatched({ namespace }: ClusterObject): Reason {
  return { path: ['metadata', 'namespace'], text: `namespace "${namespace}" is not watched` };
}
