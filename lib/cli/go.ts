import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatReport, hasErrors } from '../core/finding';
import { reported } from '../core/report';
import { type DescribedWorkspace, describedWorkspace, readGoWorkspace } from '../project/go';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { dataText } from './data-output';

export const command: Command = {
  usage: '[DIR] [-o text|json|yaml]',
  help: [
    '  DIR           a folder of a Go module or workspace (default: this one); GOWORK counts as it does for go',
    '  -o, --output  text, json or yaml (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: { output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'yaml']);
    const [folder = '.', ...more] = positionals;
    if (more.length > 0) throw new UsageError('name one folder');
    if (!existsSync(folder)) throw new UsageError(`there is no folder "${folder}"`);
    const workspace = readGoWorkspace(resolve(folder), {
      gowork: surroundings.variables['GOWORK'] ?? '',
      shownAs: folder,
    });
    const described = describedWorkspace(workspace);
    const { problems } = workspace;
    surroundings.out(
      format === 'text'
        ? workspaceText(described)
        : dataText({ ...described, problems: problems.map((problem) => reported(problem)) }, format),
    );
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
    return hasErrors(problems) ? 1 : 0;
  },
};

function workspaceText({ work, modules }: DescribedWorkspace): string {
  const head = work === null ? [] : [`workspace ${work}`, ''];
  const blocks = modules.map(({ path, dir, go, toolchain, mains, because, features, replaces }) => {
    const version = [
      go === null ? 'no Go version' : `Go ${go}`,
      ...(toolchain === null ? [] : [`toolchain ${toolchain}`]),
    ];
    return [
      `module ${path} (${dir}): ${version.join(', ')}`,
      ...mains.map((main) => `  program ${main.name} (${main.dir})`),
      ...because.map(
        ({ feature, module, location, meaning }) =>
          `  ${feature}: ${meaning} [${module}, ${location.file}:${location.line}]`,
      ),
      ...(features.includes('cgo')
        ? ['  cgo: needs a C library in its image, and a smaller share of its memory for Go']
        : []),
      ...replaces.map((each) => `  replaces ${versionText(each.old)} by ${versionText(each.new)}`),
    ].join('\n');
  });
  return `${[...head, ...blocks].join('\n')}\n`;
}

const versionText = ({ path, version }: { path: string; version?: string }): string =>
  version === undefined ? path : `${path} ${version}`;
