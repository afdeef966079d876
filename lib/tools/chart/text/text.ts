import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * A text of Helm's, as it lies beside this file in the sources. The compiler leaves such texts where they are, so what
 * it has made, in `build`, looks for them in the sources as well.
 *
 * @param name path without its ending
 */
export function helmText(name: string): string {
  return readFileSync(join(folder(), `${name}.tpl`), 'utf8');
}

function folder(): string {
  if (existsSync(join(__dirname, 'helpers'))) return __dirname;
  const inPackage = ['lib', 'tools', 'chart', 'text'].join(sep);
  const root = __dirname.slice(0, -inPackage.length);
  return join(root, '..', inPackage);
}
