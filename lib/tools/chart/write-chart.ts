import { type Problem } from '../../core/finding';
import { writeOutput } from '../../project/output';

/**
 * Writes the files of a chart into a folder, all of them or none. What an earlier chart has left there and this one
 * does not have is removed.
 *
 * @throws ProblemError where the folder holds something else than a chart that this function has written
 */
export function writeChart(folder: string, files: ReadonlyMap<string, string>): void {
  const objection = (earlier: readonly string[]): Problem | undefined =>
    earlier.includes('Chart.yaml') ? undefined : noChart(folder);
  writeOutput(folder, files, { partial: false, objection });
}

/** What lies in a folder that we have not written is not ours to replace. */
function noChart(folder: string): Problem {
  return {
    rule: 'foreign-output',
    severity: 'error',
    message: `${folder} is there already, and it is no chart that this command has written.`,
    consequence: 'Nothing was changed in it.',
    fix: 'Name a new folder, or remove this one.',
  };
}
