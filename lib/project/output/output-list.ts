import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBytes } from '../../core/file';

/**
 * Remembers, inside the output folder, which files are ours. The name has no extension that kubectl reads, so
 * that `kubectl apply -f dist/dev` and `-f dist` pass over it.
 */
export const listName = '.cdk8s-traefik-files';

/** The list's text; sorted, so that it does not depend on the order of the charts. */
export function listText(files: readonly string[]): string {
  return `${files.toSorted().join('\n')}\n`;
}

/** The files that an earlier run wrote. A list that was tampered with cannot name anything outside the folder. */
export function listedFiles(outdir: string): string[] {
  const path = join(outdir, listName);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return [];
  let text: string;
  try {
    text = readBytes(path).toString('utf8');
  } catch {
    return [];
  }
  return text.split('\n').filter((line) => line !== '' && line !== listName && isBelow(line));
}

/** Whether the path of a file, as lists have it, leads to somewhere below the output folder. */
export function isBelow(file: string): boolean {
  return (
    !/[\\:\0]/.test(file) && file.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** The folder on the way from the output folder to a file that is a link, and so maybe leads out of it. */
export function linkOnTheWay(outdir: string, file: string): string | undefined {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    const path = join(outdir, folder);
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  }
  return undefined;
}

/** Whether a file lies in a top folder (of a deployment scope, or the output folder itself) that others use. */
export function sharesFolder(file: string, others: Iterable<string>): boolean {
  const folder = topFolder(file);
  for (const other of others) if (topFolder(other) === folder) return true;
  return false;
}

function topFolder(file: string): string {
  const slash = file.indexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}
