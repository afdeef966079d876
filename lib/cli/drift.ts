import { driftOf, driftText, isSame, readRawData } from '../tools/drift';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readInput } from './inputs';

export const command: Command = {
  usage: "--live URL -f PATH… | --env NAME [-H 'Name: value']… [--traefik FILE] [-o text|json]",
  help: [
    '  --live URL           the API of a running Traefik (http://127.0.0.1:8080), or a file with its /api/rawdata',
    "  -H, --header 'N: v'  a header for it, such as Authorization; repeatable",
    inputHelp,
    '  -o, --output         text or json (default: text)',
  ].join('\n'),
  async run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        live: { type: 'string' },
        header: { type: 'string', short: 'H', multiple: true },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, ['text', 'json']);
    if (values.live === undefined) throw new UsageError('name the running Traefik with --live URL');
    const headers = headersOf(values.header ?? []);
    const { model } = readInput(values, surroundings);
    const drift = driftOf(model, await readRawData(values.live, headers));
    surroundings.out(format === 'json' ? `${JSON.stringify(drift, null, 2)}\n` : driftText(drift));
    return isSame(drift) ? 0 : 1;
  },
};

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon <= 0) throw new UsageError("--header takes 'Name: value'");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
