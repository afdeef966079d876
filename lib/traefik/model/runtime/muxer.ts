import type { Priority } from '../dynamic/configuration';
import { providerOf } from '../dynamic/names';
import type { Rule } from '../rules';

/** One router in a multiplexer. */
export interface Route {
  readonly router: string;
  readonly rule: Rule;
  readonly priority: Priority;
  /** Of two equal priorities the greater goes first; equal ones are left to chance. */
  readonly precedence: number;
}

/** The place of a router's provider in `providers.precedence`; -1 where that does not name it. */
export function precedenceOf(router: string, precedence: readonly string[] = []): number {
  if (precedence.length === 0) return -1;
  const reversed = precedence.map((name) => name.toLowerCase()).toReversed();
  return reversed.indexOf(providerOf(router));
}

/** Sorts routes as a multiplexer tries them; those that tie stay in the order of their names. */
export function sortRoutes<R extends Route>(routes: readonly R[]): readonly R[] {
  return routes.toSorted(
    (a, b) =>
      comparePriorities(b.priority, a.priority) ||
      b.precedence - a.precedence ||
      (a.router < b.router ? -1 : a.router > b.router ? 1 : 0),
  );
}

function comparePriorities(a: Priority, b: Priority): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether chance decides between two routes. */
export function tie(a: Route, b: Route): boolean {
  return comparePriorities(a.priority, b.priority) === 0 && a.precedence === b.precedence;
}
