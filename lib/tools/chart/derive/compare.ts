import { gives, holds } from '../template/evaluate';
import type { DerivedObject, Rendering } from './derived';
import type { WatchedProgram } from './watched-program';

/** The groups of objects that the templates render otherwise than the program. */
export function differing(
  program: WatchedProgram,
  rendering: Rendering,
  derived: readonly DerivedObject[],
): Set<string> {
  const release = program.release(rendering);
  const groups = new Set<string>();
  const rendered = new Set<string>();
  const blame = (identity: string): void => {
    for (const group of program.owners.of(identity)) groups.add(group);
  };
  for (const { identity, when, template } of derived) {
    if (when && !holds(when, release)) continue;
    rendered.add(identity);
    if (!gives(template, release, rendering.objects.get(identity)?.object)) blame(identity);
  }
  for (const identity of rendering.objects.keys()) if (!rendered.has(identity)) blame(identity);
  return groups;
}

/** The groups of objects that are not the same in two renderings. */
export function changedGroups(
  program: WatchedProgram,
  { objects }: Rendering,
  other: Rendering,
  same: (a: unknown, b: unknown) => boolean,
): ReadonlySet<string> {
  const groups = new Set<string>();
  // What the program refuses says nothing about what it would do.
  if (other.failed) return groups;
  for (const identity of new Set([...objects.keys(), ...other.objects.keys()])) {
    const [a, b] = [objects.get(identity)?.object, other.objects.get(identity)?.object];
    if ((a === undefined) !== (b === undefined) || !same(a, b))
      for (const group of program.owners.of(identity)) groups.add(group);
  }
  return groups;
}
