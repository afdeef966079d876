import { type FieldPath, type Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { ServiceModel } from '../model';
import { type ProbeName, grpcPort, httpPort, tcpPort } from '../probes';
import type { ProbeSpec } from '../spec';
import { error, insteadOf } from './finding';

const names: readonly ProbeName[] = ['startup', 'liveness', 'readiness'];
const handlers = ['httpGet', 'grpc', 'tcpSocket', 'exec'] as const;

/** Probes that cannot succeed or that the API server refuses. */
export function* checkProbes(model: ServiceModel): Iterable<Finding> {
  const { probes = {} } = model.spec;
  if (probes === false) return;
  for (const name of names) {
    const probe = probes[name];
    if (probe) yield* checkProbe(model, name, probe);
  }
}

function* checkProbe(model: ServiceModel, name: ProbeName, probe: ProbeSpec): Iterable<Finding> {
  const field: FieldPath = ['probes', name];
  const given = handlers.filter((handler) => probe[handler] !== undefined);
  if (given.length > 1) {
    yield error('several-probe-handlers', [...field, given[1] ?? ''], {
      message: `The ${name} probe has ${given.join(' and ')}.`,
      consequence: 'The API server refuses the workload.',
      fix: 'Keep one of them; where the other comes from a base file, set it to null.',
    });
  }
  if (probe.exec?.command.length === 0) {
    yield error('empty-probe-command', [...field, 'exec', 'command'], {
      message: `The ${name} probe runs no command.`,
      consequence: 'The probe always fails.',
      fix: 'Name the program and its arguments.',
    });
  }
  if (probe.httpGet)
    yield* checkTarget(model, [...field, 'httpGet'], probe.httpGet.port, httpPort(model.ports)?.name);
  if (probe.grpc) yield* checkTarget(model, [...field, 'grpc'], probe.grpc.port, grpcPort(model.ports)?.name);
  if (probe.tcpSocket)
    yield* checkTarget(model, [...field, 'tcpSocket'], probe.tcpSocket.port, tcpPort(model.ports)?.name);
  if (name !== 'readiness' && (probe.successThreshold ?? 1) !== 1) {
    yield error('invalid-success-threshold', [...field, 'successThreshold'], {
      message: `The ${name} probe wants ${probe.successThreshold} successes.`,
      consequence: 'The API server refuses the workload: only a readiness probe may want more than one.',
      fix: 'Remove `successThreshold`.',
    });
  }
  if (name === 'readiness' && probe.terminationGracePeriodSeconds !== undefined) {
    yield error('grace-period-of-readiness', [...field, 'terminationGracePeriodSeconds'], {
      message: 'The readiness probe has a grace period.',
      consequence: 'The API server refuses the workload: a readiness probe never ends a container.',
      fix: 'Remove it, or set `shutdown.terminationGracePeriodSeconds`.',
    });
  }
}

function* checkTarget(
  { name, ports }: ServiceModel,
  field: FieldPath,
  target: string | number | undefined,
  fallback: string | undefined,
): Iterable<Finding> {
  const consequence = 'The probe never succeeds, and the pod never gets ready or restarts over and over.';
  const port = target ?? fallback;
  if (port === undefined) {
    const streams = [...ports.values()].filter(({ protocol }) => protocol === 'TCP').map((one) => one.name);
    yield error('probe-without-port', field, {
      message: `The probe names no port, and "${name}" has none that speaks its protocol.`,
      consequence,
      fix:
        streams.length > 0
          ? `Set \`port\` to one of ${streams.join(', ')}.`
          : 'Declare a TCP port, or run a command by `exec`.',
    });
    return;
  }
  const declared =
    typeof port === 'string'
      ? ports.get(port)
      : [...ports.values()].find(({ targetPort }) => targetPort === port);
  if (!declared) {
    yield error('probe-on-unknown-port', [...field, 'port'], {
      message: `The probe asks port ${JSON.stringify(port)}, which "${name}" does not declare.`,
      consequence,
      fix: insteadOf(typeof port === 'string' ? nearest(port, ports.keys()) : undefined, ports.keys()),
    });
  } else if (declared.protocol !== 'TCP') {
    yield error('probe-on-datagram-port', [...field, 'port'], {
      message: `The probe asks port "${declared.name}", which is ${declared.protocol}.`,
      consequence: 'Kubernetes probes by TCP, so it never succeeds.',
      fix: 'Probe a TCP port, or run a command by `exec`.',
    });
  }
}
