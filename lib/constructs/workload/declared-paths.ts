import { posix } from 'node:path';
import type { FieldPath } from '../../core/finding';
import type { PodModel } from './model';

/** A path at which something is mounted, and the field that says so. */
export interface DeclaredPath {
  readonly path: string;
  readonly field: FieldPath;
}

/** All paths that props declare. */
export function declaredPaths({ spec }: Pick<PodModel, 'spec'>): readonly DeclaredPath[] {
  const keys = (map: object | undefined, ...field: FieldPath): readonly DeclaredPath[] =>
    Object.keys(map ?? {}).map((path) => ({ path, field: [...field, path] }));
  return [
    ...keys(spec.config?.files, 'config', 'files'),
    ...keys(spec.secrets?.files, 'secrets', 'files'),
    ...keys(spec.mounts, 'mounts'),
    ...keys(spec.writable, 'writable'),
    ...Object.entries(spec.volumeClaims ?? {}).map(([name, { mountPath }]) => ({
      path: mountPath,
      field: ['volumeClaims', name, 'mountPath'],
    })),
  ];
}

/** The field that declares a mount: its own path, else a file in it. Of several the last: it is one too many. */
export function declaredField(model: Pick<PodModel, 'spec'>, path: string): FieldPath {
  const declared = declaredPaths(model);
  const own = declared.findLast((one) => one.path === path);
  const inside = declared.findLast((one) => posix.dirname(one.path) === path);
  return (own ?? inside)?.field ?? [];
}
