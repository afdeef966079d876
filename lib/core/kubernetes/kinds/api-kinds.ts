import { groupOf } from '../../base';

/** The kinds of each apiVersion. */
export type KindsOfVersions = Readonly<Record<string, readonly string[]>>;

const byVersion: Readonly<Record<string, string>> = {
  v1:
    'Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume ' +
    'PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'admissionregistration.k8s.io/v1':
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ' +
    'ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1beta1': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/v1alpha1': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io/v1': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io/v1':
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': 'ClusterTrustBundle PodCertificateRequest',
  'certificates.k8s.io/v1alpha1': 'ClusterTrustBundle',
  'coordination.k8s.io/v1': 'Lease',
  'coordination.k8s.io/v1beta1': 'LeaseCandidate',
  'coordination.k8s.io/v1alpha2': 'LeaseCandidate',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io/v1alpha1': 'StorageVersion',
  'networking.k8s.io/v1': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'networking.k8s.io/v1beta1': 'IPAddress ServiceCIDR',
  'node.k8s.io/v1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'resource.k8s.io/v1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1beta2': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1beta1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1alpha3': 'DeviceTaintRule',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1alpha1': 'Workload',
  'storage.k8s.io/v1':
    'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storage.k8s.io/v1beta1': 'VolumeAttributesClass',
  'storagemigration.k8s.io/v1beta1': 'StorageVersionMigration',
};

/**
 * All kinds of Kubernetes 1.35's own that are resources, by apiVersion, the newest of a group first; those of alpha
 * versions too. `test/real/policy/engines` asks the API server.
 *
 * Source: api/discovery of k8s.io/kubernetes v1.35.4
 */
export const kubernetesKinds: KindsOfVersions = Object.fromEntries(
  Object.entries(byVersion).map(([apiVersion, kinds]) => [apiVersion, kinds.split(' ')]),
);

/** A kind and its API group. */
export interface ApiKind {
  readonly group: string;
  readonly kind: string;
}

/** The same kinds, each once, whatever versions it has. */
export const apiKinds: readonly ApiKind[] = [
  ...new Map(
    Object.entries(kubernetesKinds).flatMap(([apiVersion, kinds]) =>
      kinds.map((kind) => {
        const group = groupOf(apiVersion);
        return [`${group}/${kind}`, { group, kind }] as const;
      }),
    ),
  ).values(),
];
