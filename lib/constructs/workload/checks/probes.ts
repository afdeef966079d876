import { type FieldPath, type Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import { type ProbeName, grpcPort, httpPort, tcpPort } from '../probes';
import type { ProbeSpec } from '../spec';
import { error, insteadOf } from './finding';

const names: readonly ProbeName[] = ['startup', 'liveness', 'readiness'];

/** Probes of ports that are not there, or that Kubernetes cannot probe. */
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
  if (probe.httpGet)
    yield* checkTarget(model, [...field, 'httpGet'], probe.httpGet.port, httpPort(model.ports)?.name);
  if (probe.grpc) yield* checkTarget(model, [...field, 'grpc'], probe.grpc.port, grpcPort(model.ports)?.name);
  if (probe.tcpSocket)
    yield* checkTarget(model, [...field, 'tcpSocket'], probe.tcpSocket.port, tcpPort(model.ports)?.name);
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
  // A name that nobody declares is told of the container.
  if (!declared && typeof port === 'number') {
    yield error('probe-on-unknown-port', [...field, 'port'], {
      message: `The probe asks port ${JSON.stringify(port)}, which "${name}" does not declare.`,
      consequence,
      fix: insteadOf(undefined, ports.keys()),
    });
  } else if (declared && declared.protocol !== 'TCP') {
    yield error('probe-on-datagram-port', [...field, 'port'], {
      message: `The probe asks port "${declared.name}", which is ${declared.protocol}.`,
      consequence: 'Kubernetes probes by TCP, so it never succeeds.',
      fix: 'Probe a TCP port, or run a command by `exec`.',
    });
  }
}
