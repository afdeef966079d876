import { proofText } from '../check/claims';
import { type TestedClaim, prove } from './claims';
import type { Traffic } from './traffic';
import {
  type BackendExpectation,
  type MatcherResult,
  type Observation,
  type TestRequest,
  answered,
  observe,
  refused,
  refusedBy,
  refusedWith,
  routed,
  routedTo,
} from './traffic-matchers';

/** What can be said of a request that is routed. */
export interface RouteAssertion {
  /** It goes to this Service, `namespace/name`; with several backends, to this one among others. */
  to(service: string, expected?: BackendExpectation): void;
  readonly not: {
    /** It doesn't go to this Service. */
    to(service: string, expected?: BackendExpectation): void;
  };
}

/** What can be said of a request that is refused. */
export interface RefusalAssertion {
  /**
   * By a middleware of this kind (`ipAllowList`) or name (`admin-networks`), or by TLS options: `TLSOption`, as where a
   * client certificate is wanted.
   */
  by(guard: string): RefusalAssertion;
  /** With this status. */
  with(status: number): RefusalAssertion;
}

/** What `expect` has for traffic. */
export interface TrafficAssertions {
  /** The request goes to a backend; `.to(…)` says to which. */
  toRoute(request: TestRequest): RouteAssertion;
  /** Traefik itself answers, with this status and, of a redirect, this Location. */
  toAnswer(request: TestRequest, status: number, location?: string): void;
  /**
   * A guard turns the request away: a middleware answers 4xx or 5xx or closes the connection, or the handshake fails.
   * That no route takes it (404) is no refusal. `.by(…)` and `.with(…)` say whose, and with which status.
   */
  toRefuse(request: TestRequest): RefusalAssertion;
  /** What is claimed holds of all requests; what cannot be decided is not proven. See docs/prove.md. */
  toProve(claim: TestedClaim): void;
  readonly not: {
    /** The request goes to no backend. */
    toRoute(request: TestRequest): void;
    /** Traefik does not answer so. */
    toAnswer(request: TestRequest, status: number, location?: string): void;
    /** No guard turns the request away. */
    toRefuse(request: TestRequest): void;
    /** Some request breaks the claim. */
    toProve(claim: TestedClaim): void;
  };
}

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- jest's matchers are extended by its global namespace
  namespace jest {
    // oxlint-disable-next-line typescript/no-unused-vars -- must be declared as jest declares it
    interface Matchers<R, T> {
      /** The request goes to a backend; `.to(…)` says to which. */
      toRoute(request: TestRequest): RouteAssertion;
      /** Traefik itself answers, with this status and, of a redirect, this Location. */
      toAnswer(request: TestRequest, status: number, location?: string): R;
      /** A guard turns the request away: a middleware, or TLS options. That no route takes it (404) is no refusal. */
      toRefuse(request: TestRequest): RefusalAssertion;
      /** What is claimed holds of all requests; what cannot be decided is not proven. */
      toProve(claim: TestedClaim): R;
    }
  }
}

/** An `expect` as jest and vitest have it. */
interface Expect {
  (actual: unknown): object;
}

/** An `expect` with what it has for traffic. */
export type TrafficExpect<E extends Expect> = ((actual: Traffic) => ReturnType<E> & TrafficAssertions) & E;

/**
 * Gives an `expect` the traffic matchers: jest's global one has them by `import 'cdk8s-traefik/testing'` alone; that of
 * `@jest/globals` or vitest is handed in. `toRoute` and `toRefuse` go on with `.to`, `.by` and `.with`; extensions by
 * jest's own `expect.extend` return nothing, so they are added to what `expect` returns.
 *
 * @example
 * import { expect as plain } from '@jest/globals'; // or 'vitest'
 * import { extendExpect } from 'cdk8s-traefik/testing';
 *
 * const expect = extendExpect(plain);
 */
