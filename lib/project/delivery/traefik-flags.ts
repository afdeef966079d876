import { isPlainMap } from '../../core/base';

/** One setting of Traefik as a flag says it: `entryPoints.web.address` and its text. */
export interface Flag {
  readonly path: readonly string[];
  readonly value: string;
}

/** A static configuration as flags. */
export function flagsOf(configuration: unknown, path: readonly string[] = []): readonly Flag[] {
  if (Array.isArray(configuration)) {
    if (configuration.some(isPlainMap)) {
      const last = path.at(-1) ?? '';
      return configuration.flatMap((item, index) =>
        flagsOf(item, [...path.slice(0, -1), `${last}[${index}]`]),
      );
    }
    return [{ path, value: configuration.map(String).join(',') }];
  }
  if (!isPlainMap(configuration)) return [{ path, value: String(configuration) }];
  const entries = Object.entries(configuration);
  if (entries.length === 0) return path.length === 0 ? [] : [{ path, value: 'true' }];
  return entries.flatMap(([key, value]) => flagsOf(value, [...path, key]));
}
