import { resolveName, providerOf } from '../dynamic/names';
import {
  type MiddlewareConfig,
  type MiddlewareKind,
  guardKind,
  isGuard,
  kindsOf,
} from '../../api/middlewares';
import type { RouterState, Runtime } from '../runtime/state';
import { spread } from '../service/shares';

/** One guard of a router. */
export interface Guard {
  /** A kind of middleware that decides who may pass. */
  readonly kind: MiddlewareKind;
  /** Qualified name of the middleware. */
  readonly middleware: string;
}

/** What a router does, as far as guards are concerned. */
export interface Guarded {
  readonly guards: readonly Guard[];
  /** Whether it answers by itself with a redirection, whatever its service. */
  readonly redirects: boolean;
  /** Kubernetes Services that its requests reach, found when somebody asks: most routers have no guards. */
  readonly backends: () => ReadonlySet<string>;
}

/** The guards of a router, those in chains too, in the order in which requests meet them. */
export function guardedBy(runtime: Runtime, router: string): Guarded {
  const state = runtime.routers.get(router);
  const middlewares = state ? flattened(runtime, state.middlewares) : [];
  let backends: ReadonlySet<string> | undefined;
  return {
    guards: middlewares.flatMap(({ name, kinds }) =>
      kinds.flatMap((kind) => (isGuard(kind) ? [{ kind, middleware: name }] : [])),
    ),
    redirects: middlewares.some(({ config: { redirectScheme, redirectRegex } }) => {
      return redirectScheme !== undefined || redirectRegex?.regex === '.*';
    }),
    backends: () => (backends ??= state ? backendsOf(runtime, state) : new Set()),
  };
}

function backendsOf({ services }: Runtime, { name, config }: RouterState): ReadonlySet<string> {
  const { shares } = spread(services, resolveName(providerOf(name), config.service));
  return new Set(shares.map(({ service }) => service));
}

interface Flat {
  readonly name: string;
  readonly config: MiddlewareConfig;
  readonly kinds: readonly MiddlewareKind[];
}

/** How many middlewares are looked at: chains of chains that repeat each other grow fast. */
const most = 1000;

function flattened(runtime: Runtime, names: readonly string[]): readonly Flat[] {
  const found: Flat[] = [];
  const open = names.toReversed();
  for (let name = open.pop(); name !== undefined && found.length < most; name = open.pop()) {
    const config = runtime.middlewares.get(name)?.config;
    if (!config) continue;
    found.push({ name, config, kinds: kindsOf(config) });
    open.push(...(config.chain?.middlewares ?? []).toReversed());
  }
  return found;
}

/** Kinds of guards that one has and the other lacks. */
export function missingGuards({ guards }: Guarded, other: Guarded): readonly Guard[] {
  const there = new Set<string>(other.guards.map(({ kind }) => kind));
  return guards.filter(({ kind }) => !there.has(kind));
}

/** Of guards that another router lacks, those in whose place it has no other: a login may stand in for a login. */
export function withoutStandIn(missing: readonly Guard[], { guards }: Guarded): readonly Guard[] {
  const there = new Set(guards.map(purposeOf));
  return missing.filter((guard) => !there.has(purposeOf(guard)));
}

function purposeOf({ kind }: Guard): 'addresses' | 'login' {
  return guardKind(kind) === 'ipAllowList' ? 'addresses' : 'login';
}

/** Whether some of the requests of both end at the same Kubernetes Service. */
export function shareBackend(one: Guarded, other: Guarded): boolean {
  const others = other.backends();
  return [...one.backends()].some((service) => others.has(service));
}
