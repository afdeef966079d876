import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, which holds its package.json; the built program lies deeper in it than the sources. */
export function packageFolder(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageFolder(dirname(folder));
}
