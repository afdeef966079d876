import type { PlacedObject } from '../../core/manifest';
import { dropsOf, remedyOf, unreadOf, wrongAnnotationsOf } from '../../traefik/model';
import { type Inventory, linksOf } from '../cluster';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { sentence } from './sentence';

/** Values of annotations that Traefik refuses, or takes for other ones, of Ingresses and of Services that one may lead to. */
export const annotationValues: TrafficCheck = (inventory, model) => {
  // Most objects have nothing wrong, and then nobody is asked who leads to whom.
  const wrong = inventory.objects.filter(({ object: { kind, metadata } }) => {
    if (!metadata.annotations || (kind !== 'Ingress' && kind !== 'Service')) return false;
    const { namespace = 'default', name } = metadata;
    const values = wrongAnnotationsOf(model, { kind, namespace, name });
    return values !== undefined && values.refused.length + values.misread.length > 0;
  });
  if (wrong.length === 0) return [];
  const left = new Set(
    [...unreadOf(model), ...dropsOf(model).filter(({ isUnselected }) => isUnselected)].map(({ object }) =>
      inventory.made(object.kind, object.namespace, object.name),
    ),
  );
  const wrongOf = (placed: PlacedObject) => {
    const { kind, metadata } = placed.object;
    const { namespace = 'default', name } = metadata;
    return left.has(placed) ? undefined : wrongAnnotationsOf(model, { kind, namespace, name });
  };
  const isLedTo = backendsOf(inventory, (ingress) => wrongOf(ingress) !== undefined);
  return wrong.flatMap((placed): ObjectFinding[] => {
    const { kind, metadata } = placed.object;
    const { namespace = 'default', name } = metadata;
    const reference = { kind, namespace, name };
    const { refused, misread } = wrongOf(placed) ?? { refused: [], misread: [] };
    const isUsed = kind === 'Ingress' || isLedTo(namespace, name);
    const at = (key: string) => ({ placed, field: ['metadata', 'annotations', key] });
    return [
      ...refused.map(({ key, reason }): ObjectFinding => {
        const { field } = at(key);
        const remedy = remedyOf(model, reference, field, reason);
        return {
          ...at(key),
          rule: 'invalid-annotation',
          severity: isUsed ? 'error' : 'warning',
          message: `Traefik says: ${reason}.`,
          consequence: kind === 'Ingress' ? consequences.Ingress : consequences.Service,
          ...(remedy !== undefined && { fix: sentence(remedy) }),
        };
      }),
      ...misread.map(({ key, kind: what, ...said }): ObjectFinding => {
        return what === 'scheme'
          ? { ...at(key), ...said, rule: 'unknown-scheme', severity: isUsed ? 'error' : 'warning' }
          : { ...at(key), ...said, rule: 'invalid-annotation', severity: 'warning' };
      }),
    ];
  });
};

const consequences = {
  Ingress: 'Traefik leaves the whole Ingress out, and only logs it.',
  Service: 'Traefik leaves out every path of an Ingress that leads to the Service, and only logs it.',
} as const;

/**
 * Whether an Ingress among the objects leads to a Service.
 *
 * @param isRead whether an Ingress is one that Traefik reads such annotations for
 */
function backendsOf(
  inventory: Inventory,
  isRead: (ingress: PlacedObject) => boolean,
): (namespace: string, name: string) => boolean {
  const names = new Set(
    linksOf(inventory).flatMap(({ placed, link }) =>
      placed.object.kind === 'Ingress' && link.kind === 'Service' && isRead(placed)
        ? [`${link.namespace ?? 'default'}/${link.name}`]
        : [],
    ),
  );
  return (namespace, name) => names.has(`${namespace}/${name}`);
}
