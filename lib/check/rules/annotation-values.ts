import type { ApiObjectData, PlacedObject } from '../../core/manifest';
import { type WrongAnnotations, dropsOf, remedyOf, unreadOf, wrongAnnotationsOf } from '../../traefik/model';
import { type Inventory, linksOf } from '../cluster';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { sentence } from './sentence';

/** Values of annotations that Traefik refuses, or takes for other ones, of Ingresses and of Services that one may lead to. */
export const annotationValues: TrafficCheck = (inventory, model) => {
  const valuesOf = ({ object }: PlacedObject) => wrongAnnotationsOf(model, referenceTo(object));
  // Most objects have nothing wrong, and then nobody is asked who leads to whom.
  const wrong = inventory.objects.filter((placed) => {
    const { kind, metadata } = placed.object;
    if (!metadata.annotations || (kind !== 'Ingress' && kind !== 'Service')) return false;
    const { refused, misread } = valuesOf(placed) ?? none;
    return refused.length > 0 || misread.length > 0;
  });
  if (wrong.length === 0) return [];
  const left = new Set(
    [...unreadOf(model), ...dropsOf(model).filter(({ isUnselected }) => isUnselected)].map(({ object }) =>
      inventory.made(object.kind, object.namespace, object.name),
    ),
  );
  const wrongOf = (placed: PlacedObject) => (left.has(placed) ? undefined : valuesOf(placed));
  const isLedTo = backendsOf(inventory, (ingress) => wrongOf(ingress) !== undefined);
  return wrong.flatMap((placed): ObjectFinding[] => {
    const reference = referenceTo(placed.object);
    const { kind, namespace, name } = reference;
    const { refused, misread } = wrongOf(placed) ?? none;
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

const none: WrongAnnotations = { refused: [], misread: [] };

function referenceTo({ kind, metadata: { namespace = 'default', name } }: ApiObjectData) {
  return { kind, namespace, name };
}

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
