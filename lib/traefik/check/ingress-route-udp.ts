import type { Finding } from '../../core/finding';
import type { IngressRouteUDPSpec } from '../api';
import { checkEntryPoints } from './routes';
import { checkStreamServices } from './streams';
import { checkWeights } from './weights';

/** All that can be said about an IngressRouteUDP by itself. */
export function checkIngressRouteUDP({
  entryPoints,
  routes = [],
}: Partial<IngressRouteUDPSpec>): readonly Finding[] {
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
