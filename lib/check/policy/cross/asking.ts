import { oncePer } from '../../../core/base';
import {
  type ListedRouter,
  type TrafficModel,
  asksForOtherPaths,
  builtOf,
  hostsOf,
  pathsOf,
} from '../../../traefik/model';

type Trace = ReturnType<TrafficModel['trace']>;

/** What becomes of a request for a path, with a host that a router asks for. */
function ask(model: TrafficModel, router: ListedRouter, path: string): Trace {
  const host = hostsOf(router).find((name) => !/^[~*]/.test(name)) ?? 'example.com';
  const [entryPoint] = router.entryPoints;
  return model.trace({
    url: `${router.isTls ? 'https' : 'http'}://${host}${path}`,
    ...(entryPoint !== undefined && { entryPoint }),
  });
}

/** Whether a router sends some request on for a path of its service: as it is, or behind a prefix that it asks for. */
export function reaches(model: TrafficModel, router: ListedRouter, path: string): boolean {
  const others = isUnchanged(model, router) ? [] : pathsOf(router).map((prefix) => prefix.replace(/\/$/, ''));
  const prefixes = ['', ...others];
  return [...new Set(prefixes)].some((prefix) => {
    if (asksForOtherPaths(router, prefix + path)) return false;
    const { router: taker, forwarded } = ask(model, router, prefix + path);
    return (
      taker === router.name &&
      forwarded !== null &&
      new URL(forwarded.url, 'http://backend').pathname === path
    );
  });
}

/** Whether nothing is on the way through a router that could change a path: most requests need not be asked about then. */
function isUnchanged(model: TrafficModel, { name, passed }: ListedRouter): boolean {
  const hasParents = builtOf(model).runtime.routers.get(name)?.config.parentRefs !== undefined;
  return passed.length === 0 && !hasParents && !hasServicesThatChange(model);
}

const hasServicesThatChange = oncePer((model: TrafficModel): boolean =>
  [...builtOf(model).runtime.services.values()].some(({ config }) => (config.middlewares ?? []).length > 0),
);

/** Whether something before a router sends its requests elsewhere, such as the redirection of its entry point. */
export function isRedirected(model: TrafficModel, router: ListedRouter): boolean {
  const { response } = ask(model, router, pathsOf(router)[0] ?? '/');
  return response !== null && response.status >= 300 && response.status < 400;
}
