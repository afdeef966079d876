import { commandsTo, stepText } from '../../check/release';
import { formatJson } from '../../traefik/model';
import { usualOutput } from '../program-output';
import { oneOf, parseArguments } from '../arguments';
import type { Command } from '../command';
import { planned } from './declared';
import { notAtAStep, statusOf, statusOptions, toldStatus } from './status';

/** `release next`: what to wait for, and to apply then. */
export const nextStep: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options: statusOptions });
  const format = oneOf('--output', values.output, ['text', 'json']);
  const found = statusOf(values, positionals, surroundings);
  const { declared, step, nearest, differences } = found;
  const { steps, folder, release } = declared;
  const index = step ? steps.indexOf(step) : steps.length;
  const next = steps[index + 1];
  const plan = next && planned(declared, surroundings);
  const [here, there] = [plan?.steps[index], plan?.steps[index + 1]];
  const commands = step && next ? commandsTo(`${usualOutput(values)}/${folder}`, step, next) : [];
  if (format === 'json') {
    const told = { next: there?.id ?? null, by: there?.by ?? null, gate: here?.gate ?? null, commands };
    surroundings.out(`${formatJson({ ...toldStatus(found), ...told })}\n`);
    return step ? 0 : 1;
  }
  if (!step) {
    surroundings.err(`${notAtAStep(release.declaration.service, nearest?.id, differences)}\n`);
    return 1;
  }
  if (!there) {
    surroundings.out(`${step.id} is the last step.\n`);
    return 0;
  }
  surroundings.out(`${stepText(there, here)}\n\n`);
  for (const query of here?.gate?.queries ?? [])
    surroundings.out(`gate ${query.name} ${query.threshold}: ${query.promql}\n`);
  if (there.by !== 'person')
    surroundings.out(`There is nothing to apply: ${there.by} takes this step by itself.\n`);
  for (const command of commands) surroundings.out(`${command}\n`);
  return 0;
};
