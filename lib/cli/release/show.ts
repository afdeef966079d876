import { stepText } from '../../check/release';
import { formatJson } from '../../traefik/model';
import { meant, oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { declaredReleases, onlyRelease, planned, releaseOptions } from './declared';

/** `release show`: one step of a plan. */
export const printStep: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { ...releaseOptions, output: { type: 'string', short: 'o', default: 'text' } },
  });
  const format = oneOf('--output', values.output, ['text', 'json']);
  const [id, service, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new UsageError('name one step, and maybe its service');
  const { steps } = planned(onlyRelease(declaredReleases(values, service, surroundings)), surroundings);
  const index = steps.findIndex((step) => step.id === id);
  const step = steps[index];
  if (!step) {
    const ids = steps.map((one) => one.id);
    throw new UsageError(`there is no step "${id}": ${meant(id, ids, `there are ${ids.join(', ')}`)}`);
  }
  surroundings.out(`${format === 'json' ? formatJson(step) : stepText(step, steps[index - 1])}\n`);
  return 0;
};
