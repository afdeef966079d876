import { groupBy } from '../../../core/base';
import { hasFeature } from '../template/evaluate';
import { type Effects, type PartPath, differences } from './effects';
import type { Feature } from '../template/template';
import type { Rendering } from './derived';
import { toggled } from './toggle';
import type { WatchedProgram } from './watched-program';

/** So many features of the same parts are tried in all their combinations; of more there are too many. */
export const mostCombined = 5;

/** Which features to turn round together: all combinations of them. */
function toggles(features: readonly Feature[]): readonly (readonly Feature[])[] {
  return Array.from({ length: 2 ** features.length - 1 }, (_, mask) =>
    features.filter((__, bit) => ((mask + 1) >> bit) % 2 === 1),
  );
}

/** What each feature changes, by itself or where all that may be missing is there. */
export function effectsOf(program: WatchedProgram, base: Rendering, features: readonly Feature[]): Effects {
  // A switch that is off may hide what others decide; what they are known to decide is looked at with all of them on.
  const isMissing = ({ kind }: Feature): boolean =>
    kind === 'present' || (kind === 'true' && program.knowsSwitches);
  const missing = features.filter((feature) => isMissing(feature) && !hasFeature(feature, base));
  const full = toggled(base.values, missing, program.environments);
  const groupOf = (feature: Feature): string => ('path' in feature ? program.groupOf(feature.path) : '');
  const rounds = roundsOf([...groupBy(features, groupOf).values()]);
  const effects = new Map(features.map((feature) => [feature, new Map<string, readonly PartPath[]>()]));
  const note = (feature: Feature, identity: string, parts: readonly PartPath[]): void => {
    const found = effects.get(feature);
    found?.set(identity, [...(found.get(identity) ?? []), ...parts]);
  };
  const contexts = missing.length > 0 ? [base, program.render(base.environment, full)] : [base];
  for (const context of contexts.filter(({ failed }) => !failed)) {
    for (const { features: turned, rendering } of turnedTogether(program, context, rounds)) {
      const changes = changesBetween(context, rendering);
      // Whose an object is that nobody has seen before is not known.
      const isNew = changes.some(([identity]) => !program.owners.isKnown(identity));
      const told: readonly Turned[] =
        isNew && turned.length > 1
          ? turned.map((feature) => turn(program, context, [feature]))
          : [{ features: turned, rendering }];
      for (const { features: some, rendering: one } of told) {
        for (const [identity, parts] of changesBetween(context, one)) {
          const owners = program.owners.of(identity);
          for (const feature of some) if (owners.has(groupOf(feature))) note(feature, identity, parts);
        }
      }
    }
  }
  return effects;
}

function changesBetween(before: Rendering, after: Rendering): (readonly [string, readonly PartPath[]])[] {
  if (after.failed) return [];
  return [...new Set([...before.objects.keys(), ...after.objects.keys()])].flatMap((identity) => {
    const parts = differences(before.objects.get(identity)?.object, after.objects.get(identity)?.object);
    return parts.length === 0 ? [] : [[identity, parts] as const];
  });
}

/**
 * Renderings in which features are there that are not, and the other way round. Features that change the same
 * parts are combined with each other; those that do not are turned round at the same time.
 */
export function combinations(
  program: WatchedProgram,
  base: Rendering,
  clusters: readonly (readonly Feature[])[],
): readonly Rendering[] {
  const rounds = roundsOf(clusters.map(toggles));
  return turnedTogether(program, base, rounds).map(({ rendering }) => rendering);
}

/** The first of each list together, then the second, and so on. */
function roundsOf<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, round) => lists.flatMap((list) => list.slice(round, round + 1)));
}

interface Turned {
  readonly features: readonly Feature[];
  readonly rendering: Rendering;
}

/** One rendering a round, or one for each part of it where the program refuses them together. */
function turnedTogether(
  program: WatchedProgram,
  base: Rendering,
  rounds: readonly (readonly (Feature | readonly Feature[])[])[],
): readonly Turned[] {
  return rounds.flatMap((round) => {
    const all = turn(program, base, round.flat());
    if (!all.rendering.failed) return [all];
    return round
      .map((part) => turn(program, base, [part].flat()))
      .filter(({ rendering }) => !rendering.failed);
  });
}

function turn(program: WatchedProgram, base: Rendering, features: readonly Feature[]): Turned {
  return {
    features,
    rendering: program.render(base.environment, toggled(base.values, features, program.environments)),
  };
}
