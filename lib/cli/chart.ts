import { basename, join, resolve } from 'node:path';
import { chartOf, writeChart } from '../tools/chart';
import { Environments } from '../project/environment';
import { isPlainMap } from '../core/base';
import { readText } from '../core/file';
import { recoverOutput } from '../project/output';
import { parseArguments } from './arguments';
import { type Command, UsageError } from './command';

export const command: Command = {
  usage: '--output DIR [--environments DIR] [--name NAME] [--version VERSION]',
  help: [
    '  --output DIR        where the chart goes: a new or empty folder, or an earlier chart of this command',
    '  --environments DIR  folder of the environment files (default: environments)',
    '  --name NAME         name of the chart (default: that of package.json, else of the current folder)',
    '  --version VERSION   version of the chart (default: that of package.json, else 0.1.0)',
  ].join('\n'),
  run(args, { variables, out }) {
    const { values } = parseArguments({
      args,
      options: {
        output: { type: 'string' },
        environments: { type: 'string', default: 'environments' },
        name: { type: 'string' },
        version: { type: 'string' },
      },
    });
    const { output } = values;
    if (output === undefined) throw new UsageError('say with --output where the chart goes');
    recoverOutput(output);
    const own = packageOf(resolve('.'));
    const files = chartOf(Environments.load(values.environments, { variables }), {
      name: values.name ?? chartName(own.name ?? basename(resolve('.'))),
      version: values.version ?? own.version,
      description: own.description,
    });
    writeChart(output, files);
    for (const file of files.keys()) out(`${join(output, file)}\n`);
    return 0;
  },
};

interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
}

function packageOf(folder: string): Package {
  try {
    const read: unknown = JSON.parse(readText(join(folder, 'package.json')));
    if (!isPlainMap(read)) return {};
    const texts = ['name', 'version', 'description'].filter((key) => typeof read[key] === 'string');
    return Object.fromEntries(texts.map((key) => [key, read[key]]));
  } catch {
    return {};
  }
}

/** The nearest name that Helm takes. */
function chartName(name: string): string {
  const words = name
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 53)
    .replaceAll(/^-+|-+$/g, '');
  return words === '' ? 'chart' : words;
}
