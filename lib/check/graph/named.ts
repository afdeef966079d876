import type { Location } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type TrafficModel, builtOf, elementName, usesSafeNames } from '../../traefik/model';
import { metricsOf } from './metrics';

/** What a name is of that Traefik gave something. */
export interface NamedThing {
  readonly as: 'router' | 'service' | 'middleware' | 'entryPoint';
  /** Traefik's own name: `shop-web-6fe1a@kubernetescrd`. */
  readonly name: string;
  /** The object that it was made of; null for what the static configuration has, and for Traefik's own. */
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string } | null;
  /** Where in the object, as in `spec.routes[0]`; empty for all of it. */
  readonly path: string;
  readonly location: Location | null;
}

/**
 * What the names in a text are of: in labels of series of Traefik's metrics, in lines of its access log (`RouterName`,
 * `ServiceName`, `entryPointName`) and in attributes of its traces (`traefik.router.name`, `traefik.middleware.name`,
 * `entry_point`).
 *
 * @param placeOfEntryPoint where the static configuration has an entry point
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/logs-and-accesslogs/
 */
export function namedIn(
  text: string,
  objects: readonly PlacedObject[],
  model: TrafficModel,
  placeOfEntryPoint: (name: string) => Location | undefined = () => undefined,
): readonly NamedThing[] {
  const words = new Set(text.match(/[^\s"'`\\=,;{}()[\]]+/g));
  const isSaid = ({ name }: { readonly name: string }): boolean => words.has(name);
  const all = model.listedRouters();
  const routers = all
    .filter(isSaid)
    .map(({ name, object, path, location }) => ({ as: 'router' as const, name, object, path, location }));
  const services = objects.flatMap((placed) => servicesOf(placed, model).filter(isSaid));
  const known = new Set([...routers, ...services].map(({ name }) => name));
  // What a provider makes of a route with several backends is the route's, by whatever name.
  const ofRoutes = all
    .map(({ service: name, object, path, location }) => ({
      as: 'service' as const,
      name,
      object,
      path,
      location,
    }))
    .filter((one) => isSaid(one) && !known.has(one.name));
  const middlewares = model
    .listedMiddlewares()
    .filter(isSaid)
    .map(({ name, object, location }) => ({ as: 'middleware' as const, name, object, path: '', location }));
  // Any word may be called like an entry point: its name counts where it is said to be one.
  const said = new Set(
    Array.from(
      text.matchAll(/entry_?point(?:name)?\\?["']?\s*[:=]\s*\\?["']?([^\s"'\\,}]+)/gi),
      ([, name]) => name,
    ),
  );
  const entryPoints = model
    .entryPoints()
    .filter((name) => said.has(name))
    .map((name) => {
      const location = placeOfEntryPoint(name) ?? null;
      return { as: 'entryPoint' as const, name, object: null, path: '', location };
    });
  return [...routers, ...services, ...ofRoutes, ...middlewares, ...entryPoints];
}

/** The services that Traefik makes of an object: load balancers of a Service, and what a TraefikService makes of others. */
function servicesOf({ object, locate }: PlacedObject, model: TrafficModel): readonly NamedThing[] {
  const { kind, metadata } = object;
  const { namespace = 'default', name: own } = metadata;
  const { services, statics } = builtOf(model).runtime;
  const element = elementName(namespace, own, usesSafeNames(statics));
  const names =
    kind === 'TraefikService'
      ? [element].filter((name) => services.has(name))
      : metricsOf(model).namesOf(object).services;
  return names.map((name) => ({
    as: 'service',
    name,
    object: { kind, namespace, name: own },
    path: '',
    location: locate([]) ?? null,
  }));
}
