import { oncePer } from '../../../../core/base';
import { type FieldPath, type Location, formatFieldPath } from '../../../../core/finding';
import { providerOf, resolveName } from '../../dynamic/names';
import type { ClusterObject } from '../../provider/cluster';
import { elementName } from '../../provider/crd/context';
import { usesSafeNames } from '../../static';
import type { Trace } from '../result';
import { type ObjectReference, type Scene, objectOf, routePath } from './scene';

/** An object on the way of a request; `ambiguous` and `shadowed` are those of the other routers that match. */
export interface Step {
  readonly step: 'router' | 'middleware' | 'service' | 'backend' | 'ambiguous' | 'shadowed';
  /** Traefik's name; of a backend `namespace/name`. */
  readonly name: string;
  readonly object: ObjectReference;
  /** The field of the object that speaks of it; empty where that is all of it. */
  readonly path: string;
  readonly location: Location | null;
}

/** The objects on the way of a request, in its order. What no object makes (an entry point's middleware) is none. */
export function stepsOf(scene: Scene, trace: Trace): readonly Step[] {
  const { source, router, middlewares, service, backends, ambiguous, shadowed } = trace;
  const { routers, tcpRouters } = scene.built.runtime;
  const named = namedObjects(scene);
  const passed = middlewares.map(({ name }) => name);
  const step = (
    kind: Step['step'],
    name: string,
    object: ClusterObject | undefined,
    path: FieldPath,
  ): Step[] => {
    if (!object) return [];
    const { namespace, name: objectName } = object;
    return [
      {
        step: kind,
        name,
        object: { kind: object.kind, namespace, name: objectName },
        path: formatFieldPath(path),
        location: scene.locate(object.value, path) ?? null,
      },
    ];
  };
  const others = (kind: Step['step'], names: readonly string[]): Step[] =>
    names.flatMap((name) => {
      const from = (routers.get(name) ?? tcpRouters.get(name))?.config.source;
      const object = from && objectOf(scene, from);
      return object ? step(kind, name, object, routePath(object.value, from.route)) : [];
    });
  const routed = source === null ? undefined : objectOf(scene, source);
  return [
    ...(routed && source && router !== null
      ? step('router', router, routed, routePath(routed.value, source.route))
      : []),
    ...[...withItems(scene, passed)].flatMap((name) =>
      step('middleware', name, named.middlewares.get(name), []),
    ),
    ...(service === null ? [] : step('service', service, named.services.get(service), [])),
    ...backends.flatMap(({ service: backend }) => {
      const [namespace = '', name = ''] = backend.split('/');
      return step('backend', backend, objectOf(scene, { kind: 'Service', namespace, name }), []);
    }),
    ...others('ambiguous', ambiguous),
    ...others('shadowed', shadowed),
  ];
}

/** Middlewares and the items of chains, each once: chains of chains can be longer than anyone waits for. */
export function withItems({ built }: Pick<Scene, 'built'>, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = names.toReversed();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const provider = providerOf(name);
    const items = built.runtime.middlewares.get(name)?.config.chain?.middlewares ?? [];
    open.push(...items.toReversed().map((item) => resolveName(provider, item)));
  }
  return found;
}

interface Named {
  readonly middlewares: ReadonlyMap<string, ClusterObject>;
  readonly services: ReadonlyMap<string, ClusterObject>;
}

/** Objects by the names that Traefik's provider gives what it makes of them. */
export const namedObjects = oncePer((scene: Scene): Named => ({
  middlewares: byName(scene, 'Middleware', 'MiddlewareTCP'),
  services: byName(scene, 'TraefikService'),
}));

function byName({ cluster, built }: Scene, ...kinds: readonly string[]): ReadonlyMap<string, ClusterObject> {
  const isSafe = usesSafeNames(built.runtime.statics);
  return new Map(
    kinds
      .flatMap((kind) => cluster.list('traefik.io/v1alpha1', kind))
      .map((object) => [elementName(object.namespace, object.name, isSafe), object]),
  );
}
