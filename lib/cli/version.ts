import { provenVersions } from '../traefik/version';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { dataText } from './data-output';
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
    if (format !== 'text') out(dataText(data, format));
    else out(`cdk8s-traefik ${version}\nproven against Traefik ${provenVersions.join(', ')}\n`);
    return 0;
  },
};
