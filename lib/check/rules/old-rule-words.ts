import { translation } from '../../traefik/rule';
import type { ObjectCheck } from './object-finding';
import { routeRules } from './route-rules';

/** Rules that v3 takes and reads otherwise than v2 did: `{id}` in a path is literal, a lone Query wants no value. */
export const oldRuleWords: ObjectCheck = (inventory) =>
  routeRules(inventory).flatMap((rule) => {
    const { placed, field, protocol } = rule;
    const meant = protocol === 'http' ? translation(rule) : undefined;
    return meant === undefined ? [] : [{ placed, rule: 'old-rule-words', message: `${meant}.`, field }];
  });
