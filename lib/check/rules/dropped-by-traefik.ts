import type { PlacedObject } from '../../core/manifest';
import { dockerApiVersion, dropsOf, remedyOf } from '../../traefik/model';
import { groupOfKind } from '../cluster';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { isForOthers, ruleOfDrop } from './reasons';
import { SaidOnce, saidIn } from './said-in';
import { sentence } from './sentence';

/** Routes and objects that Traefik leaves out, for a reason that no narrower rule has told. */
export const droppedByTraefik: TrafficCheck = (inventory, model, followOn) => {
  const once = new SaidOnce();
  return dropsOf(model).flatMap(({ object, path, reason }): ObjectFinding[] => {
    const placed = inventory.made(object.kind, object.namespace, object.name);
    if (!placed || followOn.isTold(placed, path)) return [];
    const said = saidIn(placed, reason, path);
    if (said && !once.isFirst(placed, said)) return [];
    const remedy = remedyOf(model, object, path, reason);
    return [
      {
        placed,
        rule: ruleOfDrop(object.kind, reason),
        message: groupOfKind(object.kind) === 'gateway.networking.k8s.io' ? sentence(reason) : logged(reason),
        field: said ?? path,
        ...(remedy !== undefined && { fix: ended(`${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}`) }),
        ...((isForOthers(reason) || isUnasked(placed)) && { severity: 'info' }),
      },
    ];
  });
};

/** Whether it is a container that says nothing of Traefik: Docker's provider reads it all the same. */
function isUnasked({ object: { apiVersion, metadata } }: PlacedObject): boolean {
  const labels = Object.keys(metadata.labels ?? {});
  return (
    apiVersion === dockerApiVersion && !labels.some((label) => label.toLowerCase().startsWith('traefik.'))
  );
}

/** A line of Traefik's log as a sentence. */
function logged(reason: string): string {
  return ended(`Traefik says: ${reason}`);
}

function ended(text: string): string {
  return `${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}
