import { type EnvironmentsOptions, Environments } from '../environment';
import { DeliveryApp, EnvironmentStack } from '../stack';
import type { ProgramOutput } from './run-program';

/**
 * What a folder of environment files is without a program of its own: everything that the files declare.
 *
 * @throws ProblemError with all that is wrong
 */
export function environmentsProgram(folder: string, options: EnvironmentsOptions): ProgramOutput {
  const app = new DeliveryApp({ partial: options.only !== undefined });
  for (const environment of Environments.load(folder, options)) new EnvironmentStack(app, environment);
  return { apps: [app.output()], environments: new Map([[folder, Environments.names(folder)]]) };
}
