import type { FieldPath, Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import { isDataKey } from '../../../core/kubernetes';
import type { PodModel } from '../model';
import type { MountSpec } from '../spec';
import { standsAlone } from '../volumes';
import { error, insteadOf } from './finding';

const mountSources = [
  'configMap',
  'secret',
  'emptyDir',
  'persistentVolumeClaim',
  'volumeClaim',
  'volume',
] as const;

/** What mounts name. */
export function* checkMounts(model: PodModel): Iterable<Finding> {
  for (const [path, mount] of Object.entries(model.spec.mounts ?? {})) yield* checkMount(model, path, mount);
}

function* checkMount({ spec }: PodModel, path: string, mount: MountSpec): Iterable<Finding> {
  const field: FieldPath = ['mounts', path];
  const given = mountSources.filter((source) => mount[source] !== undefined);
  if (given.length !== 1) {
    yield error('not-one-mount-source', field, {
      message:
        given.length === 0
          ? `Nothing is mounted at ${path}.`
          : `${given.join(' and ')} are mounted at ${path}.`,
      consequence: 'The container would not see what is meant.',
      fix: `Give exactly one of ${mountSources.join(', ')}.`,
    });
  }
  // Of a file that is mounted alone the object has a path in the volume, which may be any.
  if (mount.key !== undefined && !isDataKey(mount.key) && standsAlone(path, mount)) {
    yield error('invalid-key', [...field, 'key'], {
      message: `"${mount.key}" is no key of a ConfigMap or Secret.`,
      consequence: 'No ConfigMap or Secret can have it, so the pod waits for it for ever.',
      fix: 'Use letters, digits, "-", "_" and ".".',
    });
  }
  if (mount.key !== undefined && !mount.configMap && !mount.secret) {
    yield error('key-without-object', [...field, 'key'], {
      message: 'Only a ConfigMap or a Secret has keys.',
      consequence: 'The key would be ignored.',
      fix: 'Remove `key`; for a part of a volume there is `subPath`.',
    });
  }
  const claims = Object.keys(spec.volumeClaims ?? {});
  if (mount.volumeClaim !== undefined && !claims.includes(mount.volumeClaim)) {
    yield error('unknown-volume-claim', [...field, 'volumeClaim'], {
      message: `There is no volume claim "${mount.volumeClaim}".`,
      consequence: 'The API server refuses the workload.',
      fix: insteadOf(nearest(mount.volumeClaim, claims), claims),
    });
  }
}
