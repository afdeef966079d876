import { spawnSync } from 'node:child_process';

/** How a command ended. */
export type Ended = { readonly text: string } | { readonly failure: string };

/**
 * Runs a command of this machine without a shell, for what it prints.
 *
 * @param input what it reads on its standard input; nothing where that is left out
 */
export function run(
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  input?: string,
): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env: variables,
    encoding: 'utf8',
    maxBuffer: Infinity,
    ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
    windowsHide: true,
  });
  if (error) return { failure: isMissing(error) ? `there is no ${command} on the PATH` : error.message };
  if (status === 0) return { text: stdout };
  // kubectl logs its tries in front of what it has to say.
  const said = stderr.replaceAll(/^[EWI]\d{4} .*\n/gm, '').trim();
  return { failure: said === '' ? `${command} ended with exit code ${status}` : said };
}

function isMissing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT';
}
