import { type Problem, ProblemError, formatReport, hasErrors } from '../core/finding';
import { type AppOutput, isHandingOver } from '../project/handover';
import { type ProgramOutput, findProgram } from '../project/program';
import { claimsOfOutput, outputOf, policiesOfOutput, releasesOfOutput } from '../project/source';
import type { Surroundings } from './command';
import { asUsage } from './inputs';

/** Options of the commands that synthesize. */
export const programOptions = {
  env: { type: 'string', multiple: true },
  environments: { type: 'string' },
} as const;

/** What `--help` says of them. */
export const programHelp = [
  '  --env NAME          only this environment; may be repeated. Others are not looked at',
  '  --environments DIR  what the environment files of DIR declare, in place of the program that cdk8s.yaml names',
].join('\n');

export interface ProgramValues {
  readonly env?: readonly string[];
  readonly environments?: string;
}

/** What a program makes, and what was printed of it, though it stops nothing. */
interface Synthesized extends ProgramOutput {
  readonly told: readonly Problem[];
}

/**
 * What the program here makes of the environments, all checks passed; its warnings are printed.
 *
 * @throws UsageError where an environment is not there, ProblemError with all that is wrong
 */
export function synthesized({ env, environments }: ProgramValues, surroundings: Surroundings): Synthesized {
  const output = asUsage(() => outputOf({ only: env, environments, surroundings }));
  for (const { problems } of output.apps) {
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  }
  // Where this command is itself the program of a repository, whoever runs it asks for the claims.
  const proven = isHandingOver()
    ? []
    : [...claimsOfOutput(output, surroundings.progress), ...policiesOfOutput(output)];
  if (hasErrors(proven)) throw new ProblemError(proven);
  if (proven.length > 0) surroundings.err(`${formatReport(proven, surroundings)}\n`);
  return { ...output, told: [...output.apps.flatMap(({ problems }) => problems), ...proven] };
}

/**
 * The steps of an output's releases as texts by path; what is noteworthy of them is printed.
 *
 * @throws ProblemError where what must hold from step to step does not
 */
export function releaseSteps(
  app: AppOutput,
  surroundings: Surroundings,
): { readonly files: ReadonlyMap<string, string>; readonly told: readonly Problem[] } {
  const { files, problems } = releasesOfOutput(app, surroundings.progress);
  if (hasErrors(problems)) throw new ProblemError(problems);
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  return { files, told: problems };
}

/** The folder for manifests of a program that has none of its own. */
export function usualOutput({ environments }: ProgramValues): string {
  return (environments === undefined ? findProgram()?.output : undefined) ?? 'dist';
}
