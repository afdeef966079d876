import { loopback } from '../loopback';
import { type Outcome, carried, changed, lost } from '../outcome';
import { type ServiceSource, type WorkloadPort, portOf } from '../source';
import type { KeyMapping } from './key';
import { isTraefikLabel } from './labels';

export const portKeys = {
  ports: {
    becomes: '`ports`: those of the container; nothing is published',
    codes: ['CM030', 'CM033', 'CM034'],
    map: ports,
  },
  expose: { becomes: '`ports`', codes: ['CM033'], map: expose },
} as const satisfies Readonly<Record<string, KeyMapping>>;

function* ports({ spec, workload, at, to }: ServiceSource): Iterable<Outcome> {
  const isRouted = Object.keys({ ...spec.labels, ...spec.deploy?.labels }).some(isTraefikLabel);
  for (const [index, port] of (spec.ports ?? []).entries()) {
    const { target = 0, published, protocol = 'tcp', host_ip: address = '' } = port;
    const path = at('ports', index);
    const name = portOf(workload, target, protocol.toUpperCase());
    if (name === undefined) {
      const message =
        workload.kind === 'job'
          ? 'A program that runs to its end has no Service.'
          : 'A hundred ports of a service are carried.';
      yield lost('CM033', path, { message });
    } else if (published === undefined) yield carried(path, to('ports', name));
    else {
      yield changed('CM030', path, {
        to: to('ports', name),
        severity: isRouted || loopback.test(address) ? 'info' : 'warning',
        message: `Port ${target} is there for other services and for routes, and not published on the host as ${published}.`,
      });
    }
  }
}

function* expose({ spec, workload, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [index, text] of (spec.expose ?? []).entries()) {
    const [, number = '', protocol = 'tcp'] = /^(\d+)(?:-\d+)?(?:\/(\w+))?$/.exec(text) ?? [];
    const name = portOf(workload, Number(number), protocol.toUpperCase());
    if (name === undefined)
      yield lost('CM033', at('expose', index), { message: `${text} names no port that is carried.` });
    else yield carried(at('expose', index), to('ports', name));
  }
}

const reasons: Readonly<Record<WorkloadPort['from'], string | undefined>> = {
  ports: undefined,
  expose: undefined,
  label: undefined,
  healthcheck: 'its healthcheck asks there',
  callers: 'other services connect to it there',
  decision: undefined,
  image: 'its image is known to listen there',
  assumption: undefined,
};

/** All ports of a service, whatever said that it has them. */
export function* allPorts({ workload, at, to }: ServiceSource): Iterable<Outcome> {
  const { kind, compose, ports: all } = workload;
  if (kind === 'job') return;
  for (const { name, port, protocol, from } of all) {
    const value = protocol === 'TCP' ? port : { port, protocol };
    const reason = reasons[from];
    const asks = { kind: 'port', subject: compose, usual: String(port) } as const;
    if (from === 'assumption')
      yield changed('CM034', at(), {
        to: to('ports', name),
        value,
        message: `Nothing says on which port ${compose} listens, and what its image exposes is not known here: ${port} is taken.`,
        asks,
      });
    else if (reason === undefined)
      yield carried(at(), to('ports', name), value, from === 'decision' ? { asks } : {});
    else {
      yield changed('CM031', at(), {
        to: to('ports', name),
        value,
        message: `The service ${compose} has the port ${port}: ${reason}.`,
      });
    }
  }
  if (all.length === 0)
    yield changed('CM032', at(), {
      message: `Nothing names a port of ${compose}, so it gets no Kubernetes Service.`,
      asks: { kind: 'port', subject: compose, usual: 'none' },
    });
}
