import { dropsOf, idleAnnotationsOf, unreadOf } from '../../traefik/model';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { sentence } from './sentence';

/** Annotations of Ingresses that Traefik reads, and of Services, that say nothing to it where they stand. */
export const idleAnnotation: TrafficCheck = (inventory, model) => {
  const left = new Set(
    [...unreadOf(model), ...dropsOf(model).filter(({ path }) => path.length === 0)].map(({ object }) =>
      inventory.made(object.kind, object.namespace, object.name),
    ),
  );
  return inventory.objects.flatMap((placed): ObjectFinding[] => {
    const { kind, metadata } = placed.object;
    const { namespace = 'default', name, annotations } = metadata;
    if (!annotations || left.has(placed)) return [];
    const keys = Object.keys(annotations);
    return idleAnnotationsOf(model, { kind, namespace, name }, keys).map(({ key, message, fix }) => ({
      placed,
      rule: 'idle-annotation',
      message: sentence(message),
      fix: sentence(fix),
      field: ['metadata', 'annotations', key],
    }));
  });
};
