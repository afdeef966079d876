import type { Location } from '../../../core/finding';
import { providerOf, resolveName } from '../dynamic/names';
import { type ObjectReference, type Scene, namedObjects, placeOf, withItems } from '../explain/why';

/** A middleware that routers use, as a list shows it. */
export interface ListedMiddleware {
  /** Traefik's name. */
  readonly name: string;
  /** The object that makes it; null where none does, as of an entry point's own. */
  readonly object: ObjectReference | null;
  readonly location: Location | null;
}

/** The middlewares that working routers of objects use, those in chains too, by name. */
export function listMiddlewares(scene: Scene): readonly ListedMiddleware[] {
  const { routers, tcpRouters } = scene.built.runtime;
  const used = [...routers.values(), ...tcpRouters.values()]
    .filter(({ config, status }) => config.source && status !== 'disabled')
    .flatMap(({ name, middlewares }) => middlewares.map((item) => resolveName(providerOf(name), item)));
  const objects = namedObjects(scene).middlewares;
  return [...withItems(scene, used)]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const made = objects.get(name);
      const object = made ? { kind: made.kind, namespace: made.namespace, name: made.name } : null;
      return { name, object, location: object && placeOf(scene, object, []) };
    });
}
