import type { SecretTexts } from '../core/finding';
import type { ProgramHost } from '../project/program';

/** What a command may read besides its arguments, and where it prints. */
export interface Surroundings {
  /** Environment variables, for `${env:NAME}` in environment files. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly standardInput: () => string;
  /** Prints results. */
  readonly out: (text: string) => void;
  /**
   * Whether every problem is printed.
   * @default false - of each rule the first 50
   */
  readonly all?: boolean;
  /** Prints what is for people alone. */
  readonly err: (text: string) => void;
  /** Whether results go to a terminal. @default false */
  readonly isTerminal?: boolean;
  /** Width of the terminal that what is for people alone goes to. @default it goes to none */
  readonly columns?: number;
  /**
   * Takes texts that are told to nobody: whatever is printed after that is printed without them.
   * @default what is printed is printed as it is
   */
  readonly conceal?: (secrets: SecretTexts) => void;
  /**
   * Asks whoever sits at the terminal; undefined where no answer comes any more. The last line of the question is that of
   * the answer.
   * @default there is nobody to ask
   */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Says what a long command is at. @default to nobody */
  readonly progress?: (text: string) => void;
  /** Runs the repository's program in this process. @default each is run in a process of its own */
  readonly host?: ProgramHost;
}

/** One command of `cdk8s-traefik`. */
export interface Command {
  /** Its arguments, as the usage line shows them. */
  readonly usage: string;
  /** Its options, as `--help` shows them below summary and usage. */
  readonly help: string;
  /**
   * Runs with the arguments behind the command's name and returns the exit code: 0 fine, 1 the user must act.
   *
   * @throws UsageError where the arguments are wrong, ProblemError where the input is
   */
  run(args: string[], surroundings: Surroundings): number | Promise<number>;
}

/** Wrong usage of the command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
