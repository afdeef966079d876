import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProcessVariables } from '../environment';
import type { Program } from './configuration';

/** Runs programs that cdk8s.yaml gives to this package's launcher in this very process. */
export interface ProgramHost {
  /** The launcher's real path. */
  readonly launcher: string;
  /**
   * Runs a program.
   *
   * @param file as the launcher is told it; undefined for main.ts
   * @param variables environment variables besides those of this process
   * @returns what it printed; undefined where only a process of its own shows what becomes of it
   */
  run(file: string | undefined, variables: ProcessVariables): string | undefined;
}

/** `node LAUNCHER [FILE]`, of which a shell makes nothing else. */
const launched = /^\s*node ([\w./@-]+)(?: ([\w./@-]+))?\s*$/;

/** Runs a program in this process; undefined where that cannot be done, or did not end well. */
export function runHere(
  { command, folder }: Program,
  host: ProgramHost,
  variables: ProcessVariables,
): string | undefined {
  const [, launcher, file] = launched.exec(command) ?? [];
  if (launcher === undefined || launcher.startsWith('-') || resolve(folder) !== process.cwd())
    return undefined;
  return isSame(launcher, host.launcher) ? host.run(file, variables) : undefined;
}

function isSame(path: string, real: string): boolean {
  try {
    return realpathSync(path) === real;
  } catch {
    // Packages are not installed.
    return false;
  }
}
