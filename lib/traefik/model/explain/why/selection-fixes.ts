import type { FieldPath } from '../../../../core/finding';
import type { ClusterObject } from '../../provider/cluster';
import { isOfNginx } from '../../provider/unread';
import type { Scene } from './scene';

/** What ingress-nginx makes of an Ingress is no rule of Traefik's: its paths may be expressions. */
const nginxFix =
  'turn on providers.kubernetesIngressNGINX, which reads its class and annotations, or give it the class of this Traefik';

/** Whether an Ingress is for an ingress-nginx, which this Traefik does not stand in for. */
export function isForNginx({ built, cluster }: Scene, object: ClusterObject): boolean {
  return (
    object.kind === 'Ingress' &&
    !built.runtime.statics.file.providers?.kubernetesIngressNGINX &&
    isOfNginx(cluster, object)
  );
}

/** What makes this Traefik read an object that it passes over as a whole. */
export function selectionFix(
  scene: Scene,
  object: ClusterObject,
  path: FieldPath,
  reason: string,
): string | undefined {
  if (path.length === 0 && isForNginx(scene, object)) return nginxFix;
  const className =
    /this Traefik reads (?:the class )?"([^"]+)"(?: alone)?$/.exec(reason)?.[1] ??
    /this Traefik reads the IngressClasses ([^,\s]+)/.exec(reason)?.[1];
  if (className !== undefined) return `give it the class "${className}", if this Traefik shall read it`;
  if (/this Traefik reads "traefik" and (?:Ingresses without any|what has none)$/.test(reason))
    return 'give it the class "traefik", or none, if this Traefik shall read it';
  const namespace = /^namespace "([^"]*)" is not watched$/.exec(reason)?.[1];
  if (namespace !== undefined)
    return `add "${namespace}" to the namespaces that the static configuration names, or put the object into one of those`;
  const selector = / do(?:es)? not match the selector "([^"]*)"$/.exec(reason)?.[1];
  return selector === undefined ? undefined : `give it labels that match ${selector}`;
}
