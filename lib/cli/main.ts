import { readFileSync } from 'node:fs';
import { ProblemError, nearest } from '../manifest';
import { chart } from './chart';
import { type Command, type Surroundings, UsageError } from './command';
import { env } from './env';
import { explain } from './explain';
import { routes } from './routes';
import { synth } from './synth';

const commands: readonly Command[] = [synth, chart, env, routes, explain];

const processSurroundings: Surroundings = {
  variables: process.env,
  standardInput: () => readFileSync(0, 'utf8'),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/**
 * Runs `cdk8s-traefik` with its arguments (without node and the script) and returns the exit code:
 * 0 fine, 1 the user must act, 2 wrong usage. Errors of the program itself are thrown.
 */
export async function main(argv: readonly string[], surroundings = processSurroundings): Promise<number> {
  const { out, err } = surroundings;
  const [name, ...args] = argv;
  if (name === undefined) {
    err(overview());
    return 2;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    out(overview());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const near = nearest(
      name,
      commands.map((candidate) => candidate.name),
    );
    err(
      `cdk8s-traefik: there is no command "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}\n\n${overview()}`,
    );
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    out(
      `${command.summary}\n\nUsage: cdk8s-traefik ${command.name} ${command.usage}\n\n${command.help ?? ''}\n`,
    );
    return 0;
  }
  try {
    return await command.run(args, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      err(
        `cdk8s-traefik ${command.name}: ${error.message}\nUsage: cdk8s-traefik ${command.name} ${command.usage}\n`,
      );
      return 2;
    }
    if (error instanceof ProblemError) {
      err(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: cdk8s-traefik COMMAND [ARGUMENT]…\n\n${lines.join('\n')}\n\ncdk8s-traefik COMMAND --help tells more.\n`;
}
