import { formatDuration, parseDuration } from '../../read';

type Durations<K extends string> = { readonly [P in K]?: string };

/**
 * Durations as Go prints them. Zero is not printed; what is no duration was refused before.
 */
export function printDurations<K extends string>(values: Readonly<Record<K, number | string>>): Durations<K> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries<number | string>(values)) {
    const nanoseconds = parseDuration(value) ?? 0n;
    if (nanoseconds !== 0n) result[key] = formatDuration(nanoseconds);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the values
  return result as Durations<K>;
}
