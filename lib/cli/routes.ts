import { TrafficModel, formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { inputHelp, inputOptions, readInput, readTraefik } from './inputs';
import { routesText } from './routes-text';

export const command: Command = {
  usage: '-f PATH… [--traefik FILE] [-o text|json]',
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
    const objects = readInput(values.filename, surroundings);
    const found = TrafficModel.from(objects, { traefik: readTraefik(values.traefik) }).exactRoutes();
    surroundings.out(format === 'json' ? `${formatJson(found)}\n` : routesText(found));
    return 0;
  },
};
