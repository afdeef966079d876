import type * as RegionsRoom from '../../traefik/regions';
import type * as RuleRoom from '../../traefik/rule';
import type { HttpRoute } from './spec/routes';

/** How the rule of a route is to another one, and what it needs so that it takes nothing of it. */
export type Apart =
  /** They share no request, or there is a rule that cannot be read: what is wrong with it is told where rules are checked. */
  | { readonly kind: 'disjoint' }
  /** It takes nothing but requests of the other. */
  | { readonly kind: 'part' }
  | ({ readonly kind: 'apart' } & Pick<HttpRoute, 'match' | 'priority'>);

/** What a route needs so that it takes nothing of another one, whose rule is in the v3 syntax like its own. */
export function ruleApart(route: HttpRoute, guarded: HttpRoute): Apart {
  // oxlint-disable typescript/no-require-imports -- an import would load them for environments without such guards too
  const { formatRule, parseRule }: typeof RuleRoom = require('../../traefik/rule');
  const { hasRequest }: typeof RegionsRoom = require('../../traefik/regions');
  // oxlint-enable typescript/no-require-imports
  const [own, other] = [route, guarded].map(({ match }) => parsed(match, parseRule));
  if (!own || !other) return { kind: 'disjoint' };
  if (hasRequest({ kind: 'all', of: [own.tree, other.tree] }) === 'none') return { kind: 'disjoint' };
  if (hasRequest({ kind: 'all', of: [own.tree, { kind: 'none', of: other.tree }] }) === 'none')
    return { kind: 'part' };
  const shared = new Set(conditions(own.tree).map((condition) => formatRule(condition)));
  const rest = conditions(other.tree).filter((condition) => !shared.has(formatRule(condition)));
  const [first, ...more] = rest;
  if (!first) return { kind: 'part' };
  const span = { start: 0, end: 0 };
  const apart: RuleRoom.RuleNode = more.length === 0 ? first : { kind: 'and', operands: rest, ...span };
  const operands = [...conditions(own.tree), { kind: 'not', operand: apart, ...span } as const];
  return {
    kind: 'apart',
    match: formatRule({ kind: 'and', operands, ...span }),
    priority: route.priority === undefined || route.priority === 0 ? own.priority : route.priority,
  };
}

function parsed(match: string, parse: typeof RuleRoom.parseRule): RuleRoom.Rule | undefined {
  try {
    return parse(match);
  } catch {
    return undefined;
  }
}

function conditions(tree: RuleRoom.RuleNode): readonly RuleRoom.RuleNode[] {
  return tree.kind === 'and' ? tree.operands : [tree];
}
