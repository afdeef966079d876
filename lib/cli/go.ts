import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreadable } from '../core/file';
import { ProblemError, formatReport, hasErrors } from '../core/finding';
import { reported } from '../core/report';
import { describedWorkspace, readGoWorkspace, type GoWorkspace } from '../project/go';
import { oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { dataText } from './data-output';
import { checkGo } from './go-check';
import { writeImageFiles } from './go-images';
import { checkImageLock, writeImageLock } from './go-lock';
import { writePlugins } from './go-plugins';
import { workspaceText } from './go-text';

const actions = ['check', 'images', 'lock', 'plugins'] as const;

export const command: Command = {
  usage:
    '[DIR] [-o text|json|yaml] | check [DIR] | images --for ko|goreleaser|docker [DIR] [--output DIR] | plugins --for chart|editor [DIR] | lock FILE…|--check [--dir DIR]',
  help: [
    '  DIR           a folder of a Go module or workspace (default: this one); GOWORK counts as it does for go',
    '  check         what of the Go environment of this machine changes what is built',
    '  images        the files that have a tool build the images of all programs; --output writes them into a folder',
    '  plugins       values of the official Helm chart that bring the plugins of Traefik among the modules along, or the',
    '                JSON Schema of environment files with their options, for editors',
    '  lock FILE…    write images.lock.yaml from what a build wrote: ko build --image-refs FILE, or dist/artifacts.json',
    '  lock --check  whether every program that images.lock.yaml has an image of is still there',
    '  -o, --output  text, json or yaml (default: text)',
    '  A folder that is called like one of these is written ./check.',
  ].join('\n'),
  run(args, surroundings) {
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        for: { type: 'string' },
        dir: { type: 'string' },
        check: { type: 'boolean', default: false },
      },
    });
    const action = actions.find((each) => each === positionals[0]);
    const rest = action === undefined ? positionals : positionals.slice(1);
    if (action !== 'images' && action !== 'plugins' && values.for !== undefined)
      throw new UsageError('--for belongs to "go images" and "go plugins"');
    if (action !== 'lock' && values.dir !== undefined) throw new UsageError('--dir belongs to "go lock"');
    if (action !== 'lock' && values.check) throw new UsageError('--check belongs to "go lock"');
    if (action === 'lock') {
      const workspace = workspaceOf(values.dir ?? '.', surroundings);
      if (values.check)
        return checkImageLock(workspace, rest, values.output ?? 'images.lock.yaml', surroundings);
      return writeImageLock(workspace, rest, values.output ?? 'images.lock.yaml', surroundings);
    }
    const [folder = '.', ...more] = rest;
    if (more.length > 0) throw new UsageError('name one folder');
    const workspace = workspaceOf(folder, surroundings);
    if (action === 'images') return writeImageFiles(workspace, values.for, values.output, surroundings);
    if (action === 'plugins') return writePlugins(folder, workspace, values.for, surroundings);
    const format = oneOf('--output', values.output ?? 'text', ['text', 'json', 'yaml']);
    if (action === 'check') return checkGo(folder, workspace, format, surroundings);
    return describe(workspace, format, surroundings);
  },
};

function workspaceOf(folder: string, { variables }: Surroundings): GoWorkspace {
  if (!isFolder(folder)) throw new UsageError(`there is no folder "${folder}"`);
  return readGoWorkspace(resolve(folder), { gowork: variables['GOWORK'] ?? '', shownAs: folder });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw new ProblemError([unreadable(path, error)]);
  }
}

function describe(
  workspace: GoWorkspace,
  format: 'text' | 'json' | 'yaml',
  surroundings: Surroundings,
): number {
  const described = describedWorkspace(workspace);
  const { problems } = workspace;
  surroundings.out(
    format === 'text'
      ? workspaceText(described)
      : dataText({ ...described, problems: problems.map((problem) => reported(problem)) }, format),
  );
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  return hasErrors(problems) ? 1 : 0;
}
