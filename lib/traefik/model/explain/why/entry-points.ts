import type { StaticConfiguration } from '../../static';

/** The entry points that a route is on: those it names and that there are, else the default ones. */
export function defaultEntryPointsOf(
  { entryPoints, defaultEntryPoints }: StaticConfiguration,
  named: readonly string[],
): readonly string[] {
  return named.length === 0 ? defaultEntryPoints : named.filter((name) => entryPoints.has(name));
}
