import type { Construct } from 'constructs';
import { type Finding } from '../../core/finding';
import { addCheck } from '../construct';
import { type ObjectProps, metadataOf } from './object-props';
import { Referrer } from './referrer';
import { checkEntryPoints } from './route-checks';
import type { RouteServiceUDP } from './route-parts';
import type { IngressRouteUDPSpec, RouteUDP } from '../../traefik/api';
import { checkStreamServices } from './stream-checks';
import { resolveServiceUDP } from './stream-references';
import { TraefikObject } from './traefik-object';
import { checkWeights } from './weight-checks';

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
    addCheck(this, () => checkIngressRouteUDP(spec));
  }
}

function checkIngressRouteUDP({ entryPoints, routes }: IngressRouteUDPSpec): readonly Finding[] {
  return [
    ...routes.flatMap(({ services }, index) => {
      const field = ['routes', index, 'services'];
      return [
        ...checkStreamServices(services, field, 'UDP router', 'datagrams'),
        ...checkWeights(services, field, 'Traefik drops every datagram: no service may take it.'),
      ];
    }),
    ...checkEntryPoints(entryPoints, 'UDP'),
    ...checkSingleRoute(routes),
  ];
}

function checkSingleRoute(routes: IngressRouteUDPSpec['routes']): readonly Finding[] {
  if (routes.length <= 1) return [];
  return [
    {
      rule: 'several-udp-routes',
      severity: 'error',
      field: ['routes', 1],
      message: `The IngressRouteUDP has ${routes.length} routes for the same entry points.`,
      consequence:
        'UDP has no rules: the router whose name sorts last takes everything, the others get nothing.',
      fix: 'Put the services into one route with weights, or give each its own entry point.',
    },
  ];
}
