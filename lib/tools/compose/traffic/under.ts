import { isPlainMap } from '../../../core/base';

/** A value of a configuration whose keys may have other capitals, as flags have them. */
export function under(configuration: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (!isPlainMap(value)) return undefined;
    return Object.entries(value).find(([each]) => each.toLowerCase() === key.toLowerCase())?.[1];
  }, configuration);
}
