import { parseArguments } from './arguments';
import type { Command } from './command';
import { findingsSummary } from './findings-output';
import { programHelp, programOptions, releaseSteps, synthesized } from './program-output';

export const command: Command = {
  usage: '[--env NAME]… [--environments DIR]',
  help: programHelp,
  run(args, surroundings) {
    const { values } = parseArguments({ args, options: programOptions });
    const { apps, told: ofObjects } = synthesized(values, surroundings);
    const told = [...ofObjects, ...apps.flatMap((app) => releaseSteps(app, surroundings).told)];
    const names = apps.flatMap(({ scopes }) => Object.keys(scopes)).filter((name) => name !== '');
    const isFine = told.length === 0;
    const whole = names.length === 0 ? `The objects${isFine ? ' are' : ':'}` : `${names.join(', ')}:`;
    surroundings.err(
      `${whole} ${isFine ? 'as they should be.' : `nothing that stops a synth. ${findingsSummary(told)}`}\n`,
    );
    return 0;
  },
};
