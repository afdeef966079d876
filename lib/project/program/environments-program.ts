import { type EnvironmentsOptions, Environments } from '../environment';
import { DeliveryApp, EnvironmentStack } from '../stack';
import type { ProgramOutput } from './run-program';

/**
 * What a folder of environment files is without a program of its own: everything that the files declare.
 *
 * @param progress is told what is done next
 * @throws ProblemError with all that is wrong
 */
export function environmentsProgram(
  folder: string,
  options: EnvironmentsOptions,
  progress?: (text: string) => void,
): ProgramOutput {
  const app = new DeliveryApp({ partial: options.only !== undefined });
  const environments = Environments.load(folder, options);
  for (const [index, environment] of environments.entries()) {
    progress?.(`making ${environment.name}, ${index + 1} of ${environments.length}`);
    new EnvironmentStack(app, environment);
  }
  progress?.(`checking ${environments.map(({ name }) => name).join(', ')}`);
  return { apps: [app.output()], environments: new Map([[folder, Environments.names(folder)]]) };
}
