import { join } from 'node:path';
import { packageFolder } from './package-folder';
import { readText } from './read-text';

/** What is asked of the package.json of this package. */
export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  /** What it is developed with, in exact versions; a packed package has them too. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json of this package. */
export function ownPackage(): OwnPackage {
  const described: OwnPackage = JSON.parse(readText(join(packageFolder(), 'package.json')));
  return described;
}
