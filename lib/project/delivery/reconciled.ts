import type { Problem } from '../../core/finding';
import type { DeliveredEnvironment, DeliveryInput } from './delivery';
import { type Repository, nameOf, projectOf, repositoryOf, specOf } from './places';
import { type ChosenStep, chosenSteps } from './release-steps';

/** An environment that a controller in its cluster keeps as a repository has it. */
export interface Reconciled {
  readonly environment: DeliveredEnvironment;
  readonly repository: Repository;
  /** Name of the project, as the chart has it. */
  readonly project: string;
  readonly name: string;
  /** The steps of releases that are applied. */
  readonly steps: readonly ChosenStep[];
}

/** What every such controller is told of an environment; undefined where nothing says which repository has it. */
export function reconciledBy(
  system: 'argocd' | 'flux',
  environment: DeliveredEnvironment,
  input: DeliveryInput,
): { readonly reconciled: Reconciled | undefined; readonly problems: readonly Problem[] } {
  const found = repositoryOf(environment, input);
  const { steps, problems } = chosenSteps(environment, [system, 'steps'], specOf(environment)[system]?.steps);
  if ('problem' in found) return { reconciled: undefined, problems: [...problems, found.problem] };
  const { repository } = found;
  const [project, name] = [projectOf(environment, input), nameOf(environment, input)];
  return { reconciled: { environment, repository, project, name, steps }, problems };
}
