import { Environments, renderEnvironment } from '../project/environment';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';

export const command: Command = {
  usage: 'NAME [--provenance] [-o yaml|json] [--environments DIR]',
  help: [
    '  --provenance        say of each value which file:line:column or environment variable set it',
    '  -o, --output        yaml or json (default: yaml)',
    '  --environments DIR  folder of the environment files (default: environments)',
  ].join('\n'),
  run(args, { variables, out }) {
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        provenance: { type: 'boolean', default: false },
        output: { type: 'string', short: 'o', default: 'yaml' },
        environments: { type: 'string', default: 'environments' },
      },
    });
    const format = oneOf('--output', values.output, ['yaml', 'json']);
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0) throw new UsageError('name one environment');
    const names = Environments.names(values.environments);
    const [environment] = names.includes(name)
      ? Environments.load(values.environments, { variables, only: [name] })
      : [];
    if (!environment) {
      throw new UsageError(
        `there is no environment "${name}": ${meant(name, names, `there are ${names.join(', ')}`)}`,
      );
    }
    out(renderEnvironment(environment, { format, provenance: values.provenance }));
    return 0;
  },
};
