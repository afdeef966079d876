import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type ObjectProps, metadataOf } from './object-props';
import { Referrer } from './referrer';
import type { RouteServiceUDP } from './route-parts';
import type { IngressRouteUDPSpec, RouteUDP } from '../../traefik/api';
import { resolveServiceUDP } from './stream-references';
import { TraefikObject } from './traefik-object';

/** One UDP route. It has no rule: an entry point serves one route. */
export interface RouteUDPProps extends Omit<RouteUDP, 'services'> {
  /** Services that share the sessions by weight. */
  readonly services: readonly RouteServiceUDP[];
}

/** Props of an IngressRouteUDP: the fields of its spec, with references as constructs or names. */
export interface IngressRouteUDPProps extends ObjectProps, Omit<IngressRouteUDPSpec, 'routes'> {
  /** The routes: exactly one, since nothing tells datagrams of one entry point apart. */
  readonly routes: readonly RouteUDPProps[];
}

/**
 * UDP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/udp/ingressrouteudp/
 */
export class IngressRouteUDP extends TraefikObject {
  constructor(scope: Construct, id: string, props: IngressRouteUDPProps) {
    checkFinite(scope, id, props);
    const referrer = new Referrer(scope, props.namespace);
    const spec: IngressRouteUDPSpec = {
      entryPoints: props.entryPoints,
      ingressClassName: props.ingressClassName,
      routes: props.routes.map(({ services, ...rest }, index) => ({
        ...rest,
        services: services.map((service, place) =>
          resolveServiceUDP(referrer, service, ['routes', index, 'services', place]),
        ),
      })),
    };
    super(scope, id, { kind: 'IngressRouteUDP', metadata: metadataOf(id, props), spec });
    referrer.attach(this);
  }
}
