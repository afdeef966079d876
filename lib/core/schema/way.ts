import type { FieldPath } from '../finding';

/** The way to a value, which shares all but its last step with its neighbours: most values need no path of their own. */
export interface Way {
  readonly above: Way | undefined;
  readonly key: string | number;
  /** Number of steps. */
  readonly length: number;
}

export function wayTo(above: Way | undefined, key: string | number): Way {
  return { above, key, length: (above?.length ?? 0) + 1 };
}

export function pathOf(way: Way | undefined): FieldPath {
  const path: (string | number)[] = [];
  for (let step = way; step; step = step.above) path.push(step.key);
  return path.toReversed();
}
