import { own } from '../../../../core/base';
import type { TraefikVersion } from '../../../version';
import type { ClusterObject } from '../cluster';
import type { Listener } from './listeners';
import { gatewayGroup } from './versions';
import { type Condition, type GatewayStatus, fault, fine } from './status';

/** What Traefik says of a Gateway once all routes are read. */
export function gatewayStatus(
  gateway: ClusterObject,
  listeners: readonly Listener[],
  version: TraefikVersion,
): GatewayStatus {
  const { kind, namespace, name } = gateway;
  return {
    object: { kind, namespace, name },
    conditions: conditionsOf(gateway, listeners, version),
    listeners: listeners.map((listener) => ({
      name: listener.name,
      attachedRoutes: listener.attachedRoutes,
      supportedKinds: listener.supportedKinds.map((supported) => ({ group: gatewayGroup, kind: supported })),
      conditions: listener.faults.length > 0 ? listener.faults : allFine,
    })),
  };
}

const allFine: readonly Condition[] = ['Accepted', 'ResolvedRefs', 'Programmed'].map((type) =>
  fine(type, type, 'No error found'),
);

function conditionsOf(
  gateway: ClusterObject,
  listeners: readonly Listener[],
  version: TraefikVersion,
): readonly Condition[] {
  const path = ['spec', 'listeners'];
  const wrong = listeners.filter(({ faults }) => faults.length > 0).length;
  if (!version.has('gateway-conditions')) {
    const message = 'Gateway successfully scheduled';
    return wrong > 0
      ? [fault('Accepted', 'ListenersNotValid', 'All Listeners must be valid', path)]
      : [fine('Accepted', 'Accepted', message), fine('Programmed', 'Programmed', message)];
  }
  const parameters = own(own(own(gateway.value, 'spec'), 'infrastructure'), 'parametersRef');
  if (parameters !== undefined && parameters !== null) {
    const message = 'Gateway infrastructure parametersRef is not supported';
    return [fault('Accepted', 'InvalidParameters', message, ['spec', 'infrastructure', 'parametersRef'])];
  }
  if (wrong > 0 && wrong === listeners.length) {
    return [
      fault('Accepted', 'ListenersNotValid', 'At least one Listener must be valid', path),
      fault('Programmed', 'Invalid', 'No Listener is valid', path),
    ];
  }
  const but = wrong > 0 ? ', but some Listeners are not valid' : '';
  return [
    fine('Accepted', wrong > 0 ? 'ListenersNotValid' : 'Accepted', `Gateway successfully scheduled${but}`),
    fine('Programmed', 'Programmed', `Gateway successfully programmed${but}`),
  ];
}
