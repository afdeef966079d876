import type { Priority } from '../dynamic/configuration';
import type { Explanation } from './result';

/** An explanation with all its priorities changed in one way. */
export function withPriorities(
  explained: Explanation,
  change: (priority: Priority) => Priority,
): Explanation {
  const changed = (priority: Priority | null): Priority | null =>
    priority === null ? null : change(priority);
  return {
    ...explained,
    priority: changed(explained.priority),
    leftOut: explained.leftOut.map((route) => ({ ...route, priority: changed(route.priority) })),
    nearMisses: explained.nearMisses.map((miss) => ({ ...miss, priority: change(miss.priority) })),
  };
}
