import { type Outcome, carried, changed, lost } from '../outcome';
import { safeSysctls } from '../../../core/kubernetes';
import { knownImage } from '../../../project/docker';
import type { ServiceSource } from '../source';
import { type KeyMapping, without } from './key';

/** What a program may do on its node. */
export const securityKeys = {
  user: { becomes: '`securityContext.runAsUser`, `runAsGroup`', codes: ['CM012'], map: user },
  group_add: { becomes: '`securityContext.supplementalGroups`', codes: ['CM012'], map: groups },
  read_only: {
    becomes: '`securityContext.readOnlyRootFilesystem`',
    codes: [],
    map: ({ at, to }) => [carried(at('read_only'), to('securityContext', 'readOnlyRootFilesystem'), true)],
  },
  cap_add: {
    becomes: '`securityContext.capabilities.add`, NET_BIND_SERVICE alone',
    codes: ['CM090'],
    map: added,
  },
  cap_drop: {
    becomes: 'all capabilities are dropped',
    codes: [],
    map: ({ at }) => [carried(at('cap_drop'))],
  },
  privileged: without('privileged', 'CM090'),
  devices: without('devices', 'CM073'),
  device_cgroup_rules: without('device_cgroup_rules', 'CM090'),
  security_opt: {
    becomes: '`no-new-privileges` and seccomp are so by default',
    codes: ['CM090'],
    map: options,
  },
  userns_mode: without('userns_mode', 'CM095'),
  pid: without('pid', 'CM095'),
  ipc: without('ipc', 'CM095'),
  uts: without('uts', 'CM095'),
  cgroup: without('cgroup', 'CM095'),
  cgroup_parent: without('cgroup_parent', 'CM092'),
  use_api_socket: without('use_api_socket', 'CM073'),
  credential_spec: without('credential_spec', 'CM090'),
  sysctls: {
    becomes: '`securityContext.sysctls`, those that are safe',
    codes: ['CM091'],
    map: sysctls,
  },
  ulimits: without('ulimits', 'CM091'),
} as const satisfies Readonly<Record<string, KeyMapping>>;

function* user({ spec, at, to, workload }: ServiceSource): Iterable<Outcome> {
  const [name = '', group] = (spec.user ?? '').split(':');
  const runAsUser = numberOf(name);
  const runAsGroup = numberOf(group ?? '');
  if (runAsUser !== undefined && runAsUser !== 0) {
    const also =
      runAsGroup === undefined ? [] : [{ to: to('securityContext', 'runAsGroup'), value: runAsGroup }];
    yield carried(at('user'), to('securityContext', 'runAsUser'), runAsUser, { also });
    return;
  }
  const { user: known } = knownImage(spec.image);
  const why =
    runAsUser === 0 || name === 'root'
      ? `${workload.compose} runs as root, which Pod Security "restricted" refuses`
      : `Kubernetes cannot tell whether the user ${JSON.stringify(name)} is root`;
  if (known === undefined)
    yield lost('CM012', at('user'), { message: `${why}; it runs as user 65532 instead.` });
  else {
    yield changed('CM012', at('user'), {
      message: `${why}; it runs as user ${known} instead, which its image has for it.`,
      to: to('securityContext', 'runAsUser'),
      value: known,
    });
  }
}

function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Which user a program runs as that says none: that of its image cannot be seen here, and is root as a rule. */
export function* unsaidUser({ spec, at, to, workload, decided }: ServiceSource): Iterable<Outcome> {
  if (spec.user !== undefined) return;
  const { user: known, dataFolder } = knownImage(spec.image);
  const asks = { kind: 'user', subject: workload.compose, usual: '65532' } as const;
  const chosen = known === undefined ? decided('user', workload.compose) : undefined;
  if (chosen !== undefined) {
    yield carried(at(), to('securityContext', 'runAsUser'), Number(chosen), { asks });
    return;
  }
  if (known === undefined) {
    const message = `${workload.compose} says no user: it runs as user 65532.`;
    yield changed('CM014', at(), { message, asks });
    return;
  }
  const isOnVolume = (spec.volumes ?? []).some(({ target }) => target === dataFolder?.mountPath);
  const isUnsaid = dataFolder && isOnVolume && spec.environment?.[dataFolder.variable] === undefined;
  yield changed('CM014', at(), {
    severity: 'info',
    message: `${workload.compose} says no user: it runs as user ${known}, which its image has for it.`,
    to: to('securityContext', 'runAsUser'),
    value: known,
    ...(isUnsaid && { also: [{ to: to('env', dataFolder.variable), value: dataFolder.path }] }),
  });
}

function* groups({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const numbers = (spec.group_add ?? []).map(Number);
  if (numbers.some((each) => !Number.isInteger(each))) {
    yield lost('CM012', at('group_add'), { message: 'Kubernetes knows groups by their numbers alone.' });
  } else yield carried(at('group_add'), to('securityContext', 'supplementalGroups'), numbers);
}

function* added({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [index, name] of (spec.cap_add ?? []).entries()) {
    if (name.toUpperCase().replace(/^CAP_/, '') === 'NET_BIND_SERVICE') {
      yield carried(at('cap_add', index), to('securityContext', 'capabilities', 'add'), ['NET_BIND_SERVICE']);
    } else yield lost('CM090', at('cap_add', index), { message: `The capability ${name} is not given.` });
  }
}

function* sysctls({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [name, value] of Object.entries(spec.sysctls ?? {})) {
    if (safeSysctls.includes(name))
      yield carried(at('sysctls', name), to('securityContext', 'sysctls', name), value);
    else
      yield lost('CM091', at('sysctls', name), {
        message: `Pod Security "restricted" refuses to set ${name}, and so do nodes unless they are told to.`,
      });
  }
}

function* options({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [index, option] of (spec.security_opt ?? []).entries()) {
    const path = at('security_opt', index);
    const [, profile] = /^seccomp[:=](.+)$/.exec(option) ?? [];
    if (/^no-new-privileges(?:[:=]true)?$/.test(option)) yield carried(path, to('securityContext'));
    else if (profile === undefined)
      yield lost('CM090', path, { message: `The option ${option} is not set.` });
    else
      yield changed('CM090', path, {
        message: 'System calls are filtered as the container runtime does by default.',
      });
  }
}
