import { type ListedRouter, type TrafficModel, builtOf, hostsOf, pathsOf } from '../../../traefik/model';
import type { DeliveredEnvironment } from '../delivery';

/** A router as people are shown it. */
export interface PublicRoute {
  readonly environment: string;
  readonly router: ListedRouter;
  /** The addresses that its rule names; none where only an expression tells of the host. */
  readonly urls: readonly string[];
  /** The Services behind it, as `namespace/name`. */
  readonly services: readonly string[];
}

/** The routers that the Traefik of an environment runs for its objects, those that are tried first in front. */
export function publicRoutes(
  { name: environment, facts }: DeliveredEnvironment,
  model: TrafficModel,
): readonly PublicRoute[] {
  const { entryPoints } = builtOf(model).runtime.statics;
  const portOf = (name: string): number | undefined => {
    const entryPoint = entryPoints.get(name);
    return facts.traefik?.exposedPorts?.get(name) ?? entryPoint?.usualPort ?? entryPoint?.port;
  };
  return model
    .listedRouters()
    .filter(({ object, status }) => object !== null && status !== 'disabled')
    .map((router) => ({
      environment,
      router,
      urls: urlsOf(router, portOf),
      services: [...new Set(router.backends.map(({ service }) => service))],
    }));
}

const usualPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

function urlsOf(router: ListedRouter, portOf: (entryPoint: string) => number | undefined): readonly string[] {
  const { protocol, isTls, entryPoints } = router;
  if (protocol !== 'http') return [];
  const scheme = isTls ? 'https' : 'http';
  const ports = new Set(entryPoints.map(portOf).filter((port) => port !== undefined));
  const paths = pathsOf(router);
  return hostsOf(router)
    .filter((host) => /^[a-z0-9.-]+$/.test(host))
    .flatMap((host) =>
      Array.from(ports, (port) => `${scheme}://${host}${port === usualPorts[scheme] ? '' : `:${port}`}`),
    )
    .flatMap((origin) => (paths.length > 0 ? paths : ['/']).map((path) => new URL(path, origin).href));
}
