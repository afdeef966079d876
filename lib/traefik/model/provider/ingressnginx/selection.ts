import { own } from '../../../../core/base';
import type { Cluster, ClusterObject } from '../cluster';
import { parseSelector } from '../selector';
import { text } from '../read';
import type { NginxOptions } from './options';

const classAnnotation = 'kubernetes.io/ingress.class';

/** The namespaces that the provider watches; undefined where it watches all. */
export function watchedNamespaces(
  cluster: Cluster,
  { watchNamespace = '', watchNamespaceSelector = '' }: NginxOptions,
): readonly string[] | undefined {
  if (watchNamespaceSelector !== '') {
    const isSelected = parseSelector(watchNamespaceSelector);
    return cluster
      .list('v1', 'Namespace')
      .filter(({ labels }) => isSelected(labels))
      .map(({ name }) => name);
  }
  return watchNamespace === '' ? undefined : [watchNamespace];
}

/** Why the provider does not read an Ingress at all; undefined where it does. */
export function unselectedReason(
  cluster: Cluster,
  options: NginxOptions,
  ingress: ClusterObject,
): string | undefined {
  const namespaces = watchedNamespaces(cluster, options);
  if (namespaces && !namespaces.includes(ingress.namespace)) {
    const { watchNamespaceSelector = '' } = options;
    return watchNamespaceSelector === ''
      ? `namespace "${ingress.namespace}" is not watched`
      : `no Namespace "${ingress.namespace}" with labels that match "${watchNamespaceSelector}" is among the objects`;
  }
  return classReason(cluster, options, ingress);
}

function classReason(cluster: Cluster, options: NginxOptions, ingress: ClusterObject): string | undefined {
  const classes = classesOf(cluster, options);
  const className = own(own(ingress.value, 'spec'), 'ingressClassName');
  const { controllerClass, ingressClass, watchIngressWithoutClass } = options;
  if (classes.length > 0 && typeof className === 'string') {
    return classes.includes(className)
      ? undefined
      : `its class is "${className}", and this Traefik reads the IngressClasses ${classes.join(', ')} of the controller ${controllerClass}`;
  }
  const annotation = ingress.annotations.get(classAnnotation);
  if (annotation !== undefined) {
    return annotation === ingressClass
      ? undefined
      : `its annotation ${classAnnotation} says "${annotation}", and this Traefik reads the class "${ingressClass}"`;
  }
  if (watchIngressWithoutClass) return undefined;
  return typeof className === 'string'
    ? `there is no IngressClass "${className}" of the controller ${controllerClass} among the objects`
    : `it has no class, and providers.kubernetesIngressNGINX.watchIngressWithoutClass is off`;
}

/**
 * Names of the IngressClasses that are the provider's. With `ingressClassByName` Traefik stops at the one of the name, so
 * that chance decides which of the controller's others count: here all do.
 */
function classesOf(
  cluster: Cluster,
  { ingressClassByName, ingressClass, controllerClass }: NginxOptions,
): readonly string[] {
  return cluster
    .list('networking.k8s.io/v1', 'IngressClass')
    .filter(
      ({ name, value }) =>
        (ingressClassByName && name === ingressClass) ||
        text(own(own(value, 'spec'), 'controller')) === controllerClass,
    )
    .map(({ name }) => name);
}
