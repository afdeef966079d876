import type { Tell } from './fault';
import { each, textAt } from './fields';
import type { Pod } from './pods';

/** Two things at one path, parts of volumes that lie outside of them, and files that cannot be called so. */
export function mounts(pod: Pod, tell: Tell): void {
  fileNames(pod, tell);
  for (const container of pod.containers) {
    const taken = new Set<string>();
    for (const mount of each(container, 'volumeMounts')) {
      const [path, subPath] = [textAt(mount, 'mountPath'), textAt(mount, 'subPath')];
      if (path !== undefined && taken.has(path)) {
        tell('duplicate-mount', [...mount.field, 'mountPath'], {
          message: `Two things are mounted at ${path}.`,
          consequence: 'The API server refuses the workload.',
          fix: 'Choose another path for one of them, or mount single files alone.',
        });
      }
      if (path !== undefined) taken.add(path);
      if (subPath === undefined || !(subPath.startsWith('/') || subPath.split('/').includes('..'))) continue;
      tell('invalid-path', [...mount.field, 'subPath'], {
        message: `"${subPath}" is no path inside of a volume.`,
        consequence: 'The API server refuses the workload.',
        fix: 'Write a relative path without "..".',
      });
    }
  }
}

/** Files of volumes are links to a folder beside them that is changed as a whole; its name begins with two dots. */
function fileNames({ files }: Pod, tell: Tell): void {
  for (const item of files) {
    const path = textAt(item, 'path');
    if (path === undefined || !path.startsWith('..')) continue;
    tell('invalid-path', [...item.field, 'path'], {
      message: `"${path}" begins with "..", as the names by which Kubernetes swaps files do.`,
      consequence: 'The API server refuses the workload.',
      fix: 'Give the file another name.',
    });
  }
}
