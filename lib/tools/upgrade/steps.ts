import type { DiffSide } from '../../check/changes';
import { placesAt } from '../../check/cluster';
import { type Concern, type TraefikVersion, stepsBetween } from '../../traefik/version';
import { type FieldPlace, fieldPlace, placesOf } from './fields';

/** What a release on the way does otherwise. */
export interface UpgradeStep {
  readonly since: string;
  readonly title: string;
  readonly consequence: string;
  readonly fix: string;
  /** The fields of objects that it is about; none where it is about all requests, or the static configuration. */
  readonly concerns: readonly FieldPlace[];
}

/** The steps on the way that concern what a source holds. */
export function stepsOf(side: DiffSide, from: TraefikVersion, to: TraefikVersion): readonly UpgradeStep[] {
  return stepsBetween(from, to).flatMap(({ since, title, consequence, fix, concerns }) => {
    const found = concerns ? placesOfConcern(side, concerns) : [];
    if (concerns && found.length === 0 && !hasOption(side, concerns)) return [];
    return [{ since: since.at(-1) ?? '', title, consequence, fix, concerns: found }];
  });
}

function placesOfConcern({ objects }: DiffSide, { fields = [], rule }: Concern): readonly FieldPlace[] {
  const rules = rule
    ? objects.flatMap((placed) =>
        placesAt(placed.object, ['spec', 'routes', '*', 'match'])
          .filter(({ value }) => typeof value === 'string' && rule.test(value))
          .map(({ path }) => fieldPlace(placed, path)),
      )
    : [];
  return [...fields.flatMap(([kind, path]) => placesOf(objects, kind, path)), ...rules];
}

function hasOption({ facts }: DiffSide, { options = [] }: Concern): boolean {
  return options.some((option) => placesAt(facts.traefik?.configuration, option.split('.')).length > 0);
}
