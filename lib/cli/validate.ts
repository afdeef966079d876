import { parseArguments } from './arguments';
import type { Command } from './command';
import { programHelp, programOptions, releaseSteps, synthesized } from './program-output';

export const command: Command = {
  usage: '[--env NAME]… [--environments DIR]',
  help: programHelp,
  run(args, surroundings) {
    const { values } = parseArguments({ args, options: programOptions });
    const { apps } = synthesized(values, surroundings);
    for (const app of apps) releaseSteps(app, surroundings);
    const names = apps.flatMap(({ scopes }) => Object.keys(scopes)).filter((name) => name !== '');
    surroundings.err(
      `${names.length === 0 ? 'The objects are' : `${names.join(', ')}:`} as they should be.\n`,
    );
    return 0;
  },
};
