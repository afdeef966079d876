import type { Construct } from 'constructs';
import { addCheck, checkFinite } from '../construct';
import type { RuleBuilder } from '../../traefik/rule';
import { resolveMiddlewares, resolveServices } from './http-references';
import { checkRedirect } from './redirect-checks';
import { type ObjectProps, metadataOf } from './object-props';
import { type RedirectToHttps, httpsRedirect } from './https-redirect';
import { Referrer } from './referrer';
import type { RouteMiddleware, RouteService } from './route-parts';
import { type RouteTls, resolveTls } from './route-tls';
import { type RuleUse, ruleUses } from '../../traefik/check';
import type { IngressRouteSpec, Route } from '../../traefik/api';
import { type ObjectTarget, resolveReference } from './target';
import { TraefikObject } from './traefik-object';

/** One HTTP route: a rule, and what happens to the requests that match it. */
export interface RouteProps extends Omit<Route, 'match' | 'middlewares' | 'services'> {
  /** The rule, built (`host('example.com').and(pathPrefix('/api'))`) or as text. */
  readonly match: string | RuleBuilder;

  /**
   * Middlewares that the request passes, first to last. One that is written in place becomes an object of its own.
   *
   * @default none
   */
  readonly middlewares?: readonly RouteMiddleware[];

  /**
   * Services that share the requests by weight.
   *
   * @default none, which only a parent of other IngressRoutes may have
   */
  readonly services?: readonly RouteService[];
}

/** Props of an IngressRoute: the fields of its spec, with references as constructs or names. */
export interface IngressRouteProps
  extends ObjectProps, Omit<IngressRouteSpec, 'routes' | 'tls' | 'parentRefs'> {
  /**
   * Entry points on which the routes listen.
   *
   * @default `websecure` together with `redirectToHttps`; otherwise Traefik's default entry points
   */
  readonly entryPoints?: readonly string[];

  /** The routes. */
  readonly routes: readonly RouteProps[];

  /**
   * TLS: a `Certificate`, `Certificate.forHosts(…)`, or the fields of `spec.tls`.
   *
   * @default none: plain HTTP, unless the entry point itself turns TLS on
   */
  readonly tls?: RouteTls;

  /**
   * IngressRoutes whose routes come before these. Such routes have no entry points, TLS and observability of
   * their own.
   *
   * @default none
   */
  readonly parentRefs?: readonly ObjectTarget[];

  /**
   * Redirects plain HTTP to HTTPS: a second IngressRoute `<name>-redirect` answers the same rules on the plain
   * entry point.
   *
   * @default false
   */
  readonly redirectToHttps?: boolean | RedirectToHttps;
}

/**
 * HTTP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export class IngressRoute extends TraefikObject {
  /** The IngressRoute that redirects plain HTTP to this one, if there is one. */
  readonly redirect: TraefikObject | undefined;

  constructor(scope: Construct, id: string, props: IngressRouteProps) {
    checkFinite(scope, id, props);
    const { redirectToHttps: redirect, ...routed } = withEntryPoints(props);
    const metadata = metadataOf(id, props);
    const rules = ruleUses('http', props.routes);
    const referrer = new Referrer(scope, props.namespace);
    const spec = specFrom(referrer, routed, { id, name: metadata.name, rules });
    super(scope, id, { kind: 'IngressRoute', metadata, spec });
    referrer.attach(this);
    addCheck(this, () => checkRedirect(spec, redirect));
    this.redirect = redirect
      ? httpsRedirect(this, metadata, spec, redirect === true ? {} : redirect)
      : undefined;
  }
}

/** One declaration for both schemes means the secure entry point, unless another is named. */
function withEntryPoints(props: IngressRouteProps): IngressRouteProps {
  return props.redirectToHttps && !props.entryPoints ? { ...props, entryPoints: ['websecure'] } : props;
}

function specFrom(
  referrer: Referrer,
  { entryPoints, ingressClassName, parentRefs, routes, tls }: IngressRouteProps,
  object: { readonly id: string; readonly name: string; readonly rules: readonly RuleUse[] },
): IngressRouteSpec {
  return {
    entryPoints,
    ingressClassName,
    parentRefs: parentRefs?.map((parent, index) =>
      resolveReference(referrer, 'IngressRoute', parent, ['parentRefs', index]),
    ),
    routes: routes.map(({ match, middlewares, services, ...rest }, index) => ({
      ...rest,
      kind: 'Rule',
      match: String(match),
      middlewares: resolveMiddlewares(referrer, middlewares, ['routes', index, 'middlewares']),
      services: services && resolveServices(referrer, services, ['routes', index, 'services']),
    })),
    tls: resolveTls(referrer, tls, object),
  };
}
