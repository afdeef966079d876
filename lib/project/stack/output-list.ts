import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
  let text: string;
  try {
    text = readFileSync(join(outdir, listName), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').filter((line) => line !== '' && line !== listName && isBelow(line));
}

function isBelow(file: string): boolean {
  return (
    !/[\\:\0]/.test(file) && file.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** Whether a folder on the way from the output folder to a file is a link, and so maybe leads out of it. */
export function isReachedThroughLink(outdir: string, file: string): boolean {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (lstatSync(join(outdir, folder), { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  }
  return false;
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
