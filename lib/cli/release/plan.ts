import { planMarkdown, planPicture, planText } from '../../check/release';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { declaredReleases, onlyRelease, planned, releaseOptions } from './declared';

/** `release plan`: the plans of releases; as JSON one by itself, several as a list. */
export const printPlan: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { ...releaseOptions, output: { type: 'string', short: 'o', default: 'text' } },
  });
  const format = oneOf('--output', values.output, ['text', 'json', 'markdown', 'svg']);
  const [service, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('name one service');
  const releases = declaredReleases(values, service, surroundings);
  if (format === 'svg') {
    const { release, steps } = onlyRelease(releases);
    surroundings.out(planPicture(`${release.declaration.service} in ${release.environment}`, steps));
    return 0;
  }
  const plans = releases.map((release) => planned(release, surroundings));
  if (format === 'json') surroundings.out(`${formatJson(plans.length === 1 ? plans[0] : plans)}\n`);
  else surroundings.out(plans.map(format === 'text' ? planText : planMarkdown).join('\n'));
  return 0;
};
