import { own } from '../../../../core/base';
import type { KubernetesIngressProvider } from '../../static';
import { type Cluster, type ClusterObject, annotationOf } from '../cluster';
import { text } from '../read';

/** What an IngressClass of Traefik names as its controller. */
const controller = 'traefik.io/ingress-controller';

/** Why the class of an Ingress keeps this Traefik from reading it; undefined where it does not. */
export function classError(
  cluster: Cluster,
  options: KubernetesIngressProvider,
  ingress: ClusterObject,
): string | undefined {
  const wanted = options.ingressClass ?? '';
  const className = own(own(ingress.value, 'spec'), 'ingressClassName');
  if (typeof className === 'string') return classNameError(cluster, options, className, wanted);
  const annotation = annotationOf(ingress, 'kubernetes.io/ingress.class');
  if (wanted === annotation || (wanted === '' && annotation === 'traefik')) return undefined;
  if (annotation === '') return `it has no class, and this Traefik reads the class "${wanted}" alone`;
  return `its annotation kubernetes.io/ingress.class says "${annotation}", and this Traefik reads ${wantedText(wanted)}`;
}

function wantedText(wanted: string): string {
  return wanted === '' ? '"traefik" and Ingresses without any' : `the class "${wanted}" alone`;
}

function classNameError(
  cluster: Cluster,
  { disableIngressClassLookup, disableClusterScopeResources }: KubernetesIngressProvider,
  className: string,
  wanted: string,
): string | undefined {
  if (disableIngressClassLookup || disableClusterScopeResources) {
    const option = disableIngressClassLookup ? 'disableIngressClassLookup' : 'disableClusterScopeResources';
    return `with providers.kubernetesIngress.${option} this Traefik reads no Ingress that has an ingressClassName`;
  }
  const found = cluster
    .list('networking.k8s.io/v1', 'IngressClass')
    .filter(({ name }) => name === className)
    .map(({ value }) => text(own(own(value, 'spec'), 'controller')));
  if (found.length === 0) {
    return `there is no IngressClass "${className}" among the objects; Traefik reads an Ingress only if its class names the controller ${controller}`;
  }
  if (!found.includes(controller)) {
    return `its IngressClass "${className}" names ${found[0] === '' ? 'no controller' : `the controller ${found[0]}`}, not ${controller}`;
  }
  return wanted === '' || wanted === className
    ? undefined
    : `its class is "${className}", and this Traefik reads the class "${wanted}" alone`;
}
