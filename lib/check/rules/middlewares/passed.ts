import { oncePer } from '../../../core/base';
import type { PlacedObject } from '../../../core/manifest';
import { type TrafficModel, builtOf, elementName, withItems } from '../../../traefik/model';
import type { Inventory } from '../../cluster';

type Config = NonNullable<ReturnType<ReturnType<typeof builtOf>['runtime']['middlewares']['get']>>['config'];

/** A middleware that the requests of a router pass, chains taken apart. */
export interface Passed {
  readonly name: string;
  readonly kind: string;
  readonly config: Config;
}

/** An HTTP router that works, and the middlewares that its requests pass. */
interface PassedByRouter {
  readonly router: string;
  readonly entryPoints: readonly string[];
  readonly passed: readonly Passed[];
}

/** All HTTP routers that work, with their middlewares in the order in which requests pass them. */
export const workingRouters = oncePer(readWorking);

/** Those of them that have middlewares: many have none, and most rules are about middlewares. */
export const passedByRouters = oncePer((model: TrafficModel) =>
  workingRouters(model).filter(({ passed }) => passed.length > 0),
);

function readWorking(model: TrafficModel): readonly PassedByRouter[] {
  const built = builtOf(model);
  const { routers, middlewares } = built.runtime;
  return [...routers.values()]
    .filter(({ status, config }) => status !== 'disabled' && config.source !== undefined)
    .map(({ name, using, middlewares: names }) => ({
      router: name,
      entryPoints: using,
      passed:
        names.length === 0
          ? []
          : [...withItems({ built }, names)].flatMap((middleware): readonly Passed[] => {
              const { config } = middlewares.get(middleware) ?? {};
              const [kind] = Object.keys(config ?? {});
              return config && kind !== undefined && kind !== 'chain'
                ? [{ name: middleware, kind, config }]
                : [];
            }),
    }));
}

/** The objects of HTTP middlewares, by the names that Traefik gives them. */
export function middlewareObjects({ objects, facts }: Inventory): ReadonlyMap<string, PlacedObject> {
  return new Map(
    objects
      .filter(
        ({ object: { apiVersion, kind } }) => kind === 'Middleware' && apiVersion.startsWith('traefik.io/'),
      )
      .map((placed) => {
        const { namespace = 'default', name } = placed.object.metadata;
        return [elementName(namespace, name, facts.traefik?.safeNaming), placed];
      }),
  );
}

/** Middlewares that ask who a client is. */
export const authKinds: ReadonlySet<string> = new Set(['basicAuth', 'digestAuth', 'forwardAuth']);

/** Middlewares that give the service another path than the client asked for. */
export const rewriting: ReadonlySet<string> = new Set([
  'addPrefix',
  'replacePath',
  'replacePathRegex',
  'stripPrefix',
  'stripPrefixRegex',
]);
