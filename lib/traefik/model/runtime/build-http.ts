import { providerOf, resolveName } from '../dynamic/names';
import { readRule } from '../rules';
import type { Builder } from './builder';
import { type Route, precedenceOf, sortRoutes } from './muxer';
import { RouteIndex } from './route-index';
import { type BuildContext, type RouterState, disable, warn } from './state';
import { tlsOptionsError } from './tls';
import { optionsOf } from './tls-options';

/** Priorities above this are kept for Traefik's own routers. */
export const maxUserPriority = 2n ** 63n - 1n - 1000n;

/** How deep routers may have children of children. */
const maxDepth = 1000;

/** Multiplexers over HTTP routers, by entry point, and those over the children of a router. */
export interface HttpMuxers {
  readonly plain: ReadonlyMap<string, RouteIndex<Route>>;
  readonly tls: ReadonlyMap<string, RouteIndex<Route>>;
  readonly children: ReadonlyMap<string, RouteIndex<Route>>;
}

/** Builds all HTTP routers. What cannot be built is disabled and missing, so lower routers take its requests. */
export function buildHttp(builder: Builder): HttpMuxers {
  const children = new Map<string, RouteIndex<Route>>();
  const built = new Map<string, boolean>();
  const plain = buildEntryPoints(builder, false, children, built);
  const tls = buildEntryPoints(builder, true, children, built);
  return { plain, tls, children };
}

type Children = Map<string, RouteIndex<Route>>;

function buildEntryPoints(
  builder: Builder,
  isTls: boolean,
  children: Children,
  built: Map<string, boolean>,
): ReadonlyMap<string, RouteIndex<Route>> {
  const muxers = new Map<string, RouteIndex<Route>>();
  for (const [entryPoint, routers] of routersByEntryPoint(builder, isTls)) {
    const routes: Route[] = [];
    for (const router of routers) {
      const route = buildRoute(builder, router, children, built);
      if (route) routes.push(route);
    }
    muxers.set(entryPoint, new RouteIndex(sortRoutes(routes)));
  }
  return muxers;
}

/** Routers with or without TLS by entry point; unknown entry points are noted. */
function routersByEntryPoint(
  { runtime }: Builder,
  isTls: boolean,
): ReadonlyMap<string, readonly RouterState[]> {
  const result = new Map<string, RouterState[]>();
  for (const router of runtime.routers.values()) {
    if ((router.config.tls !== undefined) !== isTls) continue;
    const known: string[] = [];
    for (const name of router.config.entryPoints) {
      if (runtime.statics.entryPoints.get(name)?.protocol !== 'tcp')
        warn(router, `entryPoint "${name}" doesn't exist`);
      else if (!known.includes(name)) known.push(name);
    }
    for (const name of known) {
      const there = result.get(name);
      if (there) there.push(router);
      else result.set(name, [router]);
    }
    if (known.length === 0 && router.config.parentRefs === undefined) {
      disable(router, 'no valid entryPoint for this router');
    }
    router.using = known.toSorted();
  }
  return result;
}

function buildRoute(
  builder: Builder,
  router: RouterState,
  children: Children,
  built: Map<string, boolean>,
): Route | undefined {
  setPriority(router);
  if (router.priority > maxUserPriority && !router.name.endsWith('@internal')) {
    disable(
      router,
      `the router priority ${router.priority} exceeds the max user-defined priority ${maxUserPriority}`,
    );
    return undefined;
  }
  if ((router.config.parentRefs ?? []).length > 0) return undefined;
  return buildRouter(builder, router, children, built, 0);
}

function setPriority(router: RouterState): void {
  if (router.priority === 0) router.priority = Buffer.byteLength(router.config.rule);
}

/** Builds a router with all below it; undefined where it cannot be built. */
function buildRouter(
  builder: Builder,
  router: RouterState,
  children: Children,
  built: Map<string, boolean>,
  depth: number,
): Route | undefined {
  const known = built.get(router.name);
  const isBuilt = known ?? buildHandler(builder, router, children, built, depth);
  built.set(router.name, isBuilt);
  if (!isBuilt) return undefined;
  const { statics } = builder.runtime;
  const read = readRule(router.config.rule, router.config.ruleSyntax, 'http', statics.version);
  if ('error' in read) {
    disable(router, read.error);
    return undefined;
  }
  return {
    router: router.name,
    rule: read.rule,
    priority: router.priority,
    precedence: precedenceOf(router.name, statics.file.providers?.precedence),
  };
}

function buildHandler(
  builder: Builder,
  router: RouterState,
  children: Children,
  built: Map<string, boolean>,
  depth: number,
): boolean {
  const error = handlerError(builder, router, children, built, depth);
  if (error !== undefined) disable(router, error);
  return error === undefined;
}

function handlerError(
  builder: Builder,
  router: RouterState,
  children: Children,
  built: Map<string, boolean>,
  depth: number,
): string | undefined {
  const { config, name } = router;
  if (config.isConflicting)
    return "router's TLSOptions configuration is conflicting with other routers on the same entrypoint and host";
  if (config.tls) {
    const error = tlsOptionsError(builder.runtime.configuration.tlsOptions, optionsOf(name, config));
    if (error !== undefined) return `building router handler: ${error}`;
  }
  const context: BuildContext = { provider: providerOf(name), stack: [] };
  router.middlewares = config.middlewares.map((middleware) => resolveName(context.provider, middleware));
  const error =
    router.children.length > 0
      ? buildChildren(builder, router, children, built, depth)
      : buildOwnService(builder, context, config.service);
  return error ?? builder.buildChain(context, router.middlewares);
}

function buildOwnService(builder: Builder, context: BuildContext, service: string): string | undefined {
  if (service === '') return 'router must have either a service or child routers';
  return builder.buildService(context, resolveName(context.provider, service));
}

function buildChildren(
  builder: Builder,
  router: RouterState,
  children: Children,
  built: Map<string, boolean>,
  depth: number,
): string | undefined {
  if (depth > maxDepth) return 'child routers are nested too deeply';
  const routes: Route[] = [];
  for (const name of router.children) {
    const child = builder.runtime.routers.get(name);
    if (!child || child.errors.length > 0) continue;
    setPriority(child);
    const route = buildRouter(builder, child, children, built, depth + 1);
    if (route) routes.push(route);
  }
  if (routes.length === 0) {
    return `building child routers muxer: no child routers could be added to muxer (${router.children.length} skipped)`;
  }
  children.set(router.name, new RouteIndex(sortRoutes(routes)));
  return undefined;
}
