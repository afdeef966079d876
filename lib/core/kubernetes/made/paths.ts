import { posix } from 'node:path';
import type { ApiObjectData } from '../../manifest';
import { type Placed, each, textAt } from '../objects/fields';
import { containersOf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** Characters of a path that Linux takes. */
const longestPath = 4095;

/** What the container runtime fills itself; another mount there hides devices or the kernel's files. */
const systemPath = /^\/(?:proc|sys|dev(?!\/shm(?:\/|$)))(?:\/|$)/;

/** Where volumes are mounted: at a path that is one, beside what belongs to the runtime or cannot be written. */
export function* mountPaths(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    for (const container of containersOf(object)) {
      const mounts = each(container, 'volumeMounts');
      const readOnly = new Set(mounts.filter(isReadOnly).map(pathOf));
      for (const mount of mounts) {
        yield* ofSystem(object, mount);
        yield* form(object, mount);
        yield* inReadOnly(object, mount, readOnly);
      }
    }
  }
}

function isReadOnly({ value }: Placed): boolean {
  return value['readOnly'] === true && value['subPath'] === undefined;
}

function pathOf(mount: Placed): string {
  return textAt(mount, 'mountPath') ?? '';
}

function* ofSystem(object: ApiObjectData, mount: Placed): Iterable<MadeFinding> {
  const path = pathOf(mount);
  if (!systemPath.test(path)) return;
  yield faultIn(object, 'mount-over-system-path', [...mount.field, 'mountPath'], {
    message: `${path} belongs to the container runtime.`,
    consequence: 'The container does not start, or the program finds no devices and no kernel there.',
    fix: 'Mount it elsewhere; for shared memory there is /dev/shm.',
  });
}

function* form(object: ApiObjectData, mount: Placed): Iterable<MadeFinding> {
  const path = pathOf(mount);
  if (isMountPath(path)) return;
  yield faultIn(object, 'invalid-path', [...mount.field, 'mountPath'], {
    message: `"${path}" is no path to mount at.`,
    consequence: 'The API server refuses the workload, or the container cannot start.',
    fix: 'Write an absolute path without "..", ":", doubled or trailing slashes.',
  });
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
function* inReadOnly(
  object: ApiObjectData,
  mount: Placed,
  readOnly: ReadonlySet<string>,
): Iterable<MadeFinding> {
  const path = pathOf(mount);
  const outer = isMountPath(path) ? enclosing(path).find((one) => readOnly.has(one)) : undefined;
  if (outer === undefined) return;
  yield faultIn(object, 'mount-in-read-only-directory', [...mount.field, 'mountPath'], {
    message: `${path} lies in ${outer}, which is a read-only mount.`,
    consequence: 'The container runtime cannot make the mount point, and the container does not start.',
    fix: 'Choose a path beside it, or mount the files of the outer directory alone (`keepDirectory: true`).',
  });
}

/** The directories that a path lies in, the outermost first, without the root. */
function enclosing(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}
