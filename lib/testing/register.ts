import {
  type BackendExpectation,
  type MatcherResult,
  type TestRequest,
  type Traffic,
  answered,
  observe,
  refused,
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

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- jest's matchers are extended by its global namespace
  namespace jest {
    // oxlint-disable-next-line typescript/no-unused-vars -- must be declared as jest declares it
    interface Matchers<R, T> {
      /** The request goes to a backend; `.to(…)` says to which. */
      toRoute(request: TestRequest): RouteAssertion;
      /** Traefik itself answers, with this status and, of a redirect, this Location. */
      toAnswer(request: TestRequest, status: number, location?: string): R;
      /** The request is turned away: the connection is closed, or Traefik answers 4xx or 5xx. */
      toRefuse(request: TestRequest): R;
    }
  }
}

/** The part of jest's `expect` that is used here. */
interface Expect {
  (actual: unknown): object;
  extend(matchers: Record<string, (traffic: Traffic, ...args: never[]) => MatcherResult>): void;
}

/**
 * Gives `expect` the traffic matchers. jest's own extensions return nothing, so `toRoute`, which goes on with
 * `.to`, is added to what `expect` returns.
 */
export function extendExpect<E extends Expect>(expect: E): E {
  expect.extend({
    toAnswer: (traffic, request: TestRequest, status: number, location?: string) =>
      answered(observe(traffic, request), status, location),
    toRefuse: (traffic, request: TestRequest) => refused(observe(traffic, request)),
  });
  return new Proxy(expect, {
    apply: (target, thisArg, [actual]: [Traffic]) => {
      const assertions: object = Reflect.apply(target, thisArg, [actual]);
      return new Proxy(assertions, {
        get: (inner, key) => {
          if (key === 'toRoute') return (request: TestRequest) => assertRouted(actual, request);
          if (key !== 'not') return Reflect.get(inner, key) as unknown;
          const not: object = Reflect.get(inner, key);
          return new Proxy(not, {
            get: (negated, name) =>
              name === 'toRoute'
                ? (request: TestRequest) => assertNotRouted(actual, request)
                : (Reflect.get(negated, name) as unknown),
          });
        },
      });
    },
  });
}

function assertRouted(traffic: Traffic, request: TestRequest): RouteAssertion {
  const observation = observe(traffic, request);
  demand(routed(observation), true);
  return {
    to: (service, expected) => demand(routedTo(observation, service, expected), true),
    not: { to: (service, expected) => demand(routedTo(observation, service, expected), false) },
  };
}

/** What does not go anywhere has no backend to speak of. */
function assertNotRouted(traffic: Traffic, request: TestRequest): RouteAssertion {
  demand(routed(observe(traffic, request)), false);
  const to = (): never => {
    throw new Error('.not.toRoute(…) says that nothing gets the request; write .toRoute(…).not.to(…)');
  };
  return { to, not: { to } };
}

function demand({ pass, message }: MatcherResult, wanted: boolean): void {
  if (pass !== wanted) throw new Error(message());
}
