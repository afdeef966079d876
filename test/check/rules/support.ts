import type { Problem } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import type { ClusterFacts } from '../../../lib/check/cluster';
import { type FindingsOptions, findings } from '../../../lib/check/rules';

/** What the rules say of these objects, in namespace shop unless they say otherwise. */
export function check(yaml: string, facts?: ClusterFacts, options?: FindingsOptions): readonly Problem[] {
  const { objects, problems } = objectsOf(yaml, 'objects.yaml');
  expect(problems).toEqual([]);
  const placed = objects.map(({ object, locate }) => ({
    object: { ...object, metadata: { namespace: 'shop', ...object.metadata } },
    locate,
  }));
  return findings(placed, facts, options);
}

export const rules = (problems: readonly Problem[]): readonly string[] => problems.map(({ rule }) => rule);
