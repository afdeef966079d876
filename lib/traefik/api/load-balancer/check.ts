import type { FieldPath } from '../../../core/finding';
import { type SpecFault, knownWord } from '../check/fault';
import { healthCheckModes, serviceSchemes } from '../shared/words';
import type { LoadBalancerSpec } from './decode';

const droppedRoute = 'Traefik drops the route: its requests fall through to other routers, or get 404.';

/** The faults of a reference to a service. */
export function serviceFaults(
  service: LoadBalancerSpec | undefined,
  field: FieldPath,
  consequence = droppedRoute,
): readonly SpecFault[] {
  const mode = [...field, 'healthCheck', 'mode'];
  return [
    ...knownWord(service?.scheme, serviceSchemes, [...field, 'scheme'], {
      rule: 'unknown-scheme',
      consequence,
    }),
    ...knownWord(service?.healthCheck?.mode, healthCheckModes, mode, {
      consequence: 'Traefik probes by HTTP.',
    }),
  ];
}
