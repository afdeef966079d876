import { existsSync } from 'node:fs';
import { type Suppression, lintFileName, readLintFile, unknownRule } from '../check/lint';
import { readText } from '../core/file';
import { rulesNamed } from '../core/finding';
import { UsageError } from './command';

/** Options of every command that asks the linter. */
export const suppressionOptions = {
  disable: { type: 'string', multiple: true },
  config: { type: 'string' },
} as const;

/**
 * What is not wanted of the linter, by options and by the repository's file.
 *
 * @throws UsageError where there is no such rule; ProblemError where the file is wrong
 */
export function givenSuppressions({
  disable = [],
  config,
}: {
  readonly disable?: readonly string[];
  readonly config?: string;
}): readonly Suppression[] {
  return [...disabledBy(disable), ...suppressionsOf(config)];
}

function disabledBy(options: readonly string[]): readonly Suppression[] {
  return options
    .flatMap((option) => option.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((called) => {
      const rules = rulesNamed(called);
      const { message, fix } = unknownRule(called);
      if (rules.length === 0) throw new UsageError([message, fix].filter(Boolean).join(' '));
      return { rules, called, reason: '--disable' };
    });
}

function suppressionsOf(config: string | undefined): readonly Suppression[] {
  const file = config ?? (existsSync(lintFileName) ? lintFileName : undefined);
  return file === undefined ? [] : readLintFile(readText(file), file);
}
