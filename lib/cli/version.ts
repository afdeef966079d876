import { stringifyYamlValue } from '../core/yaml';
import { provenVersions } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { ownVersion } from './own-version';

export const command: Command = {
  usage: '[-o text|json|yaml]',
  help: '  -o, --output  text, json or yaml (default: text)',
  run(args, { out }) {
    const { values } = parseArguments({
      args,
      options: { output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'yaml']);
    const version = ownVersion();
    const data = { version, traefik: provenVersions };
    if (format === 'json') out(`${JSON.stringify(data, undefined, 2)}\n`);
    else if (format === 'yaml') out(stringifyYamlValue(data));
    else out(`cdk8s-traefik ${version}\nproven against Traefik ${provenVersions.join(', ')}\n`);
    return 0;
  },
};
