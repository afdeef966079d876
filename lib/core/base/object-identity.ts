/** What tells one object of a cluster from another. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for objects of the whole cluster and for those that name none. */
  readonly namespace?: string;
  readonly name: string;
}

/** `Deployment shop/web`, or `ClusterRole admin`; the group is named where it is not one of Kubernetes' own. */
export function formatIdentity({ apiVersion, kind, namespace, name }: ObjectIdentity): string {
  const group = groupOf(apiVersion);
  const type = group.includes('.') && !group.endsWith('.k8s.io') ? `${kind}.${group}` : kind;
  return `${type} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** A text that is the same for two objects exactly when the API server takes them for one; versions don't count. */
export function identityKey({ apiVersion, kind, namespace, name }: ObjectIdentity): string {
  return `${groupOf(apiVersion)}\0${kind}\0${namespace ?? ''}\0${name}`;
}

/** The group of an apiVersion: `apps` of `apps/v1`, the empty text for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
