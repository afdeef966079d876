import { valueText } from '../../base';
import type { ApiObjectData } from '../../manifest';
import { type Placed, below, each, has, numberAt, textAt } from '../objects/fields';
import { podOf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** Ports of containers: two of one number, and probes of ports that are not there or not TCP. */
export function* containerPorts(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    const pod = podOf(object);
    for (const container of pod ? each(pod.spec, 'containers') : []) {
      yield* duplicates(object, container);
      for (const name of ['startup', 'liveness', 'readiness']) {
        for (const handler of ['httpGet', 'grpc', 'tcpSocket']) {
          yield* probe(object, container, below(container, `${name}Probe`, handler));
        }
      }
    }
  }
}

function* duplicates(object: ApiObjectData, container: Placed): Iterable<MadeFinding> {
  const seen = new Map<string, string>();
  for (const port of each(container, 'ports')) {
    const key = `${numberAt(port, 'containerPort')}/${protocolOf(port)}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, textAt(port, 'name') ?? '');
      continue;
    }
    yield faultIn(object, 'duplicate-port', [...port.field, 'containerPort'], {
      message: `Ports "${first}" and "${textAt(port, 'name') ?? ''}" both have the number ${key}.`,
      consequence: 'The API server refuses the workload, or merges the two ports into one.',
      fix: 'Give one of them another number, or remove it.',
    });
  }
}

/** What is probed is declared, by name or number: a name that is not is told of any container. */
function* probe(object: ApiObjectData, container: Placed, target: Placed): Iterable<MadeFinding> {
  if (!has(target, 'port')) return;
  const { port } = target.value;
  const all = each(container, 'ports');
  const key = typeof port === 'number' ? 'containerPort' : 'name';
  const declared = all.filter((one) => one.value[key] === port);
  const [first] = declared;
  const field = [...target.field, 'port'];
  if (first && declared.every((one) => protocolOf(one) !== 'TCP')) {
    yield faultIn(object, 'probe-on-datagram-port', field, {
      message: `The probe asks port "${textAt(first, 'name') ?? String(port)}", which is ${protocolOf(first)}.`,
      consequence: 'Kubernetes probes by TCP, so it never succeeds.',
      fix: 'Probe a TCP port, or run a command by `exec`.',
    });
  } else if (!first && typeof port === 'number') {
    const names = all.slice(0, 20).map((one) => valueText(textAt(one, 'name')));
    yield faultIn(object, 'probe-on-unknown-port', field, {
      message: `The probe asks port ${port}, which "${textAt(container, 'name') ?? ''}" does not declare.`,
      consequence: 'The probe never succeeds, and the pod never gets ready or restarts over and over.',
      fix: `Name one of those that are declared: ${names.join(', ') || 'none'}.`,
    });
  }
}

function protocolOf(port: Placed): string {
  return textAt(port, 'protocol') ?? 'TCP';
}
