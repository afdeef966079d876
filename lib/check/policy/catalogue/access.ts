import { type CataloguePolicy, advised, later, objectPolicy, resources } from './policy';

const roles = [resources('rbac.authorization.k8s.io', 'roles', 'clusterroles')];
const services = [resources('', 'services')];

/** Roles, networks, namespaces, labels and certificates. */
export const accessPolicies: readonly CataloguePolicy[] = [
  objectPolicy('broad-role', later, {
    of: roles,
    expression: `object.?rules.orValue([]).all(r,
  !r.verbs.exists(v, v == '*') &&
  !r.?resources.orValue([]).exists(n, n in ['*', 'pods/exec', 'pods/attach']) &&
  !r.?apiGroups.orValue([]).exists(g, g == '*') &&
  (!r.?resources.orValue([]).exists(n, n == 'secrets') || r.?resourceNames.orValue([]).size() > 0 ||
    !r.verbs.exists(v, v in ['get', 'list', 'watch'])))`,
    message: 'The role allows everything of something, reads all Secrets, or runs commands in pods.',
  }),
  objectPolicy('cluster-admin', later, {
    of: [resources('rbac.authorization.k8s.io', 'rolebindings', 'clusterrolebindings')],
    expression: `object.roleRef.name != 'cluster-admin'`,
    message: 'The binding makes somebody administrator of the whole cluster.',
  }),
  objectPolicy('open-network-policy', later, {
    of: [resources('networking.k8s.io', 'networkpolicies')],
    expression: 'object.spec.?ingress.orValue([]).all(i, i.?from.orValue([]).size() > 0)',
    message: 'The NetworkPolicy lets everybody in.',
  }),
  objectPolicy('missing-labels', advised, {
    of: [
      resources('apps', 'deployments', 'statefulsets', 'daemonsets'),
      resources('batch', 'jobs', 'cronjobs'),
    ],
    expression: `object.metadata.?labels[?'app.kubernetes.io/name'].hasValue()`,
    message: 'The workload has no label app.kubernetes.io/name.',
  }),
  objectPolicy('default-namespace', later, {
    of: [
      resources('', 'pods', 'services', 'configmaps', 'secrets'),
      resources('apps', 'deployments', 'statefulsets', 'daemonsets'),
      resources('batch', 'jobs', 'cronjobs'),
      resources('traefik.io', '*'),
    ],
    when: `!(object.kind == 'ConfigMap' && object.metadata.name == 'kube-root-ca.crt')`,
    expression: `request.namespace != 'default'`,
    message: 'The object is in the namespace default.',
  }),
  objectPolicy('unrestricted-namespace', advised, {
    of: [resources('', 'namespaces')],
    when: `!object.metadata.name.startsWith('kube-') && object.metadata.name != 'default'`,
    expression: `object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('') in ['baseline', 'restricted']`,
    message: 'The Namespace does not say which Pod Security Standard its pods are held against.',
  }),
  objectPolicy('exposed-service', later, {
    of: services,
    expression: `!(object.spec.?type.orValue('ClusterIP') in ['NodePort', 'LoadBalancer'])`,
    message: { expression: `'The Service is of the type ' + object.spec.type + '.'` },
  }),
  objectPolicy('external-name', advised, {
    of: services,
    expression: `object.spec.?type.orValue('ClusterIP') != 'ExternalName'`,
    message: 'The Service stands for a name outside of the cluster.',
  }),
  objectPolicy('weak-certificate', later, {
    of: [resources('cert-manager.io', 'certificates')],
    expression: `object.spec.?privateKey.?rotationPolicy.orValue('Always') != 'Never' &&
(object.spec.?privateKey.?algorithm.orValue('RSA') != 'RSA' || object.spec.?privateKey.?size.orValue(2048) >= 2048)`,
    message: 'The Certificate has a weak key, or one that is never changed.',
  }),
];
