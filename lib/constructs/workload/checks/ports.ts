import type { Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { PodModel, ServiceModel } from '../model';
import type { ServicePort } from '../ports';
import { error, insteadOf } from './finding';

/** What ports speak, and two ports of one number. */
export function* checkPorts({ ports }: ServiceModel): Iterable<Finding> {
  const all = [...ports.values()];
  yield* checkEachPort(all);
  yield* duplicates(all);
}

/** What the ports of any Service speak. */
export function* checkEachPort(all: readonly ServicePort[]): Iterable<Finding> {
  for (const port of all) {
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

/** Ports of one number in the pod. Where they have one number in the Service too, that is told of the Service. */
function* duplicates(ports: readonly ServicePort[]): Iterable<Finding> {
  const seen = new Map<string, ServicePort>();
  for (const port of ports) {
    const key = `${port.targetPort}/${port.protocol}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, port);
      continue;
    }
    if (first.inService && port.inService && first.port === port.port) continue;
    yield error('duplicate-port', ['ports', port.name, 'port'], {
      message: `Ports "${first.name}" and "${port.name}" both have the number ${key}.`,
      consequence: 'The API server refuses the workload, or merges the two ports into one.',
      fix: 'Give one of them another number, or remove it.',
    });
  }
}
