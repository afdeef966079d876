import type { Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { PodModel, ServiceModel } from '../model';
import type { ServicePort } from '../ports';
import { error, insteadOf } from './finding';

/** Port names (IANA service names), numbers and what excludes each other. */
export function* checkPorts({ ports, spec }: ServiceModel): Iterable<Finding> {
  const all = [...ports.values()];
  yield* checkEachPort(all, (spec.service && spec.service.type) || 'ClusterIP');
  yield* duplicates(
    all,
    ({ targetPort }) => targetPort,
    'port',
    'The API server refuses the workload, or merges the two ports into one.',
  );
}

/**
 * The same of the ports of any Service.
 *
 * @param type of the Service
 */
export function* checkEachPort(all: readonly ServicePort[], type = 'ClusterIP'): Iterable<Finding> {
  for (const port of all) {
    yield* checkName(port);
    yield* checkNumbers(port, type);
    if (port.scheme !== undefined && port.protocol !== 'TCP') {
      yield error('scheme-without-tcp', ['ports', port.name, 'scheme'], {
        message: `Port "${port.name}" speaks ${port.scheme} over ${port.protocol}.`,
        consequence: 'Traefik connects to HTTP servers by TCP, so it never reaches this port.',
        fix: 'Remove `scheme`, or make the protocol TCP.',
      });
    }
  }
  const offered = all.filter(({ inService }) => inService);
  yield* duplicates(offered, ({ port }) => port, 'servicePort', 'The API server refuses the Service.');
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

function* checkName({ name }: ServicePort): Iterable<Finding> {
  if (/^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--')) return;
  yield error('invalid-port-name', ['ports', name], {
    message: `"${name}" is no name for a port.`,
    consequence: 'The API server refuses the workload.',
    fix: 'Use at most 15 lower case letters, digits and single hyphens, at least one of them a letter.',
  });
}

function* checkNumbers({ name, port, targetPort, nodePort }: ServicePort, type: string): Iterable<Finding> {
  const numbers = { port: targetPort, ...(port !== targetPort && { servicePort: port }), nodePort };
  for (const [field, number] of Object.entries(numbers)) {
    if (number === undefined || (Number.isInteger(number) && number >= 1 && number <= 65535)) continue;
    yield error('invalid-port-number', ['ports', name, field], {
      message: `${number} is no port number.`,
      consequence: 'The API server refuses the object.',
      fix: 'Use a whole number from 1 to 65535.',
    });
  }
  if (nodePort !== undefined && !['NodePort', 'LoadBalancer'].includes(type)) {
    yield error('node-port-without-type', ['ports', name, 'nodePort'], {
      message: `Port "${name}" has a nodePort, and the Service is of type ${type}.`,
      consequence: 'The API server refuses the Service.',
      fix: 'Set `service.type` to NodePort or LoadBalancer, or remove `nodePort`.',
    });
  }
}

function* duplicates(
  ports: readonly ServicePort[],
  numberOf: (port: ServicePort) => number,
  field: string,
  consequence: string,
): Iterable<Finding> {
  const seen = new Map<string, ServicePort>();
  for (const port of ports) {
    const key = `${numberOf(port)}/${port.protocol}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, port);
      continue;
    }
    yield error('duplicate-port', ['ports', port.name, field], {
      message: `Ports "${first.name}" and "${port.name}" both have the number ${key}.`,
      consequence,
      fix: 'Give one of them another number, or remove it.',
    });
  }
}
