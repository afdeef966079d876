import { planMarkdown, planText } from '../../check/release';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { declaredReleases, planned, releaseOptions } from './declared';

/** `release plan`: the plans of releases; as JSON one by itself, several as a list. */
export const printPlan: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { ...releaseOptions, output: { type: 'string', short: 'o', default: 'text' } },
  });
  const format = oneOf('--output', values.output, ['text', 'json', 'markdown']);
  const [service, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('name one service');
  const plans = declaredReleases(values, service, surroundings).map((release) =>
    planned(release, surroundings),
  );
  if (format === 'json') surroundings.out(`${formatJson(plans.length === 1 ? plans[0] : plans)}\n`);
  else surroundings.out(plans.map(format === 'text' ? planText : planMarkdown).join('\n'));
  return 0;
};
