import { dirname, resolve } from 'node:path';
import { isDnsLabel } from '../core/manifest';
import { type Problem, ProblemError, formatReport, hasErrors } from '../core/finding';
import { type ComposeModel, type ComposeOptions, readCompose } from '../project/compose';
import type { ComposeEnvironment } from '../tools/compose';
import { type Surroundings, UsageError } from './command';

export interface ReadEnvironments {
  readonly environments: readonly ComposeEnvironment[];
  /** The folder of the project. */
  readonly directory: string;
}

/**
 * Reads a Compose project as each environment has it, and tells what is noteworthy of it.
 *
 * @param given `NAME` or `NAME=OVERRIDE.yml,…`
 * @throws UsageError where an environment is named wrongly, ProblemError with all that is wrong in the files
 */
export function readEnvironments(
  options: ComposeOptions,
  given: readonly string[],
  surroundings: Surroundings,
): ReadEnvironments {
  const wanted = given.map(environmentOption);
  const named = new Set(wanted.map(({ name }) => name));
  if (named.size < wanted.length) throw new UsageError('--environment names the same environment twice');
  // Without -f the files are those that Compose finds; overrides go on top of them.
  const isLaidOver = wanted.some(({ overrides }) => overrides.length > 0);
  const files = options.files ?? (isLaidOver ? readCompose(options).files : undefined);
  const readings = wanted.map(({ name, overrides }) => {
    surroundings.progress?.(`reading ${name}`);
    const reading = readCompose({ ...options, ...(files && { files: [...files, ...overrides] }) });
    return { name, ...reading };
  });
  const problems = distinct(readings.flatMap((reading) => reading.problems));
  const environments = readings.flatMap(({ name, project }): { name: string; project: ComposeModel }[] =>
    project ? [{ name, project }] : [],
  );
  if (hasErrors(problems)) throw new ProblemError(problems);
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  return { environments, directory: dirname(resolve(readings[0]?.files[0] ?? '.')) };
}

function environmentOption(text: string): { readonly name: string; readonly overrides: readonly string[] } {
  const [name = '', overrides = ''] = text.split(/=(.*)/s);
  if (!isDnsLabel(name) || name === 'base') {
    throw new UsageError(
      `--environment takes a name of lower case letters, digits and hyphens that is not base, not "${name}"`,
    );
  }
  return { name, overrides: overrides.split(',').filter((file) => file !== '') };
}

/** What is said of the same line in several environments is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
