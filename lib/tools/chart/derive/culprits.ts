import type { ValuePath } from '../values';

/** Which of several changes an object does not bear: asked with some of them made, it tells the groups that suffer. */
export type Trial = (paths: readonly ValuePath[]) => ReadonlySet<string>;

/**
 * Finds the leaves to blame, by halves, and in all groups at once: a trial changes leaves of many groups, because
 * they seldom have to do with each other. What a trial without the leaves of other groups does not confirm is not
 * blamed. The number of trials grows with the leaves of one group, and with the logarithm of the number of groups.
 *
 * @param confirm false where it does no harm to blame a leaf for what one of another group does
 */
export function culprits(
  groups: ReadonlyMap<string, readonly ValuePath[]>,
  trial: Trial,
  confirm = true,
): readonly ValuePath[] {
  const waiting = new Map<string, (readonly ValuePath[])[]>();
  for (const [group, paths] of groups) waiting.set(group, [paths]);
  const found: ValuePath[] = [];
  for (;;) {
    const tried = new Map<string, readonly ValuePath[]>();
    for (const [group, parts] of waiting) {
      const part = parts.pop();
      if (part && part.length > 0) tried.set(group, part);
    }
    if (tried.size === 0) return found;
    const suffering = trial([...tried.values()].flat());
    const suspects: Suspect[] = [];
    for (const [group, paths] of tried) {
      if (!suffering.has(group)) continue;
      const [path, ...others] = paths;
      if (path && others.length === 0) suspects.push({ group, path });
      const half = Math.ceil(paths.length / 2);
      if (others.length > 0) waiting.get(group)?.push(paths.slice(half), paths.slice(0, half));
    }
    const blamed = tried.size === 1 || !confirm ? suspects : confirmed(suspects, trial);
    found.push(...blamed.map(({ path }) => path));
  }
}

/** A leaf that was changed when its group suffered. */
interface Suspect {
  readonly group: string;
  readonly path: ValuePath;
}

/** So many are asked one by one; of more, it is quicker to ask half of them at a time. */
const few = 6;

/**
 * Those whose groups suffer from them and not from others. Each trial has half of the suspects, so that any two are
 * apart in some trial; who is not clearly to blame then is asked alone.
 */
function confirmed(suspects: readonly Suspect[], trial: Trial): readonly Suspect[] {
  const alone = (suspect: Suspect): boolean => trial([suspect.path]).has(suspect.group);
  if (suspects.length <= few) return suspects.filter(alone);
  const bits = Math.ceil(Math.log2(suspects.length));
  const halves = Array.from({ length: 2 * bits }, (_, number) => {
    const has = (index: number): boolean => (index >> Math.floor(number / 2)) % 2 === number % 2;
    const inHalf = suspects.filter((__, index) => has(index));
    return { has, suffering: trial(inHalf.map(({ path }) => path)) };
  });
  return suspects.filter((suspect, index) => {
    const told = halves.map(({ has, suffering }) => [has(index), suffering.has(suspect.group)] as const);
    if (told.every(([isIn, suffers]) => isIn === suffers)) return true;
    if (told.every(([isIn, suffers]) => !(isIn && suffers))) return false;
    return alone(suspect);
  });
}
