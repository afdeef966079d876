import type { FieldPath, Finding } from '../../../core/finding';
import { type LoadBalancerService, healthCheckModes, serviceSchemes } from '../spec';
import { knownWord } from './finding';
import type { PartialSpec } from './partial-spec';

const droppedRoute = 'Traefik drops the route: its requests fall through to other routers, or get 404.';

/** The findings of a reference to a service. */
export function serviceFindings(
  service: PartialSpec<LoadBalancerService> | undefined,
  field: FieldPath,
  consequence = droppedRoute,
): readonly Finding[] {
  const mode = [...field, 'healthCheck', 'mode'];
  return [
    ...knownWord(service?.scheme, serviceSchemes, [...field, 'scheme'], consequence),
    ...knownWord(service?.healthCheck?.mode, healthCheckModes, mode, 'Traefik probes by HTTP.'),
  ];
}
