import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../core/finding';
import { writeOutput } from '../../project/stack';

/**
 * Writes the files of a chart into a folder, all of them or none. What an earlier chart has left there and this one
 * does not have is removed.
 *
 * @throws ProblemError where the folder holds something else than a chart that this function has written
 */
export function writeChart(folder: string, files: ReadonlyMap<string, string>): void {
  refuseForeignFolder(folder);
  writeOutput(folder, files, { partial: false });
}

/** What lies in a folder that we have not written is not ours to replace. */
export function refuseForeignFolder(folder: string): void {
  if (!existsSync(folder) || isEmpty(folder) || isOurChart(folder)) return;
  throw new ProblemError([
    {
      rule: 'foreign-output',
      severity: 'error',
      message: `${folder} is there already, and it is no chart that this command has written.`,
      consequence: 'Nothing was changed in it.',
      fix: 'Name a new folder, or remove this one.',
    },
  ]);
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

function isOurChart(folder: string): boolean {
  try {
    return readFileSync(join(folder, '.cdk8s-traefik-files'), 'utf8').split('\n').includes('Chart.yaml');
  } catch {
    return false;
  }
}
