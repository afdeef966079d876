import type { RuleId } from '../../../core/finding';
import type { PlacedObject } from '../../../core/manifest';
import { type ListedRouter, type TrafficModel, builtOf, routePath } from '../../../traefik/model';
import type { CrossFinding } from './cross-finding';

/** Tells something at the route of an object that made a router. */
export type TellAt = (router: ListedRouter, rule: RuleId, message: string) => readonly CrossFinding[];

export function placesOf(objects: readonly PlacedObject[], model: TrafficModel): TellAt {
  const places = new Map(
    objects.map((placed) => {
      const { kind, metadata } = placed.object;
      return [nameKey(kind, metadata.namespace, metadata.name), placed];
    }),
  );
  const { routers } = builtOf(model).runtime;
  return ({ name }, rule, message) => {
    const source = routers.get(name)?.config.source;
    const placed = source && places.get(nameKey(source.kind, source.namespace, source.name));
    if (!placed) return [];
    return [{ placed, finding: { rule, message, field: routePath(placed.object, source.route) } }];
  };
}

/** What an object is found by among those of all kinds. */
export function nameKey(kind: string, namespace = 'default', name: string): string {
  return `${kind} ${namespace}/${name}`;
}
