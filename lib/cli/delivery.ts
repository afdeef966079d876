import { isAbsolute, join, relative, basename, sep } from 'node:path';
import { isFile } from '../core/file';
import { ProblemError, formatReport, hasErrors } from '../core/finding';
import { type DeliverySystem, deliver, deliveredEnvironments, deliverySystems } from '../project/delivery';
import { recoverOutput, writeOutput } from '../project/output';
import { repositoryHere } from '../project/source';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { projectName } from './own-package';
import { programHelp, programOptions, synthesized, usualOutput } from './program-output';

/** The longest name of a project: names of environments and steps come behind it. */
const longestName = 40;

export const command: Command = {
  usage: `--for ${deliverySystems.join('|')} [--env NAME]… [--environments DIR] --output DIR`,
  help: [
    `  --for SYSTEM        whom the files are for: ${deliverySystems.join(', ')}; may be repeated`,
    programHelp,
    '  --output DIR        where they go: DIR/<system>/. What others have there stays as it is, and with --env what other',
    '                      environments have',
    '',
    'What is written follows from the objects of each environment, and from `delivery` of its files (docs/delivery.md).',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...programOptions, for: { type: 'string', multiple: true }, output: { type: 'string' } },
    });
    const { output, for: wanted = [] } = values;
    if (wanted.length === 0)
      throw new UsageError(`say with --for whom it is for: ${deliverySystems.join(', ')}`);
    const systems = [...new Set(wanted.map((system) => oneOf('--for', system, deliverySystems)))];
    if (output === undefined) throw new UsageError('say with --output where the files go');
    recoverOutput(output);
    const { variables } = surroundings;
    const environments = deliveredEnvironments(synthesized(values, surroundings), {
      ...(values.env && { only: values.env }),
      variables,
      manifests: usualOutput(values),
    });
    surroundings.progress?.(`writing for ${systems.join(', ')}`);
    const { files, problems } = deliver(systems, {
      environments,
      project: projectName(longestName, 'shop'),
      repository: repositoryHere(variables),
      output: belowHere(output),
      isFile,
    });
    if (hasErrors(problems)) throw new ProblemError(problems);
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
    writeOutput(output, files, { partial: staysBeside(systems, values.env) });
    for (const file of files.keys()) surroundings.out(`${join(output, file)}\n`);
    return 0;
  },
};

/** What an earlier run wrote for other systems stays, and with `--env` the folders of other environments. */
function staysBeside(
  systems: readonly DeliverySystem[],
  only: readonly string[] | undefined,
): (file: string) => boolean {
  return (file) => {
    const [system, folder, inner] = file.split('/');
    const isWritten = systems.some((one) => one === system);
    return !isWritten || (only !== undefined && inner !== undefined && !only.includes(folder ?? ''));
  };
}

/** A folder as one of the project: one that lies elsewhere as though it lay at the top of it. */
function belowHere(folder: string): string {
  const path = relative('.', folder);
  return path.startsWith('..') || isAbsolute(path) ? basename(folder) : path.split(sep).join('/');
}
