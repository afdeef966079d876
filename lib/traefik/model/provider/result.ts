import type { FieldPath } from '../../../core/finding';
import type { ClusterObject } from './cluster';

/** Something that Traefik leaves out and only logs. */
export interface Drop {
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** The field of the object that is left out; empty for all of it. */
  readonly path: FieldPath;
  readonly reason: string;
  /** Whether all of the object is left out, though the path names the part that is at fault. Not printed. */
  readonly isWhole?: boolean;
}

/** Notes that (a part of) an object is left out. */
export function dropped(object: ClusterObject, path: FieldPath, reason: string): Drop {
  const { kind, namespace, name } = object;
  return { object: { kind, namespace, name }, path, reason };
}
