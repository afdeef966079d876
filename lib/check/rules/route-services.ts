import type { ObjectCheck, ObjectFinding } from './object-finding';
import { placesAt } from '../cluster';
import { valueAt } from '../../core/base';

/** A route has services, or is the parent of other routes; never both, never neither. */
export const routeServices: ObjectCheck = (inventory) => {
  const { mentions } = inventory;
  const parents = new Set(
    mentions.flatMap(({ mention: { kind, namespace, name } }) =>
      kind === 'IngressRoute' ? [inventory.made(kind, namespace, name)] : [],
    ),
  );
  return inventory.ofGroup('traefik.io').flatMap((placed): ObjectFinding[] => {
    if (placed.object.kind !== 'IngressRoute') return [];
    const isParent = parents.has(placed);
    return placesAt(placed.object, ['spec', 'routes', '*']).flatMap(({ path, value }): ObjectFinding[] => {
      const services = valueAt(value, 'services');
      const isEmpty = !Array.isArray(services) || services.length === 0;
      if (isEmpty === isParent) return [];
      return [
        {
          placed,
          field: [...path, 'services'],
          ...(isEmpty
            ? {
                rule: 'no-services',
                message: 'The route has no services, and no IngressRoute names this one as its parent.',
              }
            : {
                rule: 'parent-with-services',
                message: 'The route has services, and other IngressRoutes name this one as their parent.',
              }),
        },
      ];
    });
  });
};
