import { sha256 } from '../../core/base';

/** Longest file name made here; file systems take 255 bytes, and temporary files need some more. */
const longest = 180;

/** A text as part of a file name that every system takes: no separators, no leading dot, not too long. */
export function fileNamePart(text: string): string {
  const safe = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  const name = reservedOnWindows.test(safe) ? `_${safe}` : safe;
  if (name === '') return `x-${shortHash(text)}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${shortHash(text)}`;
}

const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Eight hexadecimal digits that depend on a text alone. */
export function shortHash(text: string): string {
  return sha256(text, 8);
}

/**
 * A name for each thing so that no two are equal, not even where letter case doesn't count. Each offers names
 * from short to surely unique; those that would meet take their next.
 */
export function distinctNames<T>(
  things: readonly T[],
  offers: (thing: T) => readonly string[],
): Map<T, string> {
  const offered = new Map(things.map((thing) => [thing, offers(thing)]));
  const levels = new Map(things.map((thing) => [thing, 0]));
  const nameOf = (thing: T): string => {
    const names = offered.get(thing) ?? [];
    return names[Math.min(levels.get(thing) ?? 0, names.length - 1)] ?? '';
  };
  for (let met = things; met.length > 0;) {
    const taken = new Map<string, number>();
    for (const thing of things) {
      const name = nameOf(thing).toLowerCase();
      taken.set(name, (taken.get(name) ?? 0) + 1);
    }
    met = things.filter(
      (thing) =>
        (taken.get(nameOf(thing).toLowerCase()) ?? 0) > 1 &&
        (levels.get(thing) ?? 0) < (offered.get(thing)?.length ?? 0) - 1,
    );
    for (const thing of met) levels.set(thing, (levels.get(thing) ?? 0) + 1);
  }
  return new Map(things.map((thing) => [thing, nameOf(thing)]));
}
