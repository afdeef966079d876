import type { Finding } from '../../core/finding';
import { type RouteGuards, guardsOf, lacksGuardOf } from './route-guards';
import { ruleApart } from './rule-apart';
import type { EnvironmentSpec } from './spec';
import type { HttpRoute } from './spec/routes';

/** An environment as it is made, and what `guards: exclusive` cannot do in it. */
export interface WithExclusiveGuards {
  readonly spec: EnvironmentSpec;
  readonly findings: readonly Finding[];
}

/**
 * An environment in which what a route with `guards: exclusive` matches is left out of the rules of all others that lack
 * one of its guards: so nothing else takes its requests when Traefik cannot make the guard. The others keep the priority
 * that they had; those that redirect plain HTTP to HTTPS lend that to the guarded route.
 */
export function withExclusiveGuards(spec: EnvironmentSpec): WithExclusiveGuards {
  const routes = Object.entries(spec.routes?.http ?? {});
  if (!routes.some(([, { guards }]) => guards === 'exclusive')) return { spec, findings: [] };
  const findings: Finding[] = [];
  const changed = new Map(
    routes.map(([name, { guards: _guards, ...route }]): [string, HttpRoute] => [name, route]),
  );
  for (const [name, { guards }] of routes) {
    const guarded = changed.get(name);
    if (guards !== 'exclusive' || !guarded) continue;
    const wanted = guardsOf(guarded, spec);
    const idle = reasonToBeIdle(guarded, wanted, spec);
    if (idle) {
      findings.push({ rule: 'idle-exclusive-guards', field: ['routes', 'http', name, 'guards'], ...idle });
      continue;
    }
    for (const [other, route] of changed) {
      if (other === name || !lacksGuardOf(guardsOf(route, spec), wanted)) continue;
      const field = ['routes', 'http', other, 'match'];
      if (isOld(route, spec)) {
        findings.push({
          rule: 'shared-exclusive-guards',
          severity: 'warning',
          field,
          ...unreadableBeside(name),
        });
        continue;
      }
      const apart = ruleApart(route, guarded);
      if (apart.kind === 'part') findings.push({ rule: 'shared-exclusive-guards', field, ...partOf(name) });
      if (apart.kind !== 'apart') continue;
      const { match, priority } = apart;
      changed.set(other, { ...route, match, priority });
      if (route.redirectToHttps !== undefined && guarded.redirectToHttps === undefined) {
        changed.set(name, { ...guarded, redirectToHttps: route.redirectToHttps });
      }
    }
  }
  return { spec: { ...spec, routes: { ...spec.routes, http: Object.fromEntries(changed) } }, findings };
}

function reasonToBeIdle(
  route: HttpRoute,
  { kinds, unknown }: RouteGuards,
  spec: EnvironmentSpec,
): Reason | undefined {
  if (isOld(route, spec)) return ofOldSyntax;
  if (route.parentRefs) return ofChild;
  return kinds.size + unknown.size === 0 ? withoutGuard : undefined;
}

function isOld({ syntax }: HttpRoute, { traefik }: EnvironmentSpec): boolean {
  return (syntax ?? traefik?.core?.defaultRuleSyntax) === 'v2';
}

type Reason = Pick<Finding, 'message' | 'consequence' | 'fix'>;

const withoutGuard: Reason = { message: 'The route has no guard that could be exclusive.' };

const ofOldSyntax: Reason = {
  message: 'The rule is in the v2 syntax, and cannot be left out of others.',
  fix: 'Write it in the v3 syntax.',
};

const ofChild: Reason = {
  message:
    'The route has parents: what it matches is a part of what they match, and cannot be left out of others.',
  fix: 'Write `guards: exclusive` at the parent that has the guard.',
};

function partOf(name: string): Reason {
  return {
    message: `This route takes nothing but requests of routes.http.${name}, whose guards are exclusive.`,
  };
}

function unreadableBeside(name: string): Reason {
  return {
    message: `What routes.http.${name} guards exclusively cannot be left out of this rule: it is in the v2 syntax.`,
    consequence: 'If it matches the same requests, it takes them when Traefik cannot make the guard.',
    fix: 'Write it in the v3 syntax, or give it the same guards.',
  };
}
