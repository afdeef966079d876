import { own, valueAt, oncePer } from '../../core/base';
import { type FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import {
  type MatcherNode,
  type PlacedMatcher,
  type Rule,
  type RuleNode,
  parseRule,
} from '../../traefik/rule';
import { type Inventory, placesAt } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** The rule of a route, read in the v3 syntax. */
export interface RouteRule {
  readonly placed: PlacedObject;
  /** Where it stands in the object. */
  readonly field: FieldPath;
  readonly text: string;
  readonly protocol: 'http' | 'tcp';
  readonly tree: RuleNode;
  /** All its matchers, in written order. */
  readonly matchers: readonly PlacedMatcher[];
}

const protocols: Readonly<Record<string, RouteRule['protocol']>> = {
  IngressRoute: 'http',
  IngressRouteTCP: 'tcp',
};

/** The rules of all HTTP and TCP routes; those in the v2 syntax, and what cannot be read, are left out. */
export const routeRules = oncePer(readRules);

function readRules(inventory: Inventory): readonly RouteRule[] {
  if (valueAt(inventory.facts.traefik?.configuration, 'core', 'defaultRuleSyntax') === 'v2') return [];
  return inventory.ofGroup('traefik.io').flatMap((placed): readonly RouteRule[] => {
    const protocol = protocols[placed.object.kind];
    if (!protocol) return [];
    return placesAt(placed.object, ['spec', 'routes', '*']).flatMap(({ path, value }): RouteRule[] => {
      const text = own(value, 'match');
      if (typeof text !== 'string' || own(value, 'syntax') === 'v2') return [];
      const rule = ruleOf(text, protocol);
      if (!rule) return [];
      const { tree, matchers } = rule;
      return [{ placed, field: [...path, 'match'], text, protocol, tree, matchers }];
    });
  });
}

/** What cannot be read is told elsewhere. */
function ruleOf(text: string, protocol: RouteRule['protocol']): Rule | undefined {
  try {
    return parseRule(text, { protocol });
  } catch {
    return undefined;
  }
}

/** A rule that looks at the matchers of routes one by one, and says each thing once a route. */
export function matcherCheck(
  look: (matcher: MatcherNode, rule: RouteRule) => Omit<ObjectFinding, 'placed' | 'field'> | undefined,
): ObjectCheck {
  return (inventory) => {
    const findings: ObjectFinding[] = [];
    for (const rule of routeRules(inventory)) {
      let found: Map<string, ObjectFinding> | undefined;
      for (const { matcher } of rule.matchers) {
        const finding = look(matcher, rule);
        if (!finding) continue;
        found ??= new Map();
        found.set(finding.message, { ...finding, placed: rule.placed, field: rule.field });
      }
      if (found) findings.push(...found.values());
    }
    return findings;
  };
}
