import type { ValuePath } from '../values';

/** Which of several changes an object does not bear: asked with some of them made, it tells the groups that suffer. */
export type Trial = (paths: readonly ValuePath[]) => ReadonlySet<string>;

/**
 * Finds the leaves to blame, by halves, and in all groups at once: a trial changes leaves of many groups, because
 * they seldom have to do with each other. What a trial of one leaf alone does not confirm is not blamed.
 */
export function culprits(
  groups: ReadonlyMap<string, readonly ValuePath[]>,
  trial: Trial,
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
    for (const [group, paths] of tried) {
      if (!suffering.has(group)) continue;
      if (paths.length > 1) {
        const half = Math.ceil(paths.length / 2);
        waiting.get(group)?.push(paths.slice(half), paths.slice(0, half));
      } else if (tried.size === 1 || trial(paths).has(group)) found.push(...paths);
    }
  }
}
