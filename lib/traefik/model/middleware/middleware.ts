import type { Outcome, Surroundings, TrafficRequest } from '../../request';

/** What one kind of middleware does. */
export interface Effect<C> {
  /** Why Traefik cannot make such a middleware; every router with it is then disabled. */
  readonly check?: (config: C) => string | undefined;
  /** Lets the request pass (changed or not) by calling `next`, or answers it. */
  readonly handle: (
    request: TrafficRequest,
    config: C,
    next: () => Outcome,
    surroundings: Surroundings,
  ) => Outcome;
}
