import { dirname, join } from 'node:path';
import { ProblemError } from '../core/finding';
import { type Environment, Environments } from '../project/environment';
import type { ProgramOutput } from '../project/program';
import { type NewProject, projectFiles } from '../project/scaffold';
import { readingOf } from '../project/source';
import { DeliveryApp, EnvironmentStack } from '../project/stack';
import { type Source, type TrafficProof, proveTraffic } from '../tools/compose';
import type { Surroundings } from './command';

/** What a project makes that is going to be written. */
export interface Synthesized {
  readonly environments: readonly Environment[];
  readonly program: ProgramOutput;
}

/** Runs all checks of a synth over the environments of a project that is going to be written. */
export function synthesized(
  project: NewProject,
  output: string,
  { variables, progress }: Surroundings,
): Synthesized | ProblemError {
  progress?.('checking what they make');
  const folder = join(output, 'environments');
  const files = Array.from(projectFiles(project, output), ([path, text]) => ({
    file: join(output, path),
    text,
  }));
  try {
    const own = files.filter(({ file }) => dirname(file) === folder);
    const environments = Environments.from(own, { variables });
    const app = new DeliveryApp();
    for (const environment of environments) new EnvironmentStack(app, environment);
    const names = new Map([[folder, environments.map(({ name }) => name)]]);
    // What checks refuse is proven and written all the same, as far as it can be made at all.
    return { environments, program: { apps: [app.draft() ?? app.output()], environments: names } };
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Holds traffic to the Compose project against traffic to each environment. */
export function proofsOf(
  sources: readonly Source[],
  program: ProgramOutput,
  { progress }: Surroundings,
): ReadonlyMap<string, TrafficProof> {
  return new Map(
    sources.flatMap((source) => {
      const { environment } = source;
      progress?.(`comparing traffic to the Compose project with traffic to ${environment}`);
      // Where nothing of a project goes to Kubernetes, there is nothing to compare.
      if (!program.apps.some(({ scopes }) => Object.hasOwn(scopes, environment))) return [];
      const proof = proveTraffic(source, readingOf(program, environment));
      return proof ? [[environment, proof] as const] : [];
    }),
  );
}
