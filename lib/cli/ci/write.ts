import { join } from 'node:path';
import { pipelineFiles, pipelineParts, pipelineSystems, writePipeline } from '../../project/pipeline';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';

/** Prints the files of a pipeline, or writes them into a repository beside what it holds. */
export const writeWorkflow: Command['run'] = (args, { out, err }) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      for: { type: 'string' },
      output: { type: 'string' },
      branch: { type: 'string', default: 'main' },
      test: { type: 'string', default: 'npm test --if-present' },
      only: { type: 'string', multiple: true, default: [...pipelineParts] },
    },
  });
  const [unknown] = positionals;
  if (unknown !== undefined) throw new UsageError(`ci has no "${unknown}": there are diff and comment`);
  if (values.for === undefined) throw new UsageError(`name what runs it: --for ${pipelineSystems.join('|')}`);
  const { output, branch, test } = values;
  if (!/^[\w./-]+$/.test(branch)) throw new UsageError(`--branch takes a name of a branch, not "${branch}"`);
  if (/[\n\r]/.test(test)) throw new UsageError('--test takes a command of one line');
  const parts = values.only.map((part) => oneOf('--only', part, pipelineParts));
  const files = pipelineFiles(oneOf('--for', values.for, pipelineSystems), { branch, test, parts });
  if (output === undefined) {
    out([...files].map(([path, text]) => `# ${path}\n${text}`).join('\n'));
    return 0;
  }
  writePipeline(output, files);
  for (const path of files.keys()) out(`${join(output, path)}\n`);
  if (parts.includes('hook')) err('Next: git config core.hooksPath .githooks (or pre-commit install)\n');
  return 0;
};
