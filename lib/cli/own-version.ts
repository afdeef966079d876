import { ownPackage } from '../core/file';

/** The version in the package.json of this package. */
export function ownVersion(): string {
  return ownPackage().version;
}