export function extendExpect<E extends Expect>(expect: E): TrafficExpect<E> {
  const extended: object = new Proxy(expect, {
    apply: (target, thisArg, [actual]: [Traffic]) => {
      // An expectation of ours counts as one of the runner's, for `expect.hasAssertions()`.
      const count = (): void => countOne(Reflect.apply(target, thisArg, [true]));
      return withMatchers(Reflect.apply(target, thisArg, [actual]), matchersOf(actual, count));
    },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Proxy has the type of its target, not of its traps
  return extended as TrafficExpect<E>;
}

function countOne(assertions: object): void {
  const toBe: unknown = Reflect.get(assertions, 'toBe');
  if (typeof toBe === 'function') Reflect.apply(toBe, assertions, [true]);
}

/** The assertions about a value, and those about its traffic. */
function withMatchers(assertions: object, own: TrafficAssertions): object {
  return new Proxy(assertions, {
    get: (inner, key) => {
      if (isMatcher(key)) return own[key];
      const value: unknown = Reflect.get(inner, key);
      return key === 'not' && typeof value === 'object' && value !== null ? negated(value, own.not) : value;
    },
  });
}

function negated(assertions: object, own: TrafficAssertions['not']): object {
  return new Proxy(assertions, {
    get: (inner, key) => (isMatcher(key) ? own[key] : (Reflect.get(inner, key) as unknown)),
  });
}

function isMatcher(key: string | symbol): key is 'toRoute' | 'toAnswer' | 'toRefuse' | 'toProve' {
  return key === 'toRoute' || key === 'toAnswer' || key === 'toRefuse' || key === 'toProve';
}

function matchersOf(actual: Traffic, count: () => void): TrafficAssertions {
  const seen = (request: TestRequest): Observation => {
    count();
    return observe(actual, request);
  };
  return {
    toRoute: (request) => assertRouted(seen(request)),
    toAnswer: (request, status, location) => demand(answered(seen(request), status, location), true),
    toRefuse: (request) => assertRefused(seen(request)),
    toProve: (claim) => {
      count();
      const proof = prove(actual, claim);
      const pass = proof.result === 'proven';
      demand({ pass, message: () => `expected the claim to be proven:\n\n${proofText(proof)}` }, true);
    },
    not: {
      toRoute: (request) => assertNotRouted(seen(request)),
      toAnswer: (request, status, location) => demand(answered(seen(request), status, location), false),
      toRefuse: (request) => assertNotRefused(seen(request)),
      toProve: (claim) => {
        count();
        const proof = prove(actual, claim);
        const pass = proof.result !== 'refuted';
        demand({ pass, message: () => `expected the claim to be refuted:\n\n${proofText(proof)}` }, false);
      },
    },
  };
}

function assertRouted(observation: Observation): RouteAssertion {
  demand(routed(observation), true);
  return {
    to: (service, expected) => demand(routedTo(observation, service, expected), true),
    not: { to: (service, expected) => demand(routedTo(observation, service, expected), false) },
  };
}

/** What does not go anywhere has no backend to speak of. */
function assertNotRouted(observation: Observation): RouteAssertion {
  demand(routed(observation), false);
  const to = (): never => {
    throw new Error('.not.toRoute(…) says that nothing gets the request; write .toRoute(…).not.to(…)');
  };
  return { to, not: { to } };
}

function assertRefused(observation: Observation): RefusalAssertion {
  demand(refused(observation), true);
  const assertion: RefusalAssertion = {
    by: (guard) => {
      demand(refusedBy(observation, guard), true);
      return assertion;
    },
    with: (status) => {
      demand(refusedWith(observation, status), true);
      return assertion;
    },
  };
  return assertion;
}

/** Of what nobody refuses there is no guard to speak of. */
function assertNotRefused(observation: Observation): RefusalAssertion {
  demand(refused(observation), false);
  const refuse = (): never => {
    throw new Error('.not.toRefuse(…) says that nobody refuses the request: there is no guard and no status');
  };
  return { by: refuse, with: refuse };
}

function demand({ pass, message }: MatcherResult, wanted: boolean): void {
  if (pass !== wanted) throw new Error(message());
}
