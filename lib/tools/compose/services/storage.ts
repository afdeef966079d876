import type { ComposeService } from '../../../project/compose';
import { kubernetesName } from '../names';
import { type Outcome, type PlacedValue, carried, changed, lost } from '../outcome';
import { replicasOf } from '../replicas';
import type { ServiceSource } from '../source';
import { hostPath } from './files';
import { references } from './file-references';
import { type KeyMapping } from './key';
import { quantityOf } from './units';

/** What programs find in their file system beside their image. */
export const storageKeys = {
  volumes: {
    becomes: '`volumeClaims` or a claim in `objects`, `config.files`, `mounts`, `writable`',
    codes: ['CM070', 'CM071', 'CM072', 'CM073', 'CM074', 'CM075', 'CM076', 'CM077', 'CM078', 'CM079'],
    map: volumes,
  },
  tmpfs: { becomes: '`writable`, in memory', codes: [], map: tmpfs },
  shm_size: { becomes: '`writable` at `/dev/shm`', codes: [], map: sharedMemory },
  secrets: {
    becomes: '`mounts` of a Secret that has to exist',
    codes: ['CM080', 'CM082'],
    map: (source) => references(source, 'secrets'),
  },
  configs: {
    becomes: '`config.files`, or `mounts` of a ConfigMap that has to exist',
    codes: ['CM074', 'CM075', 'CM076', 'CM081', 'CM082'],
    map: (source) => references(source, 'configs'),
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

type Mount = NonNullable<ComposeService['volumes']>[number];

const firstSize = '1Gi';

function* volumes(source: ServiceSource): Iterable<Outcome> {
  for (const [index, mount] of (source.spec.volumes ?? []).entries()) {
    const path = source.at('volumes', index);
    const { type, target = '', source: from } = mount;
    if (!target.startsWith('/'))
      yield lost('CM079', path, { message: `${JSON.stringify(target)} is no absolute path to mount at.` });
    else if (type === 'volume' && from !== undefined) yield namedVolume(source, path, mount, from);
    else if (type === 'volume') {
      yield changed('CM077', path, {
        to: source.to('writable', target),
        value: {},
        message: `The volume at ${target} has no name: it lives as long as the pod.`,
        fix: 'Give it a name in the Compose file, or write volumeClaims, if its data should stay.',
      });
    } else if (type === 'tmpfs') {
      yield carried(path, source.to('writable', target), memory(mount.tmpfs?.size));
    } else if (type === 'bind' && from !== undefined)
      yield hostPath(source, path, { from, target, isReadOnly: mount.read_only === true });
    else
      yield lost('CM077', path, { message: `What is mounted at ${target} is of the type ${String(type)}.` });
  }
}

function memory(size: string | undefined): object {
  return { medium: 'Memory', ...(size !== undefined && { sizeLimit: quantityOf(size) }) };
}

function namedVolume(source: ServiceSource, path: Outcome['path'], mount: Mount, volume: string): Outcome {
  const { project, to, workload, decided } = source;
  const size = decided('size', volume) ?? firstSize;
  const asks = { kind: 'size', subject: volume, usual: firstSize } as const;
  const { target = '', read_only: readOnly = false, volume: options } = mount;
  const declared = project.volumes[volume];
  const isElsewhere = declared?.external === true;
  const name = kubernetesName(isElsewhere ? (declared.name ?? volume) : volume);
  const parts = {
    ...(options?.subpath !== undefined && { subPath: options.subpath }),
    ...(readOnly && { readOnly }),
  };
  if (declared?.driver_opts?.['o']?.split(',').includes('bind') === true) {
    return hostPath(source, path, { from: declared.driver_opts['device'] ?? '', target });
  }
  const users = usersOf(volume, source);
  const isShared = users.length > 1 || (workload.kind === 'service' && replicasOf(source.spec) > 1);
  const accessMode = isShared ? 'ReadWriteMany' : 'ReadWriteOnce';
  if (isElsewhere) {
    return changed('CM078', path, {
      message: `The volume ${volume} is made elsewhere: the claim ${name} has to exist.`,
      to: to('mounts', target),
      value: { persistentVolumeClaim: { claimName: name, accessMode }, ...parts },
      also: [{ to: ['existing', 'persistentVolumeClaims', name], value: {} }],
    });
  }
  if (isShared || workload.kind === 'job') {
    return changed(isShared ? 'CM071' : 'CM070', path, {
      message: isShared
        ? `The volume ${volume} is shared by ${users.length > 1 ? users.join(', ') : 'several replicas'}: its claim ${name} asks for ReadWriteMany and ${size}.`
        : `The volume ${volume} becomes the claim ${name} of ${size}.`,
      to: to('mounts', target),
      value: { persistentVolumeClaim: { claimName: name, accessMode }, ...parts },
      also: [claim(name, accessMode, size)],
      asks,
    });
  }
  const isFirst = (source.spec.volumes ?? []).find((other) => other.source === volume) === mount;
  return changed('CM070', path, {
    message: `The volume ${volume} becomes a claim of ${size}, and ${workload.compose} a StatefulSet.`,
    asks,
    ...(isFirst
      ? {
          to: to('volumeClaims', name),
          value: {
            mountPath: target,
            size,
            ...(options?.subpath !== undefined && { subPath: options.subpath }),
          },
        }
      : { to: to('mounts', target), value: { volumeClaim: name, ...parts } }),
  });
}

function claim(name: string, accessMode: string, size: string): PlacedValue {
  const spec = { accessModes: [accessMode], resources: { requests: { storage: size } } };
  return { to: ['objects', name], value: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec } };
}

function usersOf(volume: string, { workloads }: ServiceSource): readonly string[] {
  return [...workloads.values()]
    .filter(({ spec }) =>
      (spec.volumes ?? []).some(({ type, source }) => type === 'volume' && source === volume),
    )
    .flatMap(({ compose, before }) => (before === undefined ? [compose] : []));
}

const sizeUnits: Readonly<Record<string, string>> = { '': '', k: 'Ki', m: 'Mi', g: 'Gi' };

function* tmpfs({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [index, text] of (spec.tmpfs ?? []).entries()) {
    const [path = '', options = ''] = text.split(':');
    const [, size, unit = ''] = /(?:^|,)size=(\d+)([kmg]?)/i.exec(options) ?? [];
    const sizeLimit =
      size === undefined ? {} : { sizeLimit: `${size}${sizeUnits[unit.toLowerCase()] ?? ''}` };
    yield carried(at('tmpfs', index), to('writable', path.replace(/(?<=.)\/+$/, '')), {
      medium: 'Memory',
      ...sizeLimit,
    });
  }
}

function* sharedMemory({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  yield carried(at('shm_size'), to('writable', '/dev/shm'), memory(spec.shm_size));
}
