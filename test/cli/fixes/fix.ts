import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RuleId, ruleOf, rulesNamed } from '../../../lib/core/finding';
import { commandLine } from '../../support/command-line';

/** A folder of files with a mistake, and what the fix says done to it, or to the command. */
export interface CommandFix {
  readonly rule: RuleId;
  /** What the fix says, in its words. */
  readonly says: string | RegExp;
  /** The command; `DIR` stands for the folder. */
  readonly argv: readonly string[];
  /** The folder, by path below it. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the fix changes of the files; null takes one away. */
  readonly change?: Readonly<Record<string, string | null>>;
  /** What makes more of the folder than files: a repository, a program that can be run. */
  readonly prepare?: (folder: string) => void;
  /** Whether the command runs in the folder, with the environment variables of this process. @default false */
  readonly isHome?: boolean;
  /** A command that the fix says to run. */
  readonly afterwards?: readonly string[];
  /** The command as the fix wants it. @default the same */
  readonly fixedArgv?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables as the fix wants them. @default the same */
  readonly fixedVariables?: Readonly<Record<string, string>>;
}

/** Makes fixes of one file each, with what they have in common: what it says, and the same with what the fix says done. */
export function fixesOf(file: string, common: Pick<CommandFix, 'argv' | 'files'>) {
  return (
    rule: CommandFix['rule'],
    says: CommandFix['says'],
    broken: string,
    fixed: string,
    more: Partial<CommandFix> = {},
  ): CommandFix => ({
    rule,
    says,
    ...common,
    ...more,
    files: { ...common.files, [file]: broken, ...more.files },
    change: { [file]: fixed, ...more.change },
  });
}

/** What a command told of one rule, in the head of a problem and its fix. */
export interface Told {
  readonly severity: string;
  readonly rule: RuleId;
  readonly fix: string | undefined;
  readonly text: string;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
}

/** Runs a command for what it tells. */
export async function toldBy(
  folder: string,
  argv: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly Told[]> {
  const { out, err } = await commandLine(
    argv.map((word) => word.replace('DIR', folder)),
    { variables },
  );
  return `${err}\n${out}`.split(/^(?=(?:error|warning|info) )/m).flatMap((text) => {
    const [, severity = '', rule = ''] =
      /^(error|warning|info) (?:[A-Z]{2}\d+ )?([a-z0-9-]+)/.exec(text) ?? [];
    const [, fix] = /^ {2}fix: (.*)$/m.exec(text) ?? [];
    return rulesNamed(rule).map((id) => ({ severity, rule: id, fix: fix ?? ruleOf(id).fix, text }));
  });
}
