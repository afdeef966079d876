import type { ComposeService } from '../../../project/compose';
import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import { type KeyMapping, without } from './key';
import { restarted } from './lifecycle';
import { placement } from './placement';
import { cpuOf, quantityOf, secondsOf } from './units';

/** How many pods there are, how they are replaced, and what they may use. */
export const scaleKeys = {
  deploy: {
    becomes: '`replicas`, `rollout`, `resources`, `placement`',
    codes: ['CM052', 'CM053', 'CM060', 'CM061', 'CM097'],
    map: deploy,
  },
  scale: { becomes: '`replicas`', codes: [], map: scale },
  cpus: {
    becomes: '`resources.limits.cpu`',
    codes: [],
    map: ({ at, to }) => [carried(at('cpus'), to('resources', 'limits', 'cpu'))],
  },
  mem_limit: {
    becomes: '`resources.limits.memory`',
    codes: [],
    map: ({ at, to }) => [carried(at('mem_limit'), to('resources', 'limits', 'memory'))],
  },
  mem_reservation: {
    becomes: '`resources.requests.memory`',
    codes: [],
    map: ({ at, to }) => [carried(at('mem_reservation'), to('resources', 'requests', 'memory'))],
  },
  gpus: {
    becomes: '`placement.accelerators`',
    codes: ['CM061'],
    map: ({ spec, at, to }) => [accelerators(at('gpus'), to, spec.gpus)],
  },
  pids_limit: without('pids_limit', 'CM061'),
} as const satisfies Readonly<Record<string, KeyMapping>>;

function* scale(source: ServiceSource): Iterable<Outcome> {
  yield replicas(source, source.at('scale'), source.spec.scale ?? 1);
}

function replicas({ workload, to }: ServiceSource, path: Outcome['path'], count: number): Outcome {
  if (workload.kind === 'service') return carried(path, to('replicas'), count);
  return count === 0
    ? changed('CM053', path, { message: 'A Job runs at least once.' })
    : carried(path, to('completions'), count, { also: [{ to: to('parallelism'), value: count }] });
}

function* deploy(source: ServiceSource): Iterable<Outcome> {
  const { spec, at } = source;
  const {
    mode,
    replicas: count,
    endpoint_mode: endpointMode,
    labels,
    rollback_config: rollback,
    restart_policy: policy,
  } = spec.deploy ?? {};
  if (mode === 'global') {
    yield changed('CM060', at('deploy', 'mode'), {
      message: 'The service runs once on every node in Swarm, and here as often as replicas says.',
      fix: 'Write a DaemonSet below objects if it has to be on every node.',
    });
  } else if (mode !== undefined) yield carried(at('deploy', 'mode'));
  if (count !== undefined) yield replicas(source, at('deploy', 'replicas'), count);
  if (endpointMode !== undefined) yield lost('CM097', at('deploy', 'endpoint_mode'));
  for (const label of Object.keys(labels ?? {})) {
    if (!label.startsWith('traefik.')) yield lost('CM097', at('deploy', 'labels', label));
  }
  if (rollback)
    yield lost('CM060', at('deploy', 'rollback_config'), {
      message: 'kubectl rollout undo goes back as a rollout goes on.',
    });
  yield* updates(source);
  yield* limits(source);
  if (policy) {
    const { condition = 'any', max_attempts: most, ...rest } = policy;
    yield* restarted(source, at('deploy', 'restart_policy', 'condition'), condition, most);
    if (most !== undefined)
      yield* restarted(source, at('deploy', 'restart_policy', 'max_attempts'), condition);
    for (const field of Object.keys(rest)) {
      yield lost('CM060', at('deploy', 'restart_policy', field), {
        message: 'Kubernetes waits longer after each failure, five minutes at most.',
      });
    }
  }
  yield* placement(source);
}

