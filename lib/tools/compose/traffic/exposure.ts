import type { EntryPoint } from '../../../traefik/model';
import { loopback } from '../loopback';
import type { Scene } from './scene';

/** Whether clients beside the host itself reach an entry point of the project's Traefik. */
export function isPublic({ source }: Scene, { port, protocol }: EntryPoint): boolean {
  const service = source.traefik === undefined ? undefined : source.project.services[source.traefik];
  if (service?.network_mode === 'host') return true;
  return (service?.ports ?? []).some(
    ({ target, protocol: own = 'tcp', host_ip: address = '' }) =>
      target === port && own === protocol && !loopback.test(address),
  );
}
