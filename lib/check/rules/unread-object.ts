import { groupOf } from '../../core/manifest';
import { unreadOf } from '../../traefik/model';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { sentence } from './sentence';

/** Objects that speak of routes, and that no provider of this Traefik reads. */
export const unreadObject: TrafficCheck = ({ objects, facts: { traefik } }, model) => {
  const grounds = new Map(unreadOf(model).map((unread) => [keyOf(unread.object), unread]));
  if (grounds.size === 0) return [];
  const isKnown = traefik?.configuration !== undefined || traefik?.isOfChart === true;
  return objects.flatMap((placed): ObjectFinding[] => {
    const { apiVersion, kind, metadata } = placed.object;
    const { namespace = 'default', name } = metadata;
    const ground = grounds.get(keyOf({ apiVersion, kind, namespace, name }));
    const weight = weightOf(groupOf(apiVersion));
    if (!ground || (weight.rule === 'unread-object' && !isKnown)) return [];
    const { reason, fix } = ground;
    return [{ placed, ...weight, message: sentence(reason), fix: sentence(fix), field: ['apiVersion'] }];
  });
};

/** What is not Traefik's own may be for another controller. */
function weightOf(group: string): Pick<ObjectFinding, 'rule' | 'severity'> {
  if (group === 'traefik.containo.us') return { rule: 'old-api-group' };
  return group === 'traefik.io' ? { rule: 'unread-object' } : { rule: 'unread-object', severity: 'info' };
}

function keyOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): string {
  return JSON.stringify([object.apiVersion, object.kind, object.namespace, object.name]);
}
