import { type Finding, didYouMean } from '../../core/finding';
import { apiKinds } from '../../core/kubernetes';
import type { PolicySpec } from './manifest';
import { pluralOf } from './resource';

/** That a policy is for resources that the API server does not have, in groups all of whose kinds are known. */
export function unknownKinds({
  matchConstraints: { resourceRules = [] } = {},
}: PolicySpec): readonly Finding[] {
  const known = new Map<string, Set<string>>();
  for (const { group, kind } of apiKinds) {
    const names = known.get(group) ?? new Set();
    known.set(group, names.add(pluralOf(kind)));
  }
  return resourceRules.flatMap(({ apiGroups = [], resources = [] }, rule) => {
    const names = apiGroups.map((group) => known.get(group));
    if (names.length === 0 || names.includes(undefined)) return [];
    const all = names.flatMap((each) => [...(each ?? [])]);
    return resources.flatMap((resource, index): readonly Finding[] => {
      const [single = ''] = resource.split('/');
      if (single === '*' || all.includes(single)) return [];
      return [
        {
          rule: 'unknown-policy-kind',
          message: `There is no resource "${single}" in ${apiGroups.map((group) => group || 'the core group').join(', ')}.`,
          ...didYouMean(single, all),
          field: ['spec', 'matchConstraints', 'resourceRules', rule, 'resources', index],
        },
      ];
    });
  });
}
