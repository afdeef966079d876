import { isPlainMap } from '../../../core/base';
import type { DecodeError } from '../../api/read';
import type { FieldPath } from '../../../core/finding';
import { type TraefikVersion, changeList } from '../../version';

/** Options in a static configuration that a release does not know yet: it does not start with them. */
export function laterOptions(value: unknown, version: TraefikVersion): readonly DecodeError[] {
  return changeList.flatMap(({ name, option, since }) => {
    if (option === undefined || version.has(name)) return [];
    return writtenAt(value, option.toLowerCase().split('.')).map((path) => ({
      path,
      message: `is no field that Traefik ${version.text} knows: it came with ${since}`,
    }));
  });
}

/** Where an option is written; names of fields are compared without case. */
function writtenAt(value: unknown, option: readonly string[], path: FieldPath = []): readonly FieldPath[] {
  const [field, ...inner] = option;
  if (field === undefined) return value == null ? [] : [path];
  if (!isPlainMap(value)) return [];
  return Object.entries(value)
    .filter(([key]) => field === '*' || key.toLowerCase() === field)
    .flatMap(([key, entry]) => writtenAt(entry, inner, [...path, key]));
}
