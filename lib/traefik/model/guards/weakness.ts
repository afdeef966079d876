import type { RequestLine } from '../rules';
import type { Guard } from './guards';

/** A guard that does not guard, or a router that does nothing. */
export type Weakness =
  /**
   * No request reaches the router: others take all that its rule matches, or it matches nothing. Requests whose host ends
   * with a dot do not count: Host takes them, expressions do not, and hardly anybody sends them.
   */
  | {
      readonly kind: 'unreached';
      readonly router: string;
      readonly takenBy: readonly string[];
      readonly guards: readonly Guard[];
    }
  /** A router that is tried first takes some of the requests, without these guards. */
  | Opening<'bypassed'>
  /** A router that takes a part of the requests and nothing else leads to the same Service without these guards. */
  | Opening<'within'>
  /** Were the router not there, another one would take its requests, to the same Service without these guards. */
  | Opening<'fails-open'>
  /** What lies beside the guarded path, or behind another entry point, reaches the same Service without these guards. */
  | Opening<'beside'>
  /** The guarded path in other letters, small for capital ones, reaches the same Service without these guards. */
  | OtherCase;

/** Servers that read paths without regard to case take the request for a guarded one. */
export interface OtherCase extends Opening<'other-case'> {
  /**
   * What the route that takes it is there for: `twin`, for the path in other letters; `all-letters`, for the path in any
   * letters, of which it leaves out those of the guarded one; `general`, for more than the path, of which it leaves that
   * out as it is written.
   */
  readonly purpose: 'twin' | 'all-letters' | 'general';
}

/** A request that passes by guards. */
export interface Opening<Kind extends string> {
  readonly kind: Kind;
  /** The guarded router. */
  readonly router: string;
  /** The router that takes the request. */
  readonly by: string;
  readonly missing: readonly Guard[];
  readonly request: RequestLine;
}
