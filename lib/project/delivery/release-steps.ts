import { type FieldPath, type Problem, problemAt, didYouMean } from '../../core/finding';
import { stepFolder } from '../../check/release';
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
  /** The objects of its manifests, by their files below the folder. */
  readonly files: DeliveredEnvironment['files'];
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
    environment.releases.map((declared) => [declared.release.declaration.service, declared]),
  );
  const chosen = Object.entries(steps).flatMap(([service, id]): readonly ChosenStep[] => {
    const declared = known.get(service);
    const applied = declared?.steps.filter(({ by }) => by === 'person');
    const step = applied?.find((one) => one.id === id);
    if (declared && step) {
      const { declaration, extension } = declared.release;
      return [
        {
          service,
          id,
          folder: `${environment.folder}/${releasesName}/${service}/${id}`,
          values: `values/releases/${service}/${id}.${environment.name}.yaml`,
          files: stepFolder(step, declaration, declared.inventory.facts, extension).files,
        },
      ];
    }
    const ids = applied?.map((one) => one.id);
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
  const { fix } = didYouMean(word, words);
  if (fix !== undefined) return fix;
  return words.length === 0 ? 'Take it away: nothing is released here.' : `There are ${words.join(', ')}.`;
}
