import { join } from 'node:path';
import { packageFolder } from './package-folder';
import { readText } from './read-text';

/**
 * A text that lies beside the sources, and in the package at the same place.
 *
 * @param path below the folder of the package
 * @param words what stands in the place of `@key@`; one of several lines stands as far right as the key that has a line of
 * its own
 */
export function packagedText(path: string, words: Readonly<Record<string, string>> = {}): string {
  const text = readText(join(packageFolder(), path));
  return text.replaceAll(/(^ *)?@(\w+)@/gm, (whole, indent: string | undefined, key: string) => {
    const word = words[key];
    if (word === undefined) return whole;
    return `${indent ?? ''}${word.trimEnd().replaceAll('\n', `\n${indent ?? ''}`)}`;
  });
}
