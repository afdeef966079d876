import { Environments } from '../project/environment';
import { recoverOutput } from '../project/output';
import { DeliveryApp, EnvironmentStack } from '../project/stack';
import { meant, parseArguments } from './arguments';
import { type Command, UsageError } from './command';

export const command: Command = {
  usage: '[--env NAME]… [--environments DIR] [--output DIR]',
  help: [
    '  --env NAME          only this environment; may be repeated. What other environments have in the',
    '                      output folder stays as it is',
    '  --environments DIR  folder of the environment files (default: environments)',
    '  --output DIR        where the manifests go (default: dist)',
  ].join('\n'),
  run(args, { variables, out }) {
    const { values } = parseArguments({
      args,
      options: {
        env: { type: 'string', multiple: true },
        environments: { type: 'string', default: 'environments' },
        output: { type: 'string', default: 'dist' },
      },
    });
    recoverOutput(values.output);
    const all = Environments.load(values.environments, { variables });
    const names = all.map((environment) => environment.name);
    for (const name of values.env ?? []) {
      if (!names.includes(name)) {
        throw new UsageError(
          `there is no environment "${name}" in ${values.environments}: ${meant(name, names, `it has ${names.join(', ')}`)}`,
        );
      }
    }
    const app = new DeliveryApp({ outdir: values.output, partial: values.env !== undefined });
    for (const environment of all) {
      if (values.env === undefined || values.env.includes(environment.name))
        new EnvironmentStack(app, environment);
    }
    for (const file of app.synth()) out(`${file}\n`);
    return 0;
  },
};
