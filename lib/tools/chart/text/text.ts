import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../core/file';

/**
 * A text of Helm's, as it lies beside this file in the sources; the package has it at the same place.
 *
 * @param name path without its ending
 */
export function helmText(name: string): string {
  return readFileSync(join(packageFolder(), 'lib/tools/chart/text', `${name}.tpl`), 'utf8');
}
