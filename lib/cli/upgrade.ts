import type { DiffSide } from '../check/changes';
import { diffText } from '../tools/diff';
import { type Upgrade, upgradeOf, upgradeText } from '../tools/upgrade';
import { formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readInput, versionOf } from './inputs';

export const command: Command = {
  usage: '--from V --to V -f PATH… | --env NAME [--traefik FILE] [--exit-code] [-o text|json]',
  help: [
    '  --from V             the release of Traefik v3 that runs, for example 3.7.9',
    '  --to V               the one that is to run',
    '  --from-traefik FILE  the static configuration of the one that runs (default: --traefik)',
    '  --to-traefik FILE    that of the one that is to run (default: --traefik)',
    inputHelp,
    '  --exit-code          exit 1 unless every request fares as before',
    '  -o, --output         text or json (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        from: { type: 'string' },
        to: { type: 'string' },
        'from-traefik': { type: 'string' },
        'to-traefik': { type: 'string' },
        'exit-code': { type: 'boolean', default: false },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, ['text', 'json']);
    if (values['traefik-version'] !== undefined)
      throw new UsageError('name the releases with --from and --to, not with --traefik-version');
    const from = versionOf('--from', values.from);
    const to = versionOf('--to', values.to);
    if (from === undefined || to === undefined)
      throw new UsageError('name the release that runs with --from, and the one that is to run with --to');
    const once = { ...surroundings, err: eachOnce(surroundings.err) };
    const side = (version: string, traefik: string | undefined): DiffSide =>
      readInput({ ...values, 'traefik-version': version, traefik: traefik ?? values.traefik }, once);
    const before = side(from, values['from-traefik']);
    const after = side(to, values['to-traefik']);
    if (after.objects.length === 0)
      throw new UsageError('there is nothing to compare: name objects with -f or --env');
    surroundings.progress?.(`comparing Traefik ${from} with ${to}`);
    const upgrade = upgradeOf(before, after);
    surroundings.out(format === 'json' ? `${formatJson(upgrade)}\n` : text(upgrade));
    return values['exit-code'] && upgrade.verdict !== 'same' ? 1 : 0;
  },
};

/** Both sides are read from the same sources, of which the same is noteworthy. */
function eachOnce(tell: (text: string) => void): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (!told.has(text)) tell(text);
    told.add(text);
  };
}

function text(upgrade: Upgrade): string {
  return `Traefik ${upgrade.from} → ${upgrade.to}\n${diffText(upgrade)}${upgradeText(upgrade)}`;
}
