import { join } from 'node:path';
import { ProblemError, hasErrors } from '../core/finding';
import { writeAmong } from '../project/output';
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
  writeAmong(output, new Map(files));
  for (const [name] of files) out(`${join(output, name)}\n`);
  return 0;
}
