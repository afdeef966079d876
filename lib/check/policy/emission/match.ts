import type { BindingObject, LabelSelector, MatchResources, PolicyObject } from '../manifest';
import { Untranslated } from './untranslated';

/** For which objects a policy holds by a binding: those that both are for. */
export function matchOf({ spec }: PolicyObject, binding: BindingObject): MatchResources {
  const { matchConstraints = {} } = spec;
  const { matchResources = {} } = binding.spec;
  for (const field of ['resourceRules', 'excludeResourceRules'] as const)
    if ((matchResources[field] ?? []).length > 0)
      throw new Untranslated(
        'The binding names resources of its own.',
        ['spec', 'matchResources', field],
        true,
      );
  const namespaceSelector = both(matchConstraints.namespaceSelector, matchResources.namespaceSelector);
  const objectSelector = both(matchConstraints.objectSelector, matchResources.objectSelector);
  return {
    ...matchConstraints,
    ...(namespaceSelector && { namespaceSelector }),
    ...(objectSelector && { objectSelector }),
  };
}

/** What two selectors choose together. */
function both(one: LabelSelector | undefined, other: LabelSelector | undefined): LabelSelector | undefined {
  if (!one || !other) return one ?? other;
  const expressions = [one, other].flatMap(({ matchLabels = {}, matchExpressions = [] }) => [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions,
  ]);
  return { matchExpressions: expressions };
}
