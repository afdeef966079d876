import { basename, join, resolve } from 'node:path';
import { isPlainMap } from '../core/base';
import { readText } from '../core/file';
import { wordsOfName } from '../core/manifest';

/** What a package.json says of itself. */
export interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
}

/** What package.json of a folder says; nothing where there is none, or one that cannot be read. */
export function packageOf(folder: string): Package {
  try {
    const read: unknown = JSON.parse(readText(join(folder, 'package.json')));
    if (!isPlainMap(read)) return {};
    const texts = ['name', 'version', 'description'].filter((key) => typeof read[key] === 'string');
    return Object.fromEntries(texts.map((key) => [key, read[key]]));
  } catch {
    return {};
  }
}

/**
 * The name of the project here, that of package.json, else of the current folder, in the nearest form that names of objects
 * may have.
 *
 * @param otherwise where nothing of it may be in a name
 */
export function projectName(limit: number, otherwise: string): string {
  const name = packageOf(resolve('.')).name ?? basename(resolve('.'));
  const words = wordsOfName(name.replace(/^@[^/]*\//, ''))
    .slice(0, limit)
    .replace(/-$/, '');
  return words === '' ? otherwise : words;
}
