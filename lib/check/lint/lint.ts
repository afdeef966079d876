import type { Problem, RuleId, Severity } from '../../core/finding';
import { type PlacedObject, identityKey } from '../../core/manifest';
import type { ClusterFacts } from '../cluster';
import { findings } from '../rules';

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Everything that is to be said of the objects of one cluster, errors first, then in the order of the rules.
 *
 * @param told what whoever made the objects has found already: it is said once, as it was said there
 */
export function lint(
  objects: readonly PlacedObject[],
  facts: ClusterFacts,
  told: readonly Problem[] = [],
): readonly Problem[] {
  const known = new Set(told.map(keyOf));
  const found = findings(objects, facts, { told, advice: true }).filter(
    (problem) => !known.has(keyOf(problem)),
  );
  const isDescribed = (facts.existing ?? []).length > 0;
  const wanted = isDescribed ? found : found.filter((problem) => !isForPods(problem));
  return [...told, ...wanted].toSorted((first, second) => ranks[first.severity] - ranks[second.severity]);
}

const missing: ReadonlySet<RuleId> = new Set(['unknown-secret', 'unknown-config-map', 'unknown-key']);

/** Whether it is about what pods read, which seldom stands beside manifests and is nothing to Traefik. */
function isForPods({ rule, object }: Problem): boolean {
  return missing.has(rule) && object !== undefined && !object.apiVersion.startsWith('traefik.io/');
}

function keyOf({ rule, object, field, message }: Problem): string {
  return JSON.stringify([rule, object ? identityKey(object) : message, field]);
}
