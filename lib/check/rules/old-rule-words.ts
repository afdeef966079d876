import { isPlainMap, own, valueAt } from '../../core/base';
import { type RuleNode, parseRule, translation } from '../../traefik/rule';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Rules that v3 takes and reads otherwise than v2 did: `{id}` in a path is literal, a lone Query wants no value. */
export const oldRuleWords: ObjectCheck = ({ objects, facts }) => {
  if (valueAt(facts.traefik?.configuration, 'core', 'defaultRuleSyntax') === 'v2') return [];
  return objects.flatMap((placed): readonly ObjectFinding[] => {
    const { kind, apiVersion } = placed.object;
    if (kind !== 'IngressRoute' || !apiVersion.startsWith('traefik.io/')) return [];
    const routes = valueAt(placed.object, 'spec', 'routes');
    return (Array.isArray(routes) ? routes : []).flatMap((route: unknown, index): ObjectFinding[] => {
      const match = own(route, 'match');
      const tree = typeof match === 'string' && own(route, 'syntax') !== 'v2' ? treeOf(match) : undefined;
      const meant = tree && translation(tree);
      if (meant === undefined || !isPlainMap(route)) return [];
      return [
        { placed, rule: 'old-rule-words', message: `${meant}.`, field: ['spec', 'routes', index, 'match'] },
      ];
    });
  });
};

/** What cannot be read is told elsewhere. */
function treeOf(match: string): RuleNode | undefined {
  try {
    return parseRule(match).tree;
  } catch {
    return undefined;
  }
}
