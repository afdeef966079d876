import type * as MiddlewaresRoom from '../../traefik/api/middlewares';
import type * as RegionsRoom from '../../traefik/regions';
import type * as RuleRoom from '../../traefik/rule';
import type { EnvironmentSpec } from './spec';
import type { HttpMiddlewareReference } from './spec/references';
import type { HttpRoute } from './spec/routes';

type Middlewares = NonNullable<EnvironmentSpec['middlewares']>;

/**
 * An environment in which what a route with `guards: exclusive` matches is left out of the rules of all others that lack
 * one of its guards: so nothing else takes its requests when Traefik cannot make the guard. The others keep the priority
 * that they had; those that redirect plain HTTP to HTTPS lend that to the guarded route.
 */
export function withExclusiveGuards(spec: EnvironmentSpec): EnvironmentSpec {
  const { http } = spec.routes ?? {};
  const routes = Object.entries(http ?? {});
  if (!routes.some(([, { guards }]) => guards === 'exclusive')) return spec;
  const read = reader();
  const guardsOf = (route: HttpRoute): ReadonlySet<string> =>
    guardsAmong(spec.middlewares ?? {}, route.middlewares ?? [], read.isGuard);
  const changed = new Map(
    routes.map(([name, { guards: _guards, ...route }]): [string, HttpRoute] => [name, route]),
  );
  for (const [name, { guards }] of routes) {
    const guarded = changed.get(name);
    if (guards !== 'exclusive' || !guarded) continue;
    for (const [other, route] of changed) {
      if (other === name || !lacks(guardsOf(route), guardsOf(guarded))) continue;
      const apart = read.apart(route, guarded);
      if (!apart) continue;
      changed.set(other, { ...route, ...apart });
      if (route.redirectToHttps !== undefined && guarded.redirectToHttps === undefined) {
        changed.set(name, { ...guarded, redirectToHttps: route.redirectToHttps });
      }
    }
  }
  return { ...spec, routes: { ...spec.routes, http: Object.fromEntries(changed) } };
}

function lacks(own: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((kind) => !own.has(kind));
}

/** The kinds of guards among middlewares, those in chains too. A middleware of another namespace is not looked into. */
function guardsAmong(
  middlewares: Middlewares,
  references: readonly HttpMiddlewareReference[],
  isGuard: (kind: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...references];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = typeof next === 'string' ? next : 'name' in next ? next.name : undefined;
    if (name !== undefined && seen.has(name)) continue;
    if (name !== undefined) seen.add(name);
    const kinds = name === undefined ? Object(next) : named(middlewares, name);
    for (const kind of Object.keys(kinds)) if (isGuard(kind)) found.add(kind);
    const chain: unknown = Reflect.get(kinds, 'chain');
    if (isChain(chain)) open.push(...chain.middlewares);
  }
  return found;
}

function named(middlewares: Middlewares, name: string): object {
  return (Object.hasOwn(middlewares, name) && middlewares[name]) || {};
}

function isChain(value: unknown): value is { readonly middlewares: readonly HttpMiddlewareReference[] } {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'middlewares'));
}

interface Reader {
  readonly isGuard: (kind: string) => boolean;
  /** What a route needs so that it takes nothing of another; undefined where it takes nothing of it anyway. */
  apart(route: HttpRoute, guarded: HttpRoute): Pick<HttpRoute, 'match' | 'priority'> | undefined;
}

/** Rules are read only where a guard is exclusive; most programs need none of this. */
function reader(): Reader {
  // oxlint-disable typescript/no-require-imports -- an import would load them at once
  const { formatRule, parseRule }: typeof RuleRoom = require('../../traefik/rule');
  const { satisfy }: typeof RegionsRoom = require('../../traefik/regions');
  const { isGuard }: typeof MiddlewaresRoom = require('../../traefik/api/middlewares');
  // oxlint-enable typescript/no-require-imports
  const parse = ({ match, syntax }: HttpRoute): RuleRoom.Rule | undefined => {
    try {
      return syntax === undefined || syntax === 'v3' ? parseRule(match) : undefined;
    } catch {
      // What is wrong with a rule is told where rules are checked.
      return undefined;
    }
  };
  return {
    isGuard,
    apart: (route, guarded) => {
      const [own, other] = [parse(route), parse(guarded)];
      if (!own || !other) return undefined;
      if (satisfy({ kind: 'all', of: [own.tree, other.tree] }, 'https') === 'none') return undefined;
      const shared = new Set(conditions(own.tree).map((condition) => formatRule(condition)));
      const rest = conditions(other.tree).filter((condition) => !shared.has(formatRule(condition)));
      const [first, ...more] = rest;
      if (!first) return undefined;
      const span = { start: 0, end: 0 };
      const apart: RuleRoom.RuleNode = more.length === 0 ? first : { kind: 'and', operands: rest, ...span };
      const operands = [...conditions(own.tree), { kind: 'not', operand: apart, ...span } as const];
      return {
        match: formatRule({ kind: 'and', operands, ...span }),
        priority: route.priority === undefined || route.priority === 0 ? own.priority : route.priority,
      };
    },
  };
}

function conditions(tree: RuleRoom.RuleNode): readonly RuleRoom.RuleNode[] {
  return tree.kind === 'and' ? tree.operands : [tree];
}
