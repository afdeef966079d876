import { sha256 } from '../../core/base';
import { isDataKey } from '../../core/kubernetes';
import { posix } from 'node:path';
import type { InlineFile } from './spec';

/** A file that the service brings along, as a key of the ConfigMap or Secret that holds it. */
export interface HeldFile {
  /** Absolute path in the container. */
  readonly path: string;
  readonly directory: string;
  /** Name within the directory. */
  readonly base: string;
  readonly key: string;
  readonly content: string;
  readonly keepDirectory: boolean;
}

/**
 * The files with their keys: the file's name where that can be a key and is still free, else a name made from the path,
 * so that a change of one file never renames another.
 */
export function holdFiles(files: Readonly<Record<string, string | InlineFile>> = {}): readonly HeldFile[] {
  const taken = new Set<string>();
  return Object.entries(files).map(([path, file]) => {
    const { content, keepDirectory = false } = typeof file === 'string' ? { content: file } : file;
    const base = posix.basename(path);
    const key = isDataKey(base) && !taken.has(base) ? base : keyOf(path);
    taken.add(key);
    return { path, directory: posix.dirname(path), base, key, content, keepDirectory };
  });
}

/** Data of the object that holds the files. */
export function dataOf(files: readonly HeldFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ key, content }) => [key, content]));
}

function keyOf(path: string): string {
  const readable = path.replace(/[^-._a-zA-Z0-9]+/g, '-').replace(/^[-.]+/, '');
  return `${readable.slice(-200)}-${sha256(path, 8)}`.replace(/^[-.]+/, '');
}
