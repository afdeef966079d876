import { groupBy } from '../../../core/base';
import { hasFeature } from '../template/evaluate';
import { type Effects, type PartPath, differences, partAt } from './effects';
import type { Feature } from '../template/template';
import type { Rendering } from './derived';
import { keyOf } from '../values';
import { toggled } from './toggle';
import type { WatchedProgram } from './watched-program';

/** So many combinations of features of the same parts are tried; of more there are too many. */
const mostCombinations = 31;

/** Whether all combinations of some features can be tried. */
export function areFew(features: readonly Feature[]): boolean {
  const perValue = groupBy(features, (feature) => (feature.kind === 'is' ? keyOf(feature.path) : feature));
  const count = [...perValue.values()].reduce((product, { length }) => product * (length + 1), 1);
  return count - 1 <= mostCombinations;
}

/** Which features to turn round together: all combinations of them. A value is one thing at a time. */
function toggles(features: readonly Feature[]): readonly (readonly Feature[])[] {
  const all: (readonly Feature[])[] = [[]];
  for (const feature of features) {
    const without = all.filter((one) => !one.some((other) => isOther(other, feature)));
    all.push(...without.map((one) => [...one, feature]));
  }
  return all.slice(1);
}

/** Whether two features say of one value that it is something else. */
function isOther(a: Feature, b: Feature): boolean {
  return a.kind === 'is' && b.kind === 'is' && keyOf(a.path) === keyOf(b.path);
}

/** What each feature changes, by itself or where all that may be missing is there. */
export function effectsOf(program: WatchedProgram, base: Rendering, features: readonly Feature[]): Effects {
  // A switch that is off may hide what others decide; what they are known to decide is looked at with all of them on.
  const isMissing = ({ kind }: Feature): boolean =>
    kind === 'present' || (kind === 'true' && program.knowsSwitches);
  const missing = features.filter((feature) => isMissing(feature) && !hasFeature(feature, base));
  const full = toggled(base.values, missing, program.environments);
  const effects = new Map(features.map((feature) => [feature, new Map<string, readonly PartPath[]>()]));
  const note = (feature: Feature, { identity, parts }: Change): void => {
    const found = effects.get(feature);
    found?.set(identity, [...(found.get(identity) ?? []), ...parts]);
  };
  const fullest = missing.length > 0 ? program.render(base.environment, full) : base;
  for (const context of new Set([base, fullest]))
    for (const change of changesIn(program, context, features)) note(change.feature, change);
  const choices = withChoices(program, fullest, features);
  if (choices.length === 0) return effects;
  const textOf = (change: Change): string =>
    JSON.stringify([features.indexOf(change.feature), change.identity, formsOf(change)]);
  const usual = new Set(changesIn(program, fullest, features).map(textOf));
  const ofOne = new Set<string>();
  for (const { features: chosen, rendering } of choices) {
    for (const change of changesIn(program, rendering, features)) {
      note(change.feature, change);
      const text = textOf(change);
      // What it does otherwise with these choices is theirs as well, but for what one of several does alone.
      if (usual.has(text) || (chosen.length > 1 && ofOne.has(text))) continue;
      for (const choice of chosen) note(choice, change);
      if (chosen.length === 1) ofOne.add(text);
    }
  }
  return effects;
}

/** What a feature changes of an object. */
interface Change {
  readonly feature: Feature;
  readonly identity: string;
  readonly parts: readonly PartPath[];
  readonly before: Rendering;
  readonly after: Rendering;
}

/** The parts that are changed, as they are before and after. */
function formsOf({ identity, parts, before, after }: Change): unknown {
  return [before, after].map(({ objects }) => {
    const object = objects.get(identity)?.object;
    return parts.map((path) => [path, partAt(object, path) ?? null]);
  });
}

function changesIn(
  program: WatchedProgram,
  context: Rendering,
  features: readonly Feature[],
): readonly Change[] {
  if (context.failed) return [];
  const groupOf = (feature: Feature): string => ('path' in feature ? program.groupOf(feature.path) : '');
  const rounds = roundsOf([...groupBy(features, groupOf).values()]);
  return turnedTogether(program, context, rounds).flatMap(({ features: turned, rendering }) => {
    // Whose an object is that nobody has seen before is not known.
    const isNew = changesBetween(context, rendering).some(([identity]) => !program.owners.isKnown(identity));
    const told: readonly Turned[] =
      isNew && turned.length > 1
        ? turned.map((feature) => turn(program, context, [feature]))
        : [{ features: turned, rendering }];
    return told.flatMap(({ features: some, rendering: one }) =>
      changesBetween(context, one).flatMap(([identity, parts]) => {
        const owners = program.owners.of(identity);
        return some
          .filter((feature) => owners.has(groupOf(feature)))
          .map((feature) => ({ feature, identity, parts, before: context, after: one }));
      }),
    );
  });
}

/**
 * The same with each choice made otherwise, by itself and all at once: what others decide may be seen with one of them
 * alone.
 */
export function withChoices(
  program: WatchedProgram,
  base: Rendering,
  features: readonly Feature[],
): readonly Turned[] {
  const choices = features.filter(({ kind }) => kind === 'is');
  const byValue = [...groupBy(choices, (feature) => ('path' in feature ? keyOf(feature.path) : '')).values()];
  const together = byValue.length > 1 ? roundsOf(byValue) : [];
  return [...choices.map((feature) => [feature]), ...together]
    .map((some) => turn(program, base, some))
    .filter(({ rendering }) => !rendering.failed);
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
