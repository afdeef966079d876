import { join, resolve } from 'node:path';
import { type ChartRelease, chartOf, stepValues, writeChart } from '../tools/chart';
import { type Environment, Environments } from '../project/environment';
import { type Problem, ProblemError, problemAt } from '../core/finding';
import { recoverOutput } from '../project/output';
import { type ProgramOutput, environmentsProgram } from '../project/program';
import { environmentsFolder, releasesDeclared } from '../project/source';
import { parseArguments } from './arguments';
import { objectsBeside } from './chart-program';
import { type Command, UsageError } from './command';
import { packageOf, projectName } from './own-package';
import { programHelp, programOptions, synthesized } from './program-output';

export const command: Command = {
  usage: '--output DIR [--env NAME]… [--environments DIR] [--name NAME] [--version VERSION]',
  help: [
    '  --output DIR        where the chart goes: a new or empty folder, or an earlier chart of this command',
    programHelp,
    '  --name NAME         name of the chart (default: that of package.json, else of the current folder)',
    '  --version VERSION   version of the chart (default: that of package.json, else 0.1.0)',
  ].join('\n'),
  run(args, surroundings) {
    const { variables, out, progress } = surroundings;
    const { values } = parseArguments({
      args,
      options: {
        output: { type: 'string' },
        ...programOptions,
        name: { type: 'string' },
        version: { type: 'string' },
      },
    });
    const { output } = values;
    if (output === undefined) throw new UsageError('say with --output where the chart goes');
    recoverOutput(output);
    const described = packageOf(resolve('.'));
    const program = synthesized(values, surroundings);
    const options = { variables, ...(values.env && { only: values.env }) };
    const [folder = environmentsFolder] = program.environments.keys();
    const environments = Environments.load(folder, options);
    // Without a program there is nothing beside what files declare.
    const beside =
      values.environments === undefined
        ? objectsBeside(program, environments, environmentsProgram(folder, options, progress))
        : undefined;
    const releases = chartReleases(program, environments);
    progress?.(`making a chart of ${environments.map(({ name }) => name).join(', ')}`);
    const files = chartOf(
      environments,
      {
        name: values.name ?? projectName(53, 'chart'),
        version: values.version ?? described.version,
        description: described.description,
      },
      beside,
    );
    for (const [file, text] of stepValues(releases)) files.set(file, text);
    writeChart(output, files);
    for (const file of files.keys()) out(`${join(output, file)}\n`);
    return 0;
  },
};

/**
 * The releases of which a chart has the steps as values.
 *
 * @throws ProblemError where a controller is to carry one out: its objects follow from no values
 */
function chartReleases(
  program: ProgramOutput,
  environments: readonly Environment[],
): readonly ChartRelease[] {
  const problems = environments.flatMap((environment) =>
    [...environment.releases].flatMap(([name, { mode = 'plain' }]): readonly Problem[] => {
      if (mode === 'plain') return [];
      const field = ['services', name, 'release', 'mode'];
      const location = environment.locate(field);
      const message = `The release of ${name} in ${environment.name} is carried out by ${mode}.`;
      return [
        problemAt({ ...(location && { location }) }, { rule: 'controlled-release-in-chart', message, field }),
      ];
    }),
  );
  if (problems.length > 0) throw new ProblemError(problems);
  const names = new Set(environments.map(({ name }) => name));
  return releasesDeclared(program)
    .filter(({ release }) => names.has(release.environment))
    .map(({ release: { environment, declaration }, steps }) => ({ environment, declaration, steps }));
}
