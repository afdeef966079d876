import { join } from 'node:path';
import { isPlainMap } from '../core/base';
import { packageFolder, readText } from '../core/file';

/** The version in the package.json of this package. */
export function ownVersion(): string {
  const read: unknown = JSON.parse(readText(join(packageFolder(), 'package.json')));
  const { version } = isPlainMap(read) ? read : {};
  return typeof version === 'string' ? version : 'unknown';
}
