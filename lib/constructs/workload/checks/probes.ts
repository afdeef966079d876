import type { Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { ServiceModel } from '../model';
import { type ProbeName, grpcPort, httpPort, tcpPort } from '../probes';
import type { ProbeSpec } from '../spec';
import { error, insteadOf } from './finding';

const names: readonly ProbeName[] = ['startup', 'liveness', 'readiness'];

const consequence = 'The probe never succeeds, and the pod never gets ready or restarts over and over.';

/** Probes without a port to ask: the object has no probe then. */
export function* checkProbes(model: ServiceModel): Iterable<Finding> {
  const { probes = {} } = model.spec;
  if (probes === false) return;
  for (const name of names) {
    const probe = probes[name];
    if (probe) yield* checkProbe(model, name, probe);
  }
}

function* checkProbe(
  { name: service, ports }: ServiceModel,
  name: ProbeName,
  { httpGet, grpc, tcpSocket }: ProbeSpec,
): Iterable<Finding> {
  const handlers = [
    ['httpGet', httpGet, httpPort(ports)],
    ['grpc', grpc, grpcPort(ports)],
    ['tcpSocket', tcpSocket, tcpPort(ports)],
  ] as const;
  for (const [handler, target, usual] of handlers) {
    if (!target || target.port !== undefined || usual) continue;
    const streams = [...ports.values()].filter(({ protocol }) => protocol === 'TCP').map((one) => one.name);
    yield error('probe-without-port', ['probes', name, handler], {
      message: `The probe names no port, and "${service}" has none that speaks its protocol.`,
      consequence,
      fix:
        streams.length > 0
          ? `Set \`port\` to one of ${streams.join(', ')}.`
          : 'Declare a TCP port, or run a command by `exec`.',
    });
  }
  // Kubernetes takes the number of a port for it, so that the object has nothing where the name is nobody's.
  if (typeof grpc?.port !== 'string' || ports.has(grpc.port)) return;
  yield error('probe-on-unknown-port', ['probes', name, 'grpc', 'port'], {
    message: `The probe asks port ${JSON.stringify(grpc.port)}, which "${service}" does not declare.`,
    consequence,
    fix: insteadOf(nearest(grpc.port, ports.keys()), ports.keys()),
  });
}
