import { readStandardInput } from '../core/file';
import { ProblemError, type SecretTexts, formatReport, printable, printableLines } from '../core/finding';
import { nearest } from '../core/base';
import type * as Asking from './ask';
import { type Surroundings, UsageError } from './command';
import { commands } from './commands';
import { progressLine } from './progress';

/** Of a terminal that does not tell its width. */
const usualColumns = 80;

/** Standard input can be read once; a command that asks for it on both sides of a comparison gets the same text. */
let input: string | undefined;

let asker: Surroundings['ask'];

/** Loaded with the first question: few commands ask. */
function askOnTerminal(question: string): Promise<string | undefined> {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for every command
  const { askerOn }: typeof Asking = require('./ask');
  asker ??= askerOn(process.stdin, process.stderr);
  return asker(question);
}

/** Those of this process. */
export const processSurroundings: Surroundings = {
  variables: process.env,
  standardInput: () => (input ??= readStandardInput()),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask: askOnTerminal }),
  ...(process.stderr.isTTY && { columns: process.stderr.columns || usualColumns }),
};

/**
 * Runs `cdk8s-traefik` with its arguments (without node and the script) and returns the exit code:
 * 0 fine, 1 the user must act, 2 wrong usage. Errors of the program itself are thrown.
 */
export async function main(argv: readonly string[], given = processSurroundings): Promise<number> {
  const all = argv.includes('--all') || undefined;
  const progress = progressLine(given);
  const secrets: SecretTexts[] = [];
  const told = (text: string): string => secrets.reduce((rest, texts) => texts.masked(rest), text);
  const out = (text: string): void => {
    progress.clear();
    given.out(told(text));
  };
  // Parts of what is printed for people come from files; no terminal shall obey them.
  const err = (text: string): void => {
    progress.clear();
    given.err(printableLines(told(text)));
  };
  const ask = (question: string): Promise<string | undefined> => {
    progress.clear();
    return given.ask?.(printableLines(told(question))) ?? Promise.resolve(undefined);
  };
  const surroundings: Surroundings = {
    ...given,
    out,
    err,
    ...(given.ask && { ask }),
    conceal: (texts) => void secrets.push(texts),
    progress: progress.say,
    ...(all && { all }),
  };
  const [name, ...args] = spelledOut(argv.filter((argument) => argument !== '--all'));
  if (name === undefined) {
    err(overview());
    return 2;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    out(overview());
    return 0;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (!entry) {
    const near = nearest(
      name,
      commands.map((candidate) => candidate.name),
    );
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    err(`cdk8s-traefik: there is no command "${printable(name)}"${hint}\n\n${overview()}`);
    return 2;
  }
  const { command } = entry.load();
  const usage = `Usage: cdk8s-traefik ${name} ${command.usage}\n`;
  if (args.includes('--help') || args.includes('-h')) {
    out(`${entry.summary}\n\n${usage}\n${command.help}\n`);
    return 0;
  }
  try {
    return await command.run(args, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      err(`cdk8s-traefik ${name}: ${printable(error.message)}\n${usage}`);
      return 2;
    }
    if (error instanceof ProblemError) {
      err(`${formatReport(error.problems, surroundings)}\n`);
      return 1;
    }
    throw error;
  } finally {
    progress.clear();
  }
}

/** `help COMMAND` and `--version` as the commands that they are short for. */
function spelledOut(argv: readonly string[]): readonly string[] {
  const [first, second, ...rest] = argv;
  if (first === '--version' || first === '-V') return ['version', ...argv.slice(1)];
  return first === 'help' && second !== undefined ? [second, '--help', ...rest] : argv;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: cdk8s-traefik COMMAND [ARGUMENT]…\n\n${lines.join('\n')}\n\ncdk8s-traefik help COMMAND tells more.\n--all prints every problem, not only the first 50 of each rule.\n`;
}
