import type { Box } from '../support/box';

let box: Box | undefined;

/** Keeps the run's box between the start and the finish, which jest calls in one process. */
export function remember(started: Box): void {
  box = started;
}

export function remembered(): Box | undefined {
  return box;
}
