import { dropsOf, remedyOf } from '../../traefik/model';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { isForOthers, ruleOfDrop } from './reasons';

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
        message: sentence(reason),
        field: path,
        ...(remedy !== undefined && { fix: `${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}.` }),
        ...(isForOthers(reason) && { severity: 'info' }),
      },
    ];
  });

/** A line of Traefik's log as a sentence. */
function sentence(reason: string): string {
  return `Traefik says: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`;
}
