import type { ControlledService } from '../../traefik/release';
import type { GoService } from '../workload';

/** What a controller needs to know of a service; undefined where it has no port that routes could lead to. */
export function controlledService(
  service: GoService,
  next: string,
  wanted: string | number | undefined,
): ControlledService | undefined {
  const { name, namespace, ports } = service;
  const port =
    typeof wanted === 'number'
      ? [...ports.values()].find(({ port: number }) => number === wanted)
      : service.port(wanted);
  if (!port) return undefined;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    next,
    port: { name: port.name, number: port.port },
    hasOtherPorts: [...ports.values()].some((other) => other !== port && other.inService),
    isScaled: service.hasAutoscaler,
  };
}
