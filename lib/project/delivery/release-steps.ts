import { nearest } from '../../core/base';
import { type FieldPath, type Problem, problemAt } from '../../core/finding';
import { releasesName } from '../stack';
import type { DeliveredEnvironment } from './delivery';
import { placeIn } from './places';

/** A step of a release that an environment is said to be at. */
export interface ChosenStep {
  readonly service: string;
  readonly id: string;
  /** Folder of the manifests of the step below that of the project. */
  readonly folder: string;
  /** Values of the chart, below it, that are laid over those of the environment. */
  readonly values: string;
}

/**
 * The steps that an environment says its releases are at.
 *
 * @param field where it says so, below `delivery`
 */
export function chosenSteps(
  environment: DeliveredEnvironment,
  field: FieldPath,
  steps: Readonly<Record<string, string>> = {},
): { readonly steps: readonly ChosenStep[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const known = new Map(
    environment.releases.map(({ release, steps: all }) => [
      release.declaration.service,
      all.filter(({ by }) => by === 'person').map(({ id }) => id),
    ]),
  );
  const chosen = Object.entries(steps).flatMap(([service, id]): readonly ChosenStep[] => {
    const ids = known.get(service);
    if (ids?.includes(id) === true) {
      const folder = `${environment.folder}/${releasesName}/${service}/${id}`;
      return [{ service, id, folder, values: `values/releases/${service}/${id}.${environment.name}.yaml` }];
    }
    const place = placeIn(environment, [...field, service]);
    const message = ids
      ? `The release of ${service} in ${environment.name} has no step "${id}".`
      : `${environment.name} releases no service "${service}".`;
    const fix = ids ? meant(id, ids) : meant(service, [...known.keys()]);
    problems.push(problemAt(place, { rule: 'unknown-delivery-step', message, fix }));
    return [];
  });
  return { steps: chosen, problems };
}

function meant(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return words.length === 0 ? 'Take it away: nothing is released here.' : `There are ${words.join(', ')}.`;
}
