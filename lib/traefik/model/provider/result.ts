import { type FieldPath, formatFieldPath } from '../../../core/finding';
import type { ClusterObject } from './cluster';

/** Something that Traefik leaves out and only logs. */
export interface Dropped {
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** The field of the object that is left out, for example `spec.routes[0]`; empty for all of it. */
  readonly path: string;
  readonly reason: string;
}

/** A thing that a provider could make, or why it could not. */
export type Attempt<T> = { readonly value: T } | { readonly reason: string };

/** Succeeded. */
export function made<T>(value: T): Attempt<T> {
  return { value };
}

/** Failed, in the words of a log line. */
export function failed(reason: string): { readonly reason: string } {
  return { reason };
}

/** Whether an attempt failed. */
export function isFailed<T>(attempt: Attempt<T>): attempt is { readonly reason: string } {
  return 'reason' in attempt;
}

/** Notes that (a part of) an object is left out. */
export function dropped(object: ClusterObject, path: FieldPath, reason: string): Dropped {
  const { kind, namespace, name } = object;
  return { object: { kind, namespace, name }, path: formatFieldPath(path), reason };
}
