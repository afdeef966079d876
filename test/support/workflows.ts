import Module from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type EndedProgram, runProgram } from './program';

/** What GitHub's own parser has against a workflow, by the schema that it publishes with it. */
export async function githubFaults(name: string, content: string): Promise<readonly string[]> {
  const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = githubParser();
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

interface GithubParser {
  readonly NoOperationTraceWriter: new () => object;
  readonly parseWorkflow: (
    file: { readonly name: string; readonly content: string },
    trace: object,
  ) => { readonly context: GithubContext; readonly value?: object };
  readonly convertWorkflowTemplate: (context: GithubContext, value: object) => Promise<unknown>;
}

interface GithubContext {
  readonly errors: { getErrors(): readonly { readonly message: string }[] };
}

let loaded: GithubParser | undefined;

/** The parser is of modules that neither jest nor Node 20 loads as they are. */
function githubParser(): GithubParser {
  if (loaded) return loaded;
  const { outputFiles } = buildSync({
    stdin: { contents: "export * from '@actions/workflow-parser'", resolveDir: __dirname },
    absWorkingDir: __dirname,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
  });
  const module = new Module(join(__dirname, 'workflow-parser.js'));
  module.paths = [join(__dirname, '..', '..', 'node_modules')];
  Reflect.apply(Reflect.get(module, '_compile'), module, [outputFiles[0]?.text ?? '', module.id]);
  const parser: GithubParser = module.exports;
  loaded = parser;
  return parser;
}

/** Runs `gitlab-ci-local` in a repository: it holds `.gitlab-ci.yml` against GitLab's own schema and runs jobs of it. */
export function gitlab(
  folder: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<EndedProgram> {
  const program = join(__dirname, '..', '..', 'node_modules', 'gitlab-ci-local', 'dist', 'index.js');
  // Node 20 lacks it, and the program of GitLab's jobs does not.
  const union = 'Set.prototype.union??=function(other){return new Set([...this,...other])}';
  return runProgram(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(union)}`, program, ...args],
    { cwd: folder, env: { ...process.env, ...variables } },
  );
}
