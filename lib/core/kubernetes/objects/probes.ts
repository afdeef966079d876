import { nearest, valueText } from '../../base';
import type { Tell } from './fault';
import { type Placed, below, has, itemsOf, numberAt, textAt } from './fields';
import type { Container, Pod } from './pods';

const kinds = [
  ['startup', 'startupProbe'],
  ['liveness', 'livenessProbe'],
  ['readiness', 'readinessProbe'],
] as const;

const handlers = ['httpGet', 'grpc', 'tcpSocket', 'exec'];

/** Probes that cannot succeed or that the API server refuses. */
export function probes({ containers }: Pod, tell: Tell): void {
  for (const container of containers) {
    for (const [name, key] of kinds) {
      if (has(container, key)) probe(container, name, below(container, key), tell);
    }
  }
}

function probe(container: Container, name: string, own: Placed, tell: Tell): void {
  const given = handlers.filter((handler) => has(own, handler));
  if (given.length > 1) {
    tell('several-probe-handlers', [...own.field, given[1] ?? ''], {
      message: `The ${name} probe has ${given.join(' and ')}.`,
      consequence: 'The API server refuses the workload.',
      fix: 'Keep one of them; where the other comes from a base file, set it to null.',
    });
  }
  if (has(own, 'exec') && itemsOf(own.value['exec'], 'command').length === 0) {
    tell('empty-probe-command', [...own.field, 'exec', 'command'], {
      message: `The ${name} probe runs no command.`,
      consequence: 'The probe always fails.',
      fix: 'Name the program and its arguments.',
    });
  }
  if (has(own, 'httpGet')) namedPort(container, below(own, 'httpGet'), tell);
  if (has(own, 'tcpSocket')) namedPort(container, below(own, 'tcpSocket'), tell);
  const successes = numberAt(own, 'successThreshold');
  if (name !== 'readiness' && successes !== undefined && successes !== 1) {
    tell('invalid-success-threshold', [...own.field, 'successThreshold'], {
      message: `The ${name} probe wants ${successes} successes.`,
      consequence: 'The API server refuses the workload: only a readiness probe may want more than one.',
      fix: 'Remove `successThreshold`.',
    });
  }
  if (name === 'readiness' && has(own, 'terminationGracePeriodSeconds')) {
    tell('grace-period-of-readiness', [...own.field, 'terminationGracePeriodSeconds'], {
      message: 'The readiness probe has a grace period.',
      consequence: 'The API server refuses the workload: a readiness probe never ends a container.',
      fix: 'Remove it, or set that of the pod.',
    });
  }
}

/** Numbers need not be declared; names have to be. */
function namedPort(container: Container, target: Placed, tell: Tell): void {
  const { port } = target.value;
  if (typeof port !== 'string' || container.ports.some((declared) => textAt(declared, 'name') === port))
    return;
  if (/^\d+$/.test(port)) return;
  const names = container.ports.flatMap((declared) => textAt(declared, 'name') ?? []);
  const meant = nearest(port, names);
  const listed = names.slice(0, 20).map((name) => valueText(name));
  tell('probe-on-unknown-port', [...target.field, 'port'], {
    message: `The probe asks port ${valueText(port)}, which "${textAt(container, 'name') ?? ''}" does not declare.`,
    consequence: 'The probe never succeeds, and the pod never gets ready or restarts over and over.',
    fix:
      meant === undefined
        ? `Name one of those that are declared: ${listed.join(', ') || 'none'}.`
        : `Did you mean "${meant}"?`,
  });
}
