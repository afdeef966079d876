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

/** What tells one object of a cluster from another. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for objects of the whole cluster and for those that name none. */
  readonly namespace?: string;
  readonly name: string;
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
  const namespace = isClusterScoped(apiVersion, kind) ? undefined : metadata.namespace;
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name: metadata.name };
}

/** `Deployment shop/web`, or `ClusterRole admin`; the group is named where it is not one of Kubernetes' own. */
export function formatIdentity({ apiVersion, kind, namespace, name }: ObjectIdentity): string {
  const group = groupOf(apiVersion);
  const type = group.includes('.') && !group.endsWith('.k8s.io') ? `${kind}.${group}` : kind;
  return `${type} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** A text that is the same for two objects exactly when the API server takes them for one; versions don't count. */
export function identityKey({ apiVersion, kind, namespace, name }: ObjectIdentity): string {
  return [groupOf(apiVersion), kind, namespace ?? '', name].join('\0');
}

/** The group of an apiVersion: `apps` of `apps/v1`, the empty text for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
