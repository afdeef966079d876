import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Problem, ProblemError, hasErrors } from '../../core/finding';
import type { ProcessVariables } from '../environment';
import { type AppOutput, type HandoverRecord, environmentsVariable, handoverVariable } from '../handover';
import type { Program } from './configuration';
import { type ProgramHost, runHere } from './host';

/** What a program would write. */
export interface ProgramOutput {
  readonly apps: readonly AppOutput[];
  /** The environments whose files the program reads, by the folder that it names, whether they were wanted or not. */
  readonly environments: ReadonlyMap<string, readonly string[]>;
}

export interface RunOptions {
  /** Only these environments; the files of others are not read. @default all */
  readonly only?: readonly string[];
  /** Environment variables of the program. */
  readonly variables: ProcessVariables;
  /** Takes what the program prints. */
  readonly print: (text: string) => void;
  /** Runs it in this process, where that can be done. @default it is run in a process of its own */
  readonly host?: ProgramHost;
}

/**
 * Runs a program for what it would write; its DeliveryApp hands that over instead of writing it. A program in any
 * language that ends in one is understood; what it prints is passed on.
 *
 * @throws ProblemError with the program's own problems, or where it fails otherwise, or hands nothing over
 */
export function runProgram(program: Program, { only, variables, print, host }: RunOptions): ProgramOutput {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-'));
  const handover = join(folder, 'handover.jsonl');
  const added = {
    [handoverVariable]: handover,
    ...(only && { [environmentsVariable]: only.join(',') }),
    // A stock App knows nothing of a handover, and must not touch the real output either.
    CDK8S_OUTDIR: join(folder, 'dist'),
  };
  try {
    const printed = host && runHere(program, host, added);
    const records = readRecords(handover);
    throwProblems(records);
    const output = outputIn(records);
    if (printed !== undefined && output) {
      print(printed);
      return output;
    }
    rmSync(handover, { force: true });
    return runApart(program, { ...variables, ...added }, handover, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program in a process of its own. */
function runApart(
  program: Program,
  variables: ProcessVariables,
  handover: string,
  print: RunOptions['print'],
): ProgramOutput {
  const { status, signal, stdout, stderr, error } = spawnSync(program.command, {
    shell: true,
    cwd: program.folder,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: Infinity,
    windowsHide: true,
  });
  const records = readRecords(handover);
  // Its own words for its problems would be the same once more.
  throwProblems(records);
  if (status !== 0 && isUninstalled(program, stderr)) throw new ProblemError([uninstalled(program)]);
  print(`${stdout}${stderr}`);
  if (error || status !== 0)
    throw new ProblemError([failure(program, error?.message ?? endOf(status, signal))]);
  const output = outputIn(records);
  if (!output) throw new ProblemError([nothingHandedOver(program)]);
  return output;
}

/** What was handed over; undefined where that is no app. */
function outputIn(records: readonly HandoverRecord[]): ProgramOutput | undefined {
  const apps = records.flatMap((record) => (record.kind === 'app' ? [record.app] : []));
  return apps.length === 0 ? undefined : { apps, environments: environmentsOf(records) };
}

function throwProblems(records: readonly HandoverRecord[]): void {
  const problems = records.flatMap((record) => (record.kind === 'problems' ? record.problems : []));
  if (hasErrors(problems)) throw new ProblemError(problems);
}

function readRecords(file: string): readonly HandoverRecord[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // It ended before it had anything to hand over.
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): HandoverRecord => JSON.parse(line));
}

function environmentsOf(records: readonly HandoverRecord[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    records.flatMap((record) => (record.kind === 'environments' ? [[record.folder, record.names]] : [])),
  );
}

function endOf(status: number | null, signal: string | null): string {
  return status === null ? `it was ended by ${signal}` : `it ended with exit code ${status}`;
}

function failure({ command, location }: Program, reason: string): Problem {
  return {
    rule: 'failed-program',
    severity: 'error',
    message: `The program \`${command}\` failed: ${reason}.`,
    consequence: 'What it would write is not known, and nothing was written.',
    fix: 'Mend what it says above.',
    location,
  };
}

/** What Node says of it is a stack trace, and a fresh clone is nobody's mistake in the program. */
function isUninstalled({ folder }: Program, stderr: string): boolean {
  return (
    /\bCannot find (?:module|package)\b/.test(stderr) &&
    existsSync(join(folder, 'package.json')) &&
    !existsSync(join(folder, 'node_modules'))
  );
}

function uninstalled(program: Program): Problem {
  return {
    ...failure(program, 'the packages that its package.json names are not installed'),
    fix: 'Run `npm install` (or `npm ci`) in its folder, then this again.',
  };
}

function nothingHandedOver({ command, location }: Program): Problem {
  return {
    rule: 'no-delivery-app',
    severity: 'error',
    message: `The program \`${command}\` ended well, but no DeliveryApp of it was synthesized.`,
    consequence: 'What it makes for which environment is not known, and nothing was written.',
    fix: 'Let it make a DeliveryApp (in place of an App of cdk8s) and call its synth(); or run `cdk8s synth` and name its output with -f.',
    location,
  };
}
