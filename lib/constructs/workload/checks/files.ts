import { posix } from 'node:path';
import { type FieldPath, type Finding } from '../../../core/finding';
import { isDnsLabel } from '../../construct';
import { nearest } from '../../../core/base';
import { declaredField, declaredPaths } from '../declared-paths';
import { isDataKey } from '../inline-files';
import type { PodModel } from '../model';
import type { MountSpec } from '../spec';
import { error, insteadOf, warning } from './finding';

/** Characters of a path that Linux takes. */
const longestPath = 4095;

/** What the container runtime fills itself; another mount there hides devices or the kernel's files. */
const systemPath = /^\/(?:proc|sys|dev(?!\/shm(?:\/|$)))(?:\/|$)/;

const mountSources = [
  'configMap',
  'secret',
  'emptyDir',
  'persistentVolumeClaim',
  'volumeClaim',
  'volume',
] as const;

/** Files, mounts and volumes. */
export function* checkFiles(model: PodModel): Iterable<Finding> {
  yield* checkOwned(model);
  yield* checkPaths(model);
  for (const [path, mount] of Object.entries(model.spec.mounts ?? {})) yield* checkMount(model, path, mount);
  for (const name of Object.keys(model.spec.volumeClaims ?? {})) {
    if (isDnsLabel(name)) continue;
    yield error('invalid-name', ['volumeClaims', name], {
      message: `"${name}" is no name for a volume.`,
      consequence: 'The API server refuses the StatefulSet.',
      fix: 'Use at most 63 lower case letters, digits and hyphens.',
    });
  }
}

function* checkOwned({ owned }: PodModel): Iterable<Finding> {
  for (const { kind, name, field } of owned) {
    if (kind === 'Secret') {
      yield warning('inline-secret', field, {
        message: `Secret "${name}" stands in the manifests.`,
        consequence: 'Whoever can read them, in Git or in a pipeline, can read the secret.',
        fix: 'Make the Secret in the cluster and name it in `env`, `envFrom` or `mounts`.',
      });
    }
  }
}

function* checkPaths(model: PodModel): Iterable<Finding> {
  for (const { path, field } of declaredPaths(model)) {
    if (systemPath.test(path)) {
      yield error('mount-over-system-path', field, {
        message: `${path} belongs to the container runtime.`,
        consequence: 'The container does not start, or the program finds no devices and no kernel there.',
        fix: 'Mount it elsewhere; for shared memory there is /dev/shm.',
      });
    } else if (isFileOfVolume(field) && posix.basename(path).startsWith('..')) {
      yield error('invalid-path', field, {
        message: `"${posix.basename(path)}" begins with "..", as the names by which Kubernetes swaps files do.`,
        consequence: 'The API server refuses the workload.',
        fix: 'Give the file another name.',
      });
    }
    if (isMountPath(path)) continue;
    yield error('invalid-path', field, {
      message: `"${path}" is no path to mount at.`,
      consequence: 'The API server refuses the workload, or the container cannot start.',
      fix: 'Write an absolute path without "..", ":", doubled or trailing slashes.',
    });
  }
  yield* checkOverlaps(model);
}

/** Whether a path is that of a file in a volume, not the volume's own. */
function isFileOfVolume([owner]: FieldPath): boolean {
  return owner === 'config' || owner === 'secrets';
}

function isMountPath(path: string): boolean {
  return (
    path.startsWith('/') &&
    path !== '/' &&
    path.length <= longestPath &&
    !/[:\0]/.test(path) &&
    !path.endsWith('/') &&
    posix.normalize(path) === path
  );
}

/** Nothing can be put into a directory that is read-only. */
function* checkOverlaps(model: PodModel): Iterable<Finding> {
  const readOnly = new Set(
    model.mounts.filter((mount) => mount.readOnly && mount.subPath === undefined).map(({ path }) => path),
  );
  for (const { path } of model.mounts) {
    const outer = isMountPath(path) ? enclosing(path).find((one) => readOnly.has(one)) : undefined;
    if (outer === undefined) continue;
    yield error('mount-in-read-only-directory', declaredField(model, path), {
      message: `${path} lies in ${outer}, which is a read-only mount.`,
      consequence: 'The container runtime cannot make the mount point, and the container does not start.',
      fix: 'Choose a path beside it, or mount the files of the outer directory alone (`keepDirectory: true`).',
    });
  }
}

/** The directories that a path lies in, the outermost first, without the root. */
function enclosing(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
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
  if (mount.key !== undefined && !isDataKey(mount.key)) {
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
