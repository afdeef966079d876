import { isPlainMap } from '../../core/base';
import type { FieldPath, SecretTexts } from '../../core/finding';

/** The paths of a value at which secret texts stand, in the value there or in a key of it. */
export function secretPaths(
  value: unknown,
  secrets: SecretTexts,
  path: FieldPath = [],
): readonly FieldPath[] {
  if (typeof value === 'string') return secrets.areIn(value) ? [path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => secretPaths(item, secrets, [...path, index]));
  }
  if (!isPlainMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    secrets.areIn(key) ? [path] : secretPaths(child, secrets, [...path, key]),
  );
}
