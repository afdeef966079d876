import { isIPv4 } from 'node:net';
import type { ApiObjectData } from '../../manifest';
import { each, textAt } from '../objects/fields';
import { specIf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** Services that stand for a name elsewhere: an address is none, and a route has to name a port. */
export function* externalServices(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    const service = specIf(object, 'v1 Service');
    const name = service && textAt(service, 'externalName');
    if (!service || name === undefined) continue;
    if (isIPv4(name)) {
      yield faultIn(object, 'invalid-external-name', ['spec', 'externalName'], {
        message: `"${name}" is no DNS name.`,
        consequence: 'DNS answers nothing.',
        fix: `Write addresses: [${name}] in its place.`,
      });
    }
    if (each(service, 'ports').length > 0) continue;
    yield faultIn(object, 'external-name-without-port', ['spec', 'ports'], {
      severity: 'warning',
      message: 'The ExternalName Service says no port.',
      consequence: 'Each route to it has to name one by number; without it Traefik drops the route.',
      fix: 'Write ports: { https: 443 }.',
    });
  }
}