function* updates({ spec, at, to, workload }: ServiceSource): Iterable<Outcome> {
  const { order, parallelism = 1, delay, ...rest } = spec.deploy?.update_config ?? {};
  const isGiven = spec.deploy?.update_config !== undefined;
  if (!isGiven) return;
  const path = (field: string): Outcome['path'] => at('deploy', 'update_config', field);
  if (workload.kind === 'job') {
    yield lost('CM060', at('deploy', 'update_config'));
    return;
  }
  // Swarm replaces that many tasks at once, all of them for 0; and ends the old ones first unless told otherwise.
  const many = parallelism === 0 ? '100%' : parallelism;
  const rollout =
    order === 'start-first' ? { maxSurge: many, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: many };
  yield carried(path('parallelism'), to('rollout'), rollout);
  yield carried(path('order'), to('rollout'));
  if (delay !== undefined)
    yield carried(path('delay'), to('rollout', 'minReadySeconds'), Math.ceil(secondsOf(delay)));
  for (const field of Object.keys(rest)) {
    yield lost('CM060', path(field), {
      message: `A rollout of Kubernetes stops by itself where new pods do not get ready; ${field} has no counterpart.`,
    });
  }
}

/** Requests that stand in `defaults`, and are too much for a lower limit. */
const usualRequests = { cpus: 0.1, bytes: 128 * 1024 ** 2 };

/** Limits and reservations from both places in which Compose has them. */
function* limits({ spec, at }: ServiceSource): Iterable<Outcome> {
  const { limits: most, reservations } = spec.deploy?.resources ?? {};
  const path = (...fields: Outcome['path']): Outcome['path'] => at('deploy', 'resources', ...fields);
  for (const [section, values] of Object.entries({ limits: most, reservations })) {
    for (const field of Object.keys(values ?? {})) {
      if (field === 'cpus' || field === 'memory') yield carried(path(section, field));
    }
  }
  if (most?.pids !== undefined) yield lost('CM061', path('limits', 'pids'));
  if (reservations?.generic_resources) yield lost('CM061', path('reservations', 'generic_resources'));
}

/** `resources` of a service, and of its devices. */
export function* resources(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to } = source;
  const { limits: most, reservations } = spec.deploy?.resources ?? {};
  const cpus = most?.cpus ?? spec.cpus;
  const memory = most?.memory ?? spec.mem_limit;
  const reserved = reservations?.memory ?? spec.mem_reservation;
  const place = (section: string, name: string, value: string): Outcome =>
    carried(at(), to('resources', section, name), value);
  if (cpus !== undefined) yield place('limits', 'cpu', cpuOf(cpus));
  if (memory !== undefined) yield place('limits', 'memory', quantityOf(memory));
  const lowCpu = cpus !== undefined && cpus < usualRequests.cpus ? cpus : undefined;
  const requested = reservations?.cpus ?? lowCpu;
  if (requested !== undefined) yield place('requests', 'cpu', cpuOf(requested));
  const low = memory !== undefined && Number(memory) < usualRequests.bytes ? memory : undefined;
  const requestedMemory = reserved ?? low;
  if (requestedMemory !== undefined) yield place('requests', 'memory', quantityOf(requestedMemory));
  if (memory === undefined)
    yield changed('CM062', at(), { message: `${source.workload.compose} has no limit of memory.` });
  const devices = reservations?.devices;
  if (devices) yield accelerators(at('deploy', 'resources', 'reservations', 'devices'), to, devices);
}

function accelerators(
  path: Outcome['path'],
  to: ServiceSource['to'],
  devices: ComposeService['gpus'],
): Outcome {
  const all = devices ?? [];
  const isNvidia = all.every(
    ({ driver, capabilities }) =>
      driver === 'nvidia' || (driver === undefined && (capabilities ?? ['gpu']).includes('gpu')),
  );
  if (!isNvidia || all.length === 0) return lost('CM061', path);
  const count = all.reduce(
    (sum, { count: each = -1, device_ids: ids }) => sum + (ids?.length ?? (each < 0 ? 1 : each)),
    0,
  );
  return carried(path, to('placement', 'accelerators'), { 'nvidia.com/gpu': count });
}
