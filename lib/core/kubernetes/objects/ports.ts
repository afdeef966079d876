import { type ApiObjectData, isDnsLabel } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, each, numberAt, textAt } from './fields';
import { type Pod, specOf } from './pods';

/** Names and numbers of ports of containers that the API server does not take. */
export function containerPorts({ containers }: Pod, tell: Tell): void {
  for (const { ports } of containers) {
    for (const port of ports) {
      portName(port, tell);
      portNumber(port, 'containerPort', tell);
    }
  }
}

function portName(port: Placed, tell: Tell): void {
  const name = textAt(port, 'name');
  if (name === undefined) return;
  if (/^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--')) return;
  tell('invalid-port-name', [...port.field, 'name'], {
    message: `"${name}" is no name for a port.`,
    consequence: 'The API server refuses the workload.',
    fix: 'Use at most 15 lower case letters, digits and single hyphens, at least one of them a letter.',
  });
}

function portNumber(port: Placed, key: string, tell: Tell): void {
  const number = numberAt(port, key);
  if (number === undefined || (Number.isInteger(number) && number >= 1 && number <= 65535)) return;
  tell('invalid-port-number', [...port.field, key], {
    message: `${number} is no port number.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use a whole number from 1 to 65535.',
  });
}

/** Names and numbers of ports of Services that the API server does not take. */
export function servicePorts(object: ApiObjectData, tell: Tell): void {
  const service = specOf(object);
  const type = textAt(service, 'type') ?? 'ClusterIP';
  const seen = new Map<string, string>();
  for (const port of each(service, 'ports')) {
    nameInService(port, tell);
    portNumber(port, 'port', tell);
    portNumber(port, 'nodePort', tell);
    if ((numberAt(port, 'nodePort') ?? 0) !== 0 && !['NodePort', 'LoadBalancer'].includes(type)) {
      tell('node-port-without-type', [...port.field, 'nodePort'], {
        message: `Port "${nameOf(port)}" has a nodePort, and the Service is of type ${type}.`,
        consequence: 'The API server refuses the Service.',
        fix: 'Set the `type` of the Service to NodePort or LoadBalancer, or remove `nodePort`.',
      });
    }
    const key = `${numberAt(port, 'port')}/${textAt(port, 'protocol') ?? 'TCP'}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, nameOf(port));
      continue;
    }
    tell('duplicate-port', [...port.field, 'port'], {
      message: `Ports "${first}" and "${nameOf(port)}" both have the number ${key}.`,
      consequence: 'The API server refuses the Service.',
      fix: 'Give one of them another number, or remove it.',
    });
  }
}

function nameInService(port: Placed, tell: Tell): void {
  const name = textAt(port, 'name');
  if (name === undefined || name === '' || isDnsLabel(name)) return;
  tell('invalid-port-name', [...port.field, 'name'], {
    message: `"${name}" is no name for a port.`,
    consequence: 'The API server refuses the Service.',
    fix: 'Use at most 63 lower case letters, digits and hyphens.',
  });
}

function nameOf(port: Placed): string {
  return textAt(port, 'name') ?? textAt(port, 'port') ?? '';
}
