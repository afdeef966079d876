import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import type { RuleBuilder } from '../../traefik/rule';
import { type ObjectProps, metadataOf } from './object-props';
import { Referrer } from './referrer';
import type { RouteMiddlewareTCP, RouteServiceTCP } from './route-parts';
import { type RouteTlsTCP, resolveTls } from './route-tls';
import { ruleUses } from '../../traefik/check';
import type { IngressRouteTCPSpec, RouteTCP } from '../../traefik/api';
import { resolveMiddlewaresTCP, resolveServiceTCP } from './stream-references';
import { TraefikObject } from './traefik-object';

/** One TCP route. */
export interface RouteTCPProps extends Omit<RouteTCP, 'match' | 'middlewares' | 'services'> {
  /** The rule, built (`hostSNI('db.example.com')`) or as text. */
  readonly match: string | RuleBuilder;

  /**
   * Middlewares that the connection passes, first to last. One that is written in place becomes an object of its own.
   *
   * @default none
   */
  readonly middlewares?: readonly RouteMiddlewareTCP[];

  /** Services that share the connections by weight. */
  readonly services: readonly RouteServiceTCP[];
}

/** Props of an IngressRouteTCP: the fields of its spec, with references as constructs or names. */
export interface IngressRouteTCPProps extends ObjectProps, Omit<IngressRouteTCPSpec, 'routes' | 'tls'> {
  /** The routes. */
  readonly routes: readonly RouteTCPProps[];

  /**
   * TLS: a `Certificate`, `Certificate.forHosts(…)`, or the fields of `spec.tls`.
   *
   * @default none: plain TCP, which can only be HostSNI(`*`)
   */
  readonly tls?: RouteTlsTCP;
}

/**
 * TCP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/ingressroutetcp/
 */
export class IngressRouteTCP extends TraefikObject {
  constructor(scope: Construct, id: string, props: IngressRouteTCPProps) {
    checkFinite(scope, id, props);
    const metadata = metadataOf(id, props);
    const rules = ruleUses('tcp', props.routes);
    const referrer = new Referrer(scope, props.namespace);
    const spec: IngressRouteTCPSpec = {
      entryPoints: props.entryPoints,
      ingressClassName: props.ingressClassName,
      routes: props.routes.map(({ match, middlewares, services, ...rest }, index) => ({
        ...rest,
        match: String(match),
        middlewares: resolveMiddlewaresTCP(referrer, middlewares, ['routes', index, 'middlewares']),
        services: services.map((service, place) =>
          resolveServiceTCP(referrer, service, ['routes', index, 'services', place]),
        ),
      })),
      tls: resolveTls(referrer, props.tls, { id, name: metadata.name, rules }),
    };
    super(scope, id, { kind: 'IngressRouteTCP', metadata, spec });
    referrer.attach(this);
  }
}
