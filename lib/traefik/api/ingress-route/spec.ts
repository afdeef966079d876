import type { LoadBalancerService } from '../load-balancer/spec';
import type { MiddlewareReference, ObjectReference } from '../shared/references';
import type { RouterTLS } from '../shared/router-tls';
import type { ruleSyntaxes } from '../shared/words';

/**
 * HTTP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export interface IngressRouteSpec {
  /**
   * Entry points on which the routes listen. Without any: every entry point that is marked as default, and where none
   * is, all of them, internal ones such as metrics included.
   *
   * @default - default entry points
   */
  readonly entryPoints?: readonly string[];
  /**
   * IngressClass whose Traefik shall take the routes. Traefik skips them where it is configured for another one.
   *
   * @default - none
   */
  readonly ingressClassName?: string;
  /**
   * IngressRoutes whose routes come before these: their middlewares run first, then these rules are matched.
   * Routes with parents must not have entry points, TLS or observability of their own.
   *
   * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/routing/multi-layer-routing/
   */
  readonly parentRefs?: readonly ObjectReference[];
  /** The routes. A rule may stand only once: of two equal ones Traefik keeps the last. */
  readonly routes: readonly Route[];
  /**
   * TLS of all these routes. With it they answer HTTPS only, without it plain HTTP only, unless the entry point
   * itself turns TLS on.
   *
   * @default - no TLS
   */
  readonly tls?: RouterTLS;
}

/** One HTTP route: a rule, and what happens to the requests that match it. */
export interface Route {
  /**
   * The rule, for example ``Host(`example.com`) && PathPrefix(`/api`)``.
   *
   * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/routing/rules-and-priority/
   */
  readonly match: string;
  /**
   * Kind of the route; there is no other.
   *
   * @default "Rule"
   */
  readonly kind?: 'Rule';
  /**
   * Of the routes that match, the one with the highest priority answers; among equal ones Traefik picks at random.
   * 0 means the default. Negative numbers are allowed. Whole numbers above 2⁵³−1 are refused here, because
   * JavaScript cannot hold them exactly.
   *
   * @asType integer
   * @maximum 9007199254740991
   * @default - length of the rule in bytes
   */
  readonly priority?: number;
  /**
   * Language of the rule.
   *
   * @default - core.defaultRuleSyntax, which is v3
   * @deprecated write the rule in v3 syntax
   */
  readonly syntax?: (typeof ruleSyntaxes)[number];
  /** Middlewares that the request passes, first to last. */
  readonly middlewares?: readonly MiddlewareReference[];
  /** Services that share the requests by weight. Only a parent of other IngressRoutes may have none. */
  readonly services?: readonly LoadBalancerService[];
  /** Access log, metrics and traces of this route. */
  readonly observability?: RouterObservability;
}

/**
 * What Traefik records about a route.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/routing/observability/
 */
export interface RouterObservability {
  /**
   * Whether requests are written to the access log.
   *
   * @default - as the entry point says, which is true
   */
  readonly accessLogs?: boolean;
  /**
   * Whether requests are counted in metrics.
   *
   * @default - as the entry point says, which is true
   */
  readonly metrics?: boolean;
  /**
   * Whether requests are traced.
   *
   * @default - as the entry point says, which is true
   */
  readonly tracing?: boolean;
  /**
   * How much of a request's way is traced.
   *
   * @default "minimal"
   */
  readonly traceVerbosity?: 'minimal' | 'detailed';
}
