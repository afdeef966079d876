import { join } from 'node:path';
import { packageFolder, readText } from '../../core/file';

/**
 * A file of new projects, as it lies in `text/` beside this file in the sources; the package has it at the same place.
 *
 * @param path below `text/`, without its ending
 * @param words what stands in the place of `@key@`
 */
export function template(path: string, words: Readonly<Record<string, string>> = {}): string {
  const text = readText(join(packageFolder(), 'lib/project/scaffold/text', `${path}.tpl`));
  return text.replaceAll(/@(\w+)@/g, (whole, key: string) => words[key] ?? whole);
}
