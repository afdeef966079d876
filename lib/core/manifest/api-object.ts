import { type ObjectIdentity, identityKey } from '../base';
import { isClusterScoped } from './kinds';

/** What every API object has in its metadata; whatever else it holds is kept as it is. */
export interface ApiObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** A Kubernetes API object as plain data: the one form that passes between rooms. */
export interface ApiObjectData {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  readonly [key: string]: unknown;
}

/** Whether a value of any origin is an API object: a map with apiVersion, kind and a name. */
export function isApiObject(value: unknown): value is ApiObjectData {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Partial<Record<string, unknown>>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    typeof (metadata as Partial<Record<string, unknown>>)['name'] === 'string'
  );
}

/** An object's identity; the namespace of a cluster-scoped object counts for nothing, as in the API server. */
export function identityOf(object: ApiObjectData): ObjectIdentity {
  const { apiVersion, kind, metadata } = object;
  const namespace = namespaceOf(object);
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name: metadata.name };
}

/** A text that is the same for two objects exactly when the API server takes them for one; versions don't count. */
export function objectKey(object: ApiObjectData): string {
  const { apiVersion, kind, metadata } = object;
  return identityKey({ apiVersion, kind, namespace: namespaceOf(object), name: metadata.name });
}

function namespaceOf({ apiVersion, kind, metadata }: ApiObjectData): string | undefined {
  return isClusterScoped(apiVersion, kind) ? undefined : metadata.namespace;
}
