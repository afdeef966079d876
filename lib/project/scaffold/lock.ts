/** One package of a package-lock.json, as npm writes it (npm docs: package-lock.json, lockfileVersion 3). */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly devDependencies?: Names;
  readonly [field: string]: unknown;
}

/** Ranges of versions by name of package. */
export type Names = Readonly<Record<string, string>>;

/** The packages of a lock by their place, such as `node_modules/jest`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The part of a lock that some packages need, each in its place: a lock of its own for a project that has these, in the
 * versions of the lock that it is taken from.
 *
 * @param runs names of packages that are needed to run
 * @param develops names of those that are needed to develop
 */
export function partOfLock(
  whole: LockedPackages,
  runs: readonly string[],
  develops: readonly string[],
): LockedPackages {
  const running = reachable(whole, runs);
  const all = new Set([...running, ...reachable(whole, develops)]);
  return Object.fromEntries(
    [...all].toSorted().map((place) => {
      const { dev: _, devOptional: __, peer: ___, ...locked } = whole[place] ?? {};
      return [place, running.has(place) ? locked : { ...locked, dev: true }];
    }),
  );
}

/** The places of packages and of all that they depend on. */
function reachable(whole: LockedPackages, names: readonly string[]): ReadonlySet<string> {
  const places = new Set(names.flatMap((name) => placeOf(whole, '', name) ?? []));
  // A set is walked as it grows.
  for (const place of places) {
    const { dependencies, optionalDependencies, peerDependencies } = whole[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = placeOf(whole, place, name);
      if (found !== undefined) places.add(found);
    }
  }
  return places;
}

/** Where a package at a place finds another: as Node looks for it, in its own folder and then in each above. */
function placeOf(whole: LockedPackages, from: string, name: string): string | undefined {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (place in whole) return place;
  if (from === '') return undefined;
  const parent = from.lastIndexOf('node_modules/');
  return placeOf(whole, from.slice(0, Math.max(0, parent - 1)), name);
}
