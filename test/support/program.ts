import { spawn } from 'node:child_process';

/** How a program ended, with all that it printed in the order in which it came. */
export interface EndedProgram {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a program to its end beside what the test itself serves; a shell has no standard input to wait for. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<NodeJS.ProcessEnv> },
): Promise<EndedProgram> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}
