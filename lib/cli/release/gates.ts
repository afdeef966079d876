import { gateKinds, gateObjects } from '../../check/release';
import { stringifyYaml } from '../../core/yaml';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { declaredReleases, onlyRelease, planned, releaseOptions } from './declared';

/** `release gates`: the queries of a plan as objects for who asks Prometheus. */
export const printGates: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      ...releaseOptions,
      for: { type: 'string', default: 'prometheus-rule' },
      prometheus: { type: 'string' },
    },
  });
  const kind = oneOf('--for', values.for, gateKinds);
  const [service, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('name one service');
  const found = onlyRelease(declaredReleases(values, service, surroundings));
  const { namespace, course } = found.release.declaration;
  const { prometheus = course.gates.prometheus } = values;
  surroundings.out(stringifyYaml(gateObjects(planned(found, surroundings), kind, { namespace, prometheus })));
  return 0;
};
