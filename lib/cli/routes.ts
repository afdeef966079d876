import { formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { inputHelp, inputOptions, readInput } from './inputs';
import { routesText } from './routes-text';

export const command: Command = {
  usage: '-f PATH… | --env NAME [--traefik FILE] [-o text|json]',
  help: [
    inputHelp,
    '  -o, --output         text, or json: the keys and names of /api/rawdata, and `dropped` (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...inputOptions, output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json']);
    const found = readInput(values, surroundings).model.exactRoutes();
    surroundings.out(format === 'json' ? `${formatJson(found)}\n` : routesText(found));
    return 0;
  },
};
