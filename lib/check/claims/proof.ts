import type { Explanation, RequestLine } from '../../traefik/model';

/** What is known of a claim after all requests of its set have been looked at. */
export interface Proof {
  readonly name: string;
  readonly result: 'proven' | 'refuted' | 'unknown';
  /** A request that breaks the claim. */
  readonly counterexample: RequestLine | null;
  /** What happens to it. */
  readonly explanation: Explanation | null;
  /** What happens to it with the other objects, of a claim that two sets of objects route alike. */
  readonly otherExplanation?: Explanation;
  /** How many sets of requests, of an entry point, a scheme and a router each, were looked at. */
  readonly regions: number;
  /** What breaks it, why it is not known, or that it holds of nothing. */
  readonly reason: string | null;
}

/** A proof, and what is known beside it. */
export interface Proven {
  readonly proof: Proof;
  /** Whether the claim holds whatever the routes are. */
  readonly isVacuous: boolean;
  /** Routers that were looked at. */
  readonly routers: readonly string[];
}
