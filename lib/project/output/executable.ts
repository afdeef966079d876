import { chmodSync } from 'node:fs';
import { join } from 'node:path';

/** Lets those of some files be run that are programs. */
export function makeExecutable(
  folder: string,
  files: Iterable<string>,
  executable: ReadonlySet<string> = new Set(),
): void {
  for (const file of files) if (executable.has(file)) chmodSync(join(folder, file), 0o755);
}
