import { shownMiddleware } from '../../api/middlewares';
import type { Priority, Router, Service, StreamService, TcpRouter } from '../dynamic/configuration';
import { formatFieldPath } from '../../../core/finding';
import type { Drop } from '../provider/result';
import type { Unread } from '../provider/unread';
import type { Built } from './build';
import type { Health } from './state';

/** One thing of /api/rawdata. */
export type RawItem = Readonly<Record<string, unknown>>;

/** Things of /api/rawdata by name; absent where there are none. */
export type RawItems = Readonly<Record<string, RawItem>>;

/** What is left out, as it is printed: its field as a text, for example `spec.routes[0]`. */
export interface Dropped extends Omit<Drop, 'path' | 'isWhole' | 'isUnselected'> {
  readonly path: string;
}

/** What /api/rawdata prints, and what Traefik only logs. */
export interface Routes {
  readonly routers?: RawItems;
  readonly middlewares?: RawItems;
  readonly services?: RawItems;
  readonly tcpRouters?: RawItems;
  readonly tcpMiddlewares?: RawItems;
  readonly tcpServices?: RawItems;
  readonly udpRouters?: RawItems;
  readonly udpServices?: RawItems;
  readonly dropped: readonly Dropped[];
  /** Objects that speak of routes and that no provider of this Traefik reads; absent where there are none. */
  readonly unread?: readonly Unread[];
}

/** What of the objects runs, and what does not. */
interface Read {
  readonly built: Built;
  readonly dropped: readonly Drop[];
  readonly unread: readonly Unread[];
}

/** Prints what runs as /api/rawdata does, keys in the order of their names. */
export function rawdata({ built: { runtime }, dropped: drops, unread }: Read): Routes {
  const sections = {
    routers: items(runtime.routers, (router) => ({
      ...routerFields(router.config),
      middlewares: router.middlewares,
      parentRefs: router.config.parentRefs,
      observability: router.config.observability,
      priority: printedPriority(router.priority),
      using: router.using,
    })),
    middlewares: items(runtime.middlewares, ({ config, usedBy }) => ({
      ...withoutEmptyLists(shownMiddleware(config)),
      plugin: config.plugin && Object.keys(config.plugin).length > 0 ? config.plugin : undefined,
      usedBy: usedBy.toSorted(),
    })),
    services: items(
      new Map([...runtime.services].filter(([, { config }]) => !config.stub)),
      ({ config: { backend: _b, isOneAddress: _o, replaced: _r, ...config }, usedBy }) => ({
        ...withPrintedNames(withoutBackends(config)),
        usedBy: usedBy.toSorted(),
      }),
    ),
    tcpRouters: items(runtime.tcpRouters, (router) => ({
      ...routerFields(router.config),
      middlewares: router.middlewares,
      priority: printedPriority(router.priority),
      using: router.using,
    })),
    tcpMiddlewares: items(runtime.tcpMiddlewares, ({ config }) => ({ ...config })),
    tcpServices: items(runtime.tcpServices, ({ config: { backend: _backend, ...config }, usedBy }) => ({
      ...withoutBackends(config),
      usedBy: usedBy.toSorted(),
    })),
    udpRouters: items(runtime.udpRouters, ({ config: { entryPoints, service }, using }) => ({
      entryPoints,
      service,
      using,
    })),
    udpServices: items(runtime.udpServices, ({ config: { backend: _backend, ...config }, usedBy }) => ({
      ...withoutBackends(config),
      usedBy: usedBy.toSorted(),
    })),
  };
  const dropped = drops.map(({ object, path, reason }) => ({ object, path: formatFieldPath(path), reason }));
  return { ...present(sections), dropped, ...(unread.length > 0 && { unread }) };
}

function routerFields(router: Router | TcpRouter): Record<string, unknown> {
  const { entryPoints, service, rule, ruleSyntax, tls } = router;
  return { entryPoints, service, rule, ruleSyntax, tls };
}

function items<S extends Health>(
  states: ReadonlyMap<string, S>,
  fields: (state: S) => Record<string, unknown>,
): RawItems | undefined {
  if (states.size === 0) return undefined;
  return Object.fromEntries(
    [...states]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, state]) => [
        name,
        present({ ...fields(state), error: [...state.errors], status: state.status }),
      ]),
  );
}

/** A weighted service with the names of its children that are printed. */
function withPrintedNames<S extends Pick<Service, 'weighted'>>(service: S): S {
  const { services } = service.weighted ?? {};
  if (!services?.some(({ printedName }) => printedName !== undefined)) return service;
  const shown = services.map(({ printedName, name, ...child }) => ({
    name: printedName ?? name ?? '',
    ...child,
  }));
  return { ...service, weighted: { ...service.weighted, services: shown } };
}

/** A service without what is known of its servers besides. */
function withoutBackends<S extends Pick<Service | StreamService, 'loadBalancer'>>(service: S): S {
  const { servers } = service.loadBalancer ?? {};
  if (!servers) return service;
  const shown = servers.map(({ backend: _backend, ...server }) => server);
  return { ...service, loadBalancer: { ...service.loadBalancer, servers: shown } };
}

/** Kinds of middleware without their empty lists, some of which are kept since they say something else than none. */
function withoutEmptyLists(config: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([kind, fields]: [string, object]) => [
      kind,
      Object.fromEntries(
        Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
      ),
    ]),
  );
}

/** Leaves out what Go leaves out: what is absent, empty texts, empty lists, zero. */
function present<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: T[K] } {
  const kept = Object.entries(fields).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are T's own, some left out
  return Object.fromEntries(kept) as { [K in keyof T]?: T[K] };
}

/** Priorities beyond the safe integers are bigints, so that they are printed digit by digit. */
export function printedPriority(priority: Priority): Priority {
  return Number.isSafeInteger(Number(priority)) ? Number(priority) : BigInt(priority);
}

/** Routes in which bigints are the numbers next to them. */
export function withNumbers(routes: Routes): Routes {
  const { routers, tcpRouters } = routes;
  return {
    ...routes,
    ...(routers && { routers: numbered(routers) }),
    ...(tcpRouters && { tcpRouters: numbered(tcpRouters) }),
  };
}

function numbered(items: RawItems): RawItems {
  return Object.fromEntries(
    Object.entries(items).map(([name, item]) => {
      const { priority } = item;
      return [name, typeof priority === 'bigint' ? { ...item, priority: Number(priority) } : item];
    }),
  );
}

/** JSON in which bigints are numbers, as Go prints them. */
export function formatJson(value: unknown, indent = 2): string {
  const marker = '\u0000bigint:';
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'bigint' ? `${marker}${item}` : item),
    indent,
  );
  return text.replace(/"\\u0000bigint:(-?\d+)"/g, '$1');
}
