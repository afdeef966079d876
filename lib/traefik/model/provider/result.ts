import type { FieldPath } from '../../../core/finding';
import { groupBy } from '../../../core/base';
import type { StaticConfiguration } from '../static';
import type { ClusterObject } from './cluster';

/** Something that Traefik leaves out and only logs. */
export interface Drop {
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** The field of the object that is left out; empty for all of it. */
  readonly path: FieldPath;
  readonly reason: string;
  /** Whether all of the object is left out, though the path names the part that is at fault. Not printed. */
  readonly isWhole?: boolean;
  /** Whether the provider does not read the object at all, which another one may do. Not printed. */
  readonly isUnselected?: boolean;
}

/** Notes that (a part of) an object is left out. */
export function dropped(object: ClusterObject, path: FieldPath, reason: string): Drop {
  const { kind, namespace, name } = object;
  return { object: { kind, namespace, name }, path, reason };
}

/** Without what one provider of Ingresses passes over and the other one reads. */
export function withoutReadByOthers(drops: readonly Drop[], { file }: StaticConfiguration): readonly Drop[] {
  const { kubernetesIngress, kubernetesIngressNGINX } = file.providers ?? {};
  if (!kubernetesIngress || !kubernetesIngressNGINX) return drops;
  const unselected = groupBy(
    drops.filter(({ isUnselected }) => isUnselected),
    ({ object }) => JSON.stringify(object),
  );
  return drops.filter(
    ({ isUnselected, object }) => !isUnselected || (unselected.get(JSON.stringify(object))?.length ?? 0) > 1,
  );
}
