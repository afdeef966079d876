import type { Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { PodModel } from '../model';
import type { ServicePort } from '../ports';
import { error, insteadOf } from './finding';

/** What ports speak. */
export function* checkPorts(ports: ReadonlyMap<string, ServicePort>): Iterable<Finding> {
  for (const port of ports.values()) {
    if (port.scheme !== undefined && port.protocol !== 'TCP') {
      yield error('scheme-without-tcp', ['ports', port.name, 'scheme'], {
        message: `Port "${port.name}" speaks ${port.scheme} over ${port.protocol}.`,
        consequence: 'Traefik connects to HTTP servers by TCP, so it never reaches this port.',
        fix: 'Remove `scheme`, or make the protocol TCP.',
      });
    }
  }
}

/** Port names that are used and not declared. */
export function* checkPortNames(
  model: Pick<PodModel, 'name' | 'ports'>,
  names: Iterable<readonly [name: string, field: readonly (string | number)[]]>,
): Iterable<Finding> {
  for (const [name, field] of names) {
    if (model.ports.has(name)) continue;
    yield error('unknown-port', field, {
      message: `"${model.name}" has no port "${name}".`,
      consequence: 'The NetworkPolicy admits nobody there, and connections time out.',
      fix: insteadOf(nearest(name, model.ports.keys()), model.ports.keys()),
    });
  }
}
