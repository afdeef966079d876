import {
  type ListedRouter,
  type TrafficModel,
  asksForOtherPaths,
  hostsOf,
  pathsOf,
} from '../../../traefik/model';

type Trace = ReturnType<TrafficModel['trace']>;

/** What becomes of a request for a path, with a host that a router asks for. */
export function ask(model: TrafficModel, router: ListedRouter, path: string): Trace {
  const host = hostsOf(router).find((name) => !/^[~*]/.test(name)) ?? 'example.com';
  const [entryPoint] = router.entryPoints;
  return model.trace({
    url: `${router.isTls ? 'https' : 'http'}://${host}${path}`,
    ...(entryPoint !== undefined && { entryPoint }),
  });
}

/** Whether a router sends some request on for a path of its service: as it is, or behind a prefix that it asks for. */
export function reaches(model: TrafficModel, router: ListedRouter, path: string): boolean {
  const prefixes = ['', ...pathsOf(router).map((prefix) => prefix.replace(/\/$/, ''))];
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

/** Whether something before a router sends its requests elsewhere, such as the redirection of its entry point. */
export function isRedirected(model: TrafficModel, router: ListedRouter): boolean {
  const { response } = ask(model, router, pathsOf(router)[0] ?? '/');
  return response !== null && response.status >= 300 && response.status < 400;
}
