import { groupOf } from './culprits';
import type { Feature } from './template';

/** The group of values that a feature is part of. */
export function groupOfFeature(feature: Feature): string {
  return 'path' in feature ? groupOf(feature.path) : '';
}

/** Features by that group. */
export function byGroupOf(features: readonly Feature[]): Map<string, Feature[]> {
  const groups = new Map<string, Feature[]>();
  for (const feature of features)
    groups.set(groupOfFeature(feature), [...(groups.get(groupOfFeature(feature)) ?? []), feature]);
  return groups;
}

/** Features in clusters that change no object in common. */
export function clustersOf(
  effects: ReadonlyMap<Feature, ReadonlySet<string>>,
): readonly (readonly Feature[])[] {
  let clusters: { readonly features: readonly Feature[]; readonly objects: ReadonlySet<string> }[] = [];
  for (const [feature, objects] of effects) {
    const touching = clusters.filter((cluster) =>
      [...objects].some((identity) => cluster.objects.has(identity)),
    );
    clusters = [
      ...clusters.filter((cluster) => !touching.includes(cluster)),
      {
        features: [...touching.flatMap((cluster) => cluster.features), feature],
        objects: new Set([...touching.flatMap((cluster) => [...cluster.objects]), ...objects]),
      },
    ];
  }
  return clusters.map(({ features }) => features);
}

/** Which features to turn round together: all combinations of a few, else each alone and each two. */
export function toggles(features: readonly Feature[]): readonly (readonly Feature[])[] {
  const few = 4;
  if (features.length <= few) {
    return Array.from({ length: 2 ** features.length - 1 }, (_, mask) =>
      features.filter((__, bit) => ((mask + 1) >> bit) % 2 === 1),
    );
  }
  if (features.length > 8) return [...features.map((feature) => [feature]), features];
  const pairs = features.flatMap((a, index) => features.slice(index + 1).map((b) => [a, b]));
  return [...features.map((feature) => [feature]), ...pairs, features];
}
