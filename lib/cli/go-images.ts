import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readText, writeText } from '../core/file';
import { ProblemError, hasErrors } from '../core/finding';
import { type GoWorkspace, imageFiles, imageTools } from '../project/go';
import { oneOf } from './arguments';
import { type Surroundings, UsageError } from './command';

/** Prints the files that have a tool build all programs, or writes them into a folder where they are not there yet. */
export function writeImageFiles(
  workspace: GoWorkspace,
  tool: string | undefined,
  output: string | undefined,
  { out }: Surroundings,
): number {
  if (tool === undefined) throw new UsageError(`name the tool: --for ${imageTools.join('|')}`);
  const wanted = oneOf('--for', tool, imageTools);
  if (hasErrors(workspace.problems)) throw new ProblemError(workspace.problems);
  const files = Object.entries(imageFiles(workspace, wanted));
  if (output === undefined) {
    out(files.map(([name, text]) => (files.length === 1 ? text : `# ${name}\n${text}`)).join('\n'));
    return 0;
  }
  const foreign = files.filter(
    ([name, text]) => existsSync(join(output, name)) && readText(join(output, name)) !== text,
  );
  if (foreign.length > 0) {
    throw new ProblemError(
      foreign.map(([name]) => ({
        rule: 'foreign-output',
        severity: 'error',
        message: `${join(output, name)} is there, and says something else. Nothing was written.`,
        fix: `Compare it with what "go images --for ${tool}" prints, or move it away.`,
      })),
    );
  }
  makeFolder(output);
  for (const [name, text] of files) {
    writeText(join(output, name), text);
    out(`${join(output, name)}\n`);
  }
  return 0;
}
