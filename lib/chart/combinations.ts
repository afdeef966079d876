import { isPlainMap } from '../manifest';
import { groupOf } from './culprits';
import { hasFeature } from './evaluate';
import type { Feature } from './template';
import { type Values, isEqual, valueAt, withValues } from './values';
import type { Rendering, WatchedProgram } from './watched-program';

/** The group of values that a feature is part of. */
function groupOfFeature(feature: Feature): string {
  return 'path' in feature ? groupOf(feature.path) : '';
}

/** Features by that group. */
function byGroupOf(features: readonly Feature[]): Map<string, Feature[]> {
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

/** So many features of the same objects are tried in all their combinations; of more there are too many. */
export const mostCombined = 5;

/** Which features to turn round together: all combinations of them. */
function toggles(features: readonly Feature[]): readonly (readonly Feature[])[] {
  return Array.from({ length: 2 ** features.length - 1 }, (_, mask) =>
    features.filter((__, bit) => ((mask + 1) >> bit) % 2 === 1),
  );
}

/** The objects that each feature changes, by itself or where all that may be missing is there. */
export function effectsOf(
  program: WatchedProgram,
  base: Rendering,
  features: readonly Feature[],
): Map<Feature, Set<string>> {
  const missing = features.filter((feature) => feature.kind === 'present' && !hasFeature(feature, base));
  const full = missing.reduce((values, feature) => toggle(program, values, feature), base.values);
  const groups = [...byGroupOf(features).values()];
  const rounds = Math.max(0, ...groups.map(({ length }) => length));
  const effects = new Map(features.map((feature) => [feature, new Set<string>()]));
  for (const context of missing.length > 0 ? [base, program.render(base.environment, full)] : [base]) {
    for (let round = 0; round < rounds; round++) {
      const turned = groups.flatMap((group) => group[round] ?? []);
      const values = turned.reduce((current, feature) => toggle(program, current, feature), context.values);
      const { objects } = program.render(base.environment, values);
      for (const identity of new Set([...objects.keys(), ...context.objects.keys()])) {
        if (isEqual(objects.get(identity)?.object, context.objects.get(identity)?.object)) continue;
        const owners = program.ownersOf(identity);
        for (const feature of turned)
          if (owners.has(groupOfFeature(feature))) effects.get(feature)?.add(identity);
      }
    }
  }
  return effects;
}

/**
 * Renderings in which features are there that are not, and the other way round. Features that change the same
 * objects are combined with each other; those that do not are turned round at the same time.
 */
export function combinations(
  program: WatchedProgram,
  base: Rendering,
  clusters: readonly (readonly Feature[])[],
): readonly Rendering[] {
  const plans = clusters.map(toggles);
  const rounds = Math.max(0, ...plans.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => {
    const changed = plans
      .flatMap((plan) => plan[round] ?? [])
      .reduce((current, feature) => toggle(program, current, feature), base.values);
    return program.render(base.environment, changed);
  });
}

function toggle(program: WatchedProgram, values: Values, feature: Feature): Values {
  const has = hasFeature(feature, { values, environment: '' });
  switch (feature.kind) {
    case 'present': {
      if (!isPlainMap(valueAt(values, feature.path.slice(0, -1)))) return values;
      const donor = [...program.environments.values()].find(
        (other) => valueAt(other, feature.path) !== undefined,
      );
      return withValues(values, [[feature.path, has ? undefined : donor && valueAt(donor, feature.path)]]);
    }
    case 'true':
      return valueAt(values, feature.path) === undefined
        ? values
        : withValues(values, [[feature.path, !has]]);
    case 'above':
      return valueAt(values, feature.path) === undefined
        ? values
        : withValues(values, [[feature.path, has ? feature.limit : feature.limit + 1]]);
    default:
      return values;
  }
}
