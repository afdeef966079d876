import { isEqual, isPlainMap } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { inOrder } from '../../traefik/difference';

/** The fields at which two values differ, as the second one counts its lists; those that it lacks as the first does. */
export function changedFields(before: unknown, after: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (isEqual(before, after)) return [];
  if (isPlainMap(before) && isPlainMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changedFields(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return changedItems(before, after, path);
  return [path];
}

function changedItems(
  before: readonly unknown[],
  after: readonly unknown[],
  path: FieldPath,
): readonly FieldPath[] {
  const [left, right] = [namesOf(before), namesOf(after)];
  const keys =
    left && right ? [left, right] : [before, after].map((items) => items.map((item) => JSON.stringify(item)));
  const pairs = inOrder(keys[0] ?? [], keys[1] ?? []);
  const isMoved = left?.some(
    (name) => right?.includes(name) && !pairs.some(([place]) => left[place] === name),
  );
  // That named items change places is a change of the list.
  if (isMoved) return [path];
  const inside = pairs.flatMap(([one, other]) => changedFields(before[one], after[other], [...path, other]));
  const gone = unpaired(
    before,
    pairs.map(([place]) => place),
  );
  const come = unpaired(
    after,
    pairs.map(([, place]) => place),
  );
  // Without names, what stands between the same neighbours is most likely the same item.
  const replaced = left && right ? 0 : Math.min(gone.length, come.length);
  const changed = come
    .slice(0, replaced)
    .flatMap((place, index) => changedFields(before[gone[index] ?? 0], after[place], [...path, place]));
  const others = [...gone.slice(replaced), ...come.slice(replaced)].map((place) => [...path, place]);
  // Of two names at one place one went and one came.
  return [
    ...new Map([...inside, ...changed, ...others].map((field) => [JSON.stringify(field), field])).values(),
  ];
}

/** The names of all items of a list, where each has one of its own. */
function namesOf(items: readonly unknown[]): readonly string[] | undefined {
  const names = items.flatMap((item) =>
    isPlainMap(item) && typeof item['name'] === 'string' ? [item['name']] : [],
  );
  return names.length === items.length && new Set(names).size === names.length ? names : undefined;
}

function unpaired(items: readonly unknown[], paired: readonly number[]): readonly number[] {
  const there = new Set(paired);
  return [...items.keys()].filter((place) => !there.has(place));
}
