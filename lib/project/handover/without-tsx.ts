import { type Problem, ProblemError } from '../../core/finding';
import { handOver } from './handover';

/**
 * A program that cannot start because the tsx that would read its TypeScript is not installed; who runs it for its
 * answers is told as well.
 *
 * @param file as the launcher is told it
 */
export function withoutTsx(file: string): ProblemError {
  const problem: Problem = {
    rule: 'failed-program',
    severity: 'error',
    message: `The program ${file} cannot start: tsx, which reads its TypeScript, is not installed.`,
    consequence: 'What it would write is not known, and nothing was written.',
    fix: 'Run `npm install` without --omit=dev (tsx is one of the devDependencies; where it is none, `npm install --save-dev tsx`).',
    location: { file, line: 1, column: 1 },
  };
  handOver({ kind: 'problems', problems: [problem] });
  return new ProblemError([problem]);
}
