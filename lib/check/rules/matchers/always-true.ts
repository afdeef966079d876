import { extentOf } from '../../../traefik/model';
import { parseRule } from '../../../traefik/rule';
import type { ObjectCheck } from '../object-finding';
import { routeRules } from '../route-rules';

/** How many alternatives are looked at; a rule of more is a list of hosts. */
const mostOperands = 20;

/** A request that few rules take. */
const unlikely = { method: 'TRACE', url: 'https://nobody.invalid/~/no-such-path' };

/** Rules of alternatives that together take every request: one of them makes the others idle. */
export const alwaysTrue: ObjectCheck = (inventory) =>
  routeRules(inventory).flatMap(({ placed, field, protocol, text, tree }) => {
    if (protocol !== 'http' || tree.kind !== 'or' || tree.operands.length > mostOperands) return [];
    // One request that it does not take says enough of nearly all rules, without a question about all requests.
    if (!parseRule(text).matches(unlikely) || extentOf(tree) !== 'all') return [];
    return [
      {
        placed,
        rule: 'constant-rule',
        message: `The rule ${text} holds for every request.`,
        consequence: 'The route takes all requests that no router before it takes.',
        fix: 'Write PathPrefix(`/`) if that is meant, else && in place of ||.',
        field,
      },
    ];
  });
