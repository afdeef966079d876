import { spawnSync } from 'node:child_process';
import { formatReport, hasErrors } from '../core/finding';
import { reported } from '../core/report';
import { isPlainMap } from '../core/base';
import { type GoVariables, type GoWorkspace, goEnvironmentProblems } from '../project/go';
import type { Surroundings } from './command';
import { dataText } from './data-output';

/** Tells what of the Go environment of this machine changes what is built. */
export function checkGo(
  folder: string,
  workspace: GoWorkspace,
  format: 'text' | 'json' | 'yaml',
  surroundings: Surroundings,
): number {
  const go = goVariables(folder, surroundings);
  if (!go)
    surroundings.err(
      'note: there is no go on this machine; the variables of this process are looked at alone\n',
    );
  const variables = go ?? surroundings.variables;
  const problems = [...workspace.problems, ...goEnvironmentProblems(folder, workspace, variables)];
  if (format === 'text') {
    surroundings.out(
      problems.length === 0
        ? 'A build here is what go.mod and go.work say.\n'
        : `${formatReport(problems, surroundings)}\n`,
    );
  } else surroundings.out(dataText({ problems: problems.map((problem) => reported(problem)) }, format));
  return hasErrors(problems) ? 1 : 0;
}

/** What go itself says that its settings are: those of the process, of its own file of settings, and its defaults. */
function goVariables(folder: string, { variables }: Surroundings): GoVariables | undefined {
  // The Go of this machine is asked, and not one that it would fetch for this module.
  const env = { ...variables, GOTOOLCHAIN: 'local' };
  const { status, stdout } = spawnSync('go', ['env', '-json'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (status !== 0) return undefined;
  const found: unknown = JSON.parse(stdout);
  if (!isPlainMap(found)) return undefined;
  const texts = Object.entries(found).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const own = variables['GOTOOLCHAIN'] ?? toolchainSetting(variables);
  return { ...Object.fromEntries(texts), GOTOOLCHAIN: own, GOWORK: variables['GOWORK'] ?? '' };
}

/** Asked outside of any module: inside of one go would begin to fetch the toolchain that it names. */
function toolchainSetting(variables: Surroundings['variables']): string {
  const env = { ...variables, GOWORK: 'off', GOFLAGS: '' };
  return spawnSync('go', ['env', 'GOTOOLCHAIN'], {
    cwd: '/',
    env,
    encoding: 'utf8',
    timeout: 20_000,
  }).stdout.trim();
}
