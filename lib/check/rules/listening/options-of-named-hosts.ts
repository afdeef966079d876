import { valueAt } from '../../../core/base';
import { regions } from '../../../traefik/model';
import type { Budget, Formula } from '../../../traefik/regions';
import { host, parseRule } from '../../../traefik/rule';
import { stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';
import { routeRules } from '../route-rules';
import { shownRequest } from '../shown-request';

/** What all questions together may cost. */
const work = { states: 100_000, decisions: 200_000 };

/** Rules with TLS options that take other hosts than those that they name: for these the handshake knows no options. */
export const optionsOfNamedHosts: ObjectCheck = (inventory) => {
  const traefikVersion = inventory.facts.traefik?.version;
  let left: Budget | undefined;
  return routeRules(inventory).flatMap(
    ({ placed, field, text, protocol, tree }): readonly ObjectFinding[] => {
      const options = stringAt(placed.object, 'spec', 'tls', 'options', 'name');
      if (protocol !== 'http' || options === undefined || options === 'default') return [];
      if (valueAt(placed.object, 'spec', 'parentRefs') !== undefined) return [];
      const { hosts } = parseRule(text, { traefikVersion });
      if (hosts.length === 0) return [];
      const named: Formula = { kind: 'any', of: hosts.map((name) => host(name).tree) };
      const others: Formula = { kind: 'all', of: [tree, { kind: 'none', of: named }] };
      left ??= regions().budget(work.states, work.decisions);
      const found = regions().satisfy(others, 'https', left);
      if (typeof found === 'string') return [];
      return [
        {
          placed,
          rule: 'options-of-named-hosts',
          message: `The rule takes ${shownRequest(found.request)} too, whose host it does not name by Host.`,
          field,
        },
      ];
    },
  );
};
