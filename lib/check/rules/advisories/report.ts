import { type Problem, ruleOf } from '../../../core/finding';
import { type Inventory, placedTrafficModelOf } from '../../cluster';
import { problemOf } from '../placing';
import { findingOf, nameOf } from './open-advisory';
import { judge } from './judge';

/** What each advisory means for the objects of a cluster: the Traefik is spared, the objects are, or neither is. */
export function advisoryReport(inventory: Inventory): readonly Problem[] {
  return judge(inventory, placedTrafficModelOf(inventory)).flatMap(
    ({ advisory, spared, hits, isOfRelease }): readonly Problem[] => {
      if (spared !== undefined) return [noted('spared-advisory', `${nameOf(advisory)}: ${spared}`)];
      if (hits.length === 0)
        return [
          { ...noted('unreached-advisory', `${nameOf(advisory)}: ${advisory.otherwise}`), fix: advisory.fix },
        ];
      // Those of the release are findings anyhow.
      return isOfRelease ? [] : hits.map((hit) => problemOf(findingOf(advisory, hit)));
    },
  );
}

function noted(rule: 'spared-advisory' | 'unreached-advisory', message: string): Problem {
  const { consequence, fix } = ruleOf(rule);
  return { rule, severity: 'info', message, consequence, fix };
}
