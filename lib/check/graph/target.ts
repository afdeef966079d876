import type { ApiObjectData } from '../../core/manifest';
import { groupOf, identityOf } from '../../core/manifest';

/** What can be referred to. */
export interface Target {
  /** API group; none for the core group and for what is no object. */
  readonly group?: string;
  readonly kind: string;
  /** Null for what belongs to no namespace. */
  readonly namespace: string | null;
  readonly name: string;
}

/** An object as a target. */
export function targetOf(object: ApiObjectData): Target {
  const { apiVersion, kind, namespace = null, name } = identityOf(object);
  return { group: groupOf(apiVersion), kind, namespace, name };
}

/** `IngressRoute.traefik.io shop/web`, `Service shop/web`, `EntryPoint web`: as kubectl writes types. */
export function idOf({ group = '', kind, namespace, name }: Target): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === null ? name : `${namespace}/${name}`}`;
}

export function entryPoint(name: string): Target {
  return { kind: 'EntryPoint', namespace: null, name };
}

export function certificateResolver(name: string): Target {
  return { kind: 'CertificateResolver', namespace: null, name };
}
