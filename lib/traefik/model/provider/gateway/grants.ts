import { asList, own } from '../../../../core/base';
import { text } from '../read';
import type { GatewayContext } from './context';
import { gatewayGroup } from './versions';
import { type BackendRef, type GatewayRoute, listOf } from './route';

/** What a reference leads from and to. */
interface CrossReference {
  readonly fromKind: string;
  readonly fromNamespace: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Why a reference into another namespace is not allowed there; undefined where it is. */
export function grantError({ view }: GatewayContext, reference: CrossReference): string | undefined {
  const { fromKind, fromNamespace, group, kind, name, namespace } = reference;
  if (namespace === fromNamespace) return undefined;
  if (!view.isWatched(namespace)) {
    return `listing ReferenceGrant: failed to get ReferenceGrants: namespace ${namespace} is not within watched namespaces`;
  }
  const isGranted = listOf(view.cluster, 'ReferenceGrant').some((grant) => {
    if (grant.namespace !== namespace) return false;
    const spec = own(grant.value, 'spec');
    const isFrom = asList(own(spec, 'from')).some(
      (from) =>
        (text(own(from, 'group')) || 'core') === gatewayGroup &&
        own(from, 'kind') === fromKind &&
        own(from, 'namespace') === fromNamespace,
    );
    const isTo = asList(own(spec, 'to')).some(
      (to) =>
        (text(own(to, 'group')) || 'core') === group &&
        own(to, 'kind') === kind &&
        (own(to, 'name') ?? name) === name,
    );
    return isFrom && isTo;
  });
  return isGranted ? undefined : 'missing ReferenceGrant';
}

/** The same of a backend of a route. */
export function backendGrantError(
  context: GatewayContext,
  { kind: fromKind, object: { namespace: fromNamespace } }: GatewayRoute,
  { group, kind, name, namespace }: BackendRef,
): string | undefined {
  return grantError(context, {
    fromKind,
    fromNamespace,
    group,
    kind,
    name,
    namespace: namespace || fromNamespace,
  });
}
