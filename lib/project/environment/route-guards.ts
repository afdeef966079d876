import type * as MiddlewaresRoom from '../../traefik/api/middlewares';
import type { EnvironmentSpec } from './spec';
import type { HttpMiddlewareReference } from './spec/references';
import type { HttpRoute } from './spec/routes';

type Middlewares = NonNullable<EnvironmentSpec['middlewares']>;

/** What guards a route, as far as an environment tells. */
export interface RouteGuards {
  /** Kinds of its guards. */
  readonly kinds: ReadonlySet<string>;
  /** Its middlewares that may guard or not: plugins, and those that the environment does not make. */
  readonly unknown: ReadonlySet<string>;
}

/** The guards of a route, those in chains too. */
export function guardsOf(
  route: HttpRoute,
  { namespace: home, middlewares = {} }: Pick<EnvironmentSpec, 'namespace' | 'middlewares'>,
): RouteGuards {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for environments without such guards too
  const { isGuard }: typeof MiddlewaresRoom = require('../../traefik/api/middlewares');
  const kinds = new Set<string>();
  const unknown = new Set<string>();
  const seen = new Set<string>();
  const open = [...(route.middlewares ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = nameOf(next, home);
    if (name !== undefined && seen.has(name)) continue;
    if (name !== undefined) seen.add(name);
    const spec = name === undefined ? Object(next) : madeHere(middlewares, name);
    if (!spec) {
      unknown.add(name ?? '');
      continue;
    }
    for (const kind of Object.keys(spec)) {
      if (isGuard(kind)) kinds.add(kind);
      if (kind === 'plugin') unknown.add(name ?? JSON.stringify(next));
    }
    const chain: unknown = Reflect.get(spec, 'chain');
    if (isChain(chain)) open.push(...chain.middlewares);
  }
  return { kinds, unknown };
}

/** Whether a route lacks a guard of another one; where that has none that is known, what may be one counts. */
export function lacksGuardOf(own: RouteGuards, { kinds, unknown }: RouteGuards): boolean {
  return kinds.size > 0
    ? [...kinds].some((kind) => !own.kinds.has(kind))
    : [...unknown].some((name) => !own.unknown.has(name));
}

/** The name of a middleware, with its namespace where that is another one; undefined for one that is written out. */
function nameOf(reference: HttpMiddlewareReference, home: string): string | undefined {
  if (typeof reference === 'string') return reference;
  if (!('name' in reference)) return undefined;
  const { name, namespace = home } = reference;
  return namespace === home ? name : `${namespace}/${name}`;
}

function madeHere(middlewares: Middlewares, name: string): object | undefined {
  return Object.hasOwn(middlewares, name) ? middlewares[name] : undefined;
}

function isChain(value: unknown): value is { readonly middlewares: readonly HttpMiddlewareReference[] } {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'middlewares'));
}
