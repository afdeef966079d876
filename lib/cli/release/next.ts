import { commandsTo, stepText } from '../../check/release';
import { usualOutput } from '../program-output';
import { parseArguments } from '../arguments';
import type { Command } from '../command';
import { planned } from './declared';
import { notAtAStep, statusOf, statusOptions } from './status';

/** `release next`: what to wait for, and to apply then. */
export const nextStep: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options: statusOptions });
  const { declared, step, nearest, differences } = statusOf(values, positionals, surroundings);
  const { steps, folder, release } = declared;
  if (!step) {
    surroundings.err(`${notAtAStep(release.declaration.service, nearest?.id, differences)}\n`);
    return 1;
  }
  const index = steps.indexOf(step);
  const next = steps[index + 1];
  if (!next) {
    surroundings.out(`${step.id} is the last step.\n`);
    return 0;
  }
  const plan = planned(declared, surroundings);
  const [here, there] = [plan.steps[index], plan.steps[index + 1]];
  if (there) surroundings.out(`${stepText(there, here)}\n\n`);
  for (const query of here?.gate?.queries ?? [])
    surroundings.out(`gate ${query.name} ${query.threshold}: ${query.promql}\n`);
  for (const command of commandsTo(`${usualOutput(values)}/${folder}`, step, next))
    surroundings.out(`${command}\n`);
  return 0;
};
