import { packagedText } from '../../core/file';

/**
 * A file of new projects, as it lies in `text/` beside this file in the sources.
 *
 * @param path below `text/`, without its ending
 * @param words what stands in the place of `@key@`
 */
export function template(path: string, words: Readonly<Record<string, string>> = {}): string {
  return packagedText(`lib/project/scaffold/text/${path}.tpl`, words);
}
