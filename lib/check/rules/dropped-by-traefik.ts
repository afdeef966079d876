import { dropsOf, remedyOf } from '../../traefik/model';
import { groupOfKind } from '../cluster';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { isForOthers, ruleOfDrop } from './reasons';
import { sentence } from './sentence';

/** Routes and objects that Traefik leaves out, for a reason that no narrower rule has told. */
export const droppedByTraefik: TrafficCheck = (inventory, model, followOn) =>
  dropsOf(model).flatMap(({ object, path, reason }): ObjectFinding[] => {
    const placed = inventory.made(object.kind, object.namespace, object.name);
    if (!placed || followOn.isTold(placed, path)) return [];
    const remedy = remedyOf(model, object, path, reason);
    return [
      {
        placed,
        rule: ruleOfDrop(object.kind, reason),
        message: groupOfKind(object.kind) === 'gateway.networking.k8s.io' ? sentence(reason) : logged(reason),
        field: path,
        ...(remedy !== undefined && { fix: ended(`${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}`) }),
        ...(isForOthers(reason) && { severity: 'info' }),
      },
    ];
  });

/** A line of Traefik's log as a sentence. */
function logged(reason: string): string {
  return ended(`Traefik says: ${reason}`);
}

function ended(text: string): string {
  return `${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}
