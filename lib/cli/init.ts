import { basename, join, resolve } from 'node:path';
import { isDnsLabel, wordsOfName } from '../core/manifest';
import { starterProject, writeProject } from '../project/scaffold';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { dataText } from './data-output';

export const command: Command = {
  usage: 'DIR [--name NAME] [--domain DOMAIN] [-o text|json]',
  help: [
    '  DIR              a new folder, or one that holds nothing but .git',
    '  --name NAME      name of the project and of its namespace (default: that of DIR)',
    '  --domain DOMAIN  domain of the environment prod; the others are below it (default: example.com)',
    '  -o, --output     text (paths of the files) or json (default: text)',
  ].join('\n'),
  run(args, { out, err }) {
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        domain: { type: 'string', default: 'example.com' },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const [folder, ...rest] = positionals;
    if (folder === undefined || rest.length > 0) throw new UsageError('name one folder to write');
    const format = oneOf('--output', values.output, ['text', 'json']);
    const name = nameOf(values.name, folder);
    const { domain } = values;
    if (!isDomain(domain))
      throw new UsageError(`--domain takes a domain such as example.com, not "${domain}"`);
    const files = writeProject(folder, starterProject({ name, domain }));
    if (format === 'json') out(dataText({ project: name, folder, files }, 'json'));
    else for (const file of files) out(`${join(folder, file)}\n`);
    err(`Next: cd ${folder} && npm ci && npx cdk8s synth && npm test\n`);
    return 0;
  },
};

function nameOf(wanted: string | undefined, folder: string): string {
  if (wanted !== undefined) {
    if (isDnsLabel(wanted)) return wanted;
    throw new UsageError(`--name takes lower-case letters, digits and "-", not "${wanted}"`);
  }
  const name = wordsOfName(basename(resolve(folder)))
    .slice(0, 63)
    .replace(/-$/, '');
  return name === '' ? 'app' : name;
}

/** Below it stand `staging.` and hosts of services: some room is left of the 253 characters. */
function isDomain(text: string): boolean {
  return text.length <= 200 && text.split('.').every(isDnsLabel);
}
