import type { FieldPath } from '../../core/finding';
import type { Referrer } from './referrer';
import { type ObjectTarget, resolveReference } from './target';

/**
 * Spells a servers transport. The field has no place for a namespace: in another namespace than the one where
 * Traefik looks, the transport is only found under the name that Traefik gives it inside.
 *
 * @param referrer looks up from the Service's namespace in HTTP routes, from the route's own in TCP routes
 */
export function resolveServersTransport(
  referrer: Referrer,
  kind: 'ServersTransport' | 'ServersTransportTCP',
  transport: ObjectTarget | undefined,
  field: FieldPath,
): string | undefined {
  if (transport === undefined) return undefined;
  const { name, namespace } = resolveReference(referrer, kind, transport, field);
  if (namespace === undefined) return name;
  return `${`${namespace}-${name}`.replace(/[^a-z0-9]+/gi, '-')}@kubernetescrd`;
}
