import type * as apps from 'kubernetes-types/apps/v1';
import type * as autoscaling from 'kubernetes-types/autoscaling/v2';
import type * as batch from 'kubernetes-types/batch/v1';
import type * as core from 'kubernetes-types/core/v1';
import type * as meta from 'kubernetes-types/meta/v1';
import type * as networking from 'kubernetes-types/networking/v1';
import type * as policy from 'kubernetes-types/policy/v1';

// Kubernetes' own types of what we write, so that a misspelt field does not compile. They are types alone: nothing of
// that package is loaded. It is a dependency all the same, because our declarations name its types.

/** Readonly all the way down. */
type Frozen<T> = T extends object ? { readonly [Field in keyof T]: Frozen<T[Field]> } : T;

export type LabelSelector = Frozen<meta.LabelSelector>;
export type DeploymentSpec = Frozen<apps.DeploymentSpec>;
export type DeploymentStrategy = Frozen<apps.DeploymentStrategy>;
export type StatefulSetSpec = Frozen<apps.StatefulSetSpec>;
export type StatefulSetUpdateStrategy = Frozen<apps.StatefulSetUpdateStrategy>;
export type JobSpec = Frozen<batch.JobSpec>;
export type CronJobSpec = Frozen<batch.CronJobSpec>;
export type PersistentVolumeClaim = Frozen<core.PersistentVolumeClaim>;
export type HorizontalPodAutoscalerSpec = Frozen<autoscaling.HorizontalPodAutoscalerSpec>;
export type MetricSpec = Frozen<autoscaling.MetricSpec>;
export type PodDisruptionBudgetSpec = Frozen<policy.PodDisruptionBudgetSpec>;
export type NetworkPolicySpec = Frozen<networking.NetworkPolicySpec>;
export type NetworkPolicyPeer = Frozen<networking.NetworkPolicyPeer>;
export type NetworkPolicyPort = Frozen<networking.NetworkPolicyPort>;
export type NetworkPolicyIngressRule = Frozen<networking.NetworkPolicyIngressRule>;
export type NetworkPolicyEgressRule = Frozen<networking.NetworkPolicyEgressRule>;
export type ServiceSpec = Frozen<core.ServiceSpec>;
export type ServicePort = Frozen<core.ServicePort>;
export type PodSpec = Frozen<core.PodSpec>;
export type PodSecurityContext = Frozen<core.PodSecurityContext>;
export type SecurityContext = Frozen<core.SecurityContext>;
export type SeccompProfile = Frozen<core.SeccompProfile>;
export type Container = Frozen<core.Container>;
export type Probe = Frozen<core.Probe>;
export type HTTPGetAction = Frozen<core.HTTPGetAction>;
export type GRPCAction = Frozen<core.GRPCAction>;
export type TCPSocketAction = Frozen<core.TCPSocketAction>;
export type Lifecycle = Frozen<core.Lifecycle>;
export type EnvVar = Frozen<core.EnvVar>;
export type EnvVarSource = Frozen<core.EnvVarSource>;
export type EnvFromSource = Frozen<core.EnvFromSource>;
export type Volume = Frozen<core.Volume>;
export type VolumeSource = Omit<Volume, 'name'>;
export type VolumeMount = Frozen<core.VolumeMount>;
export type EmptyDirVolumeSource = Frozen<core.EmptyDirVolumeSource>;
export type ProjectedVolumeSource = Frozen<core.ProjectedVolumeSource>;
export type TopologySpreadConstraint = Frozen<core.TopologySpreadConstraint>;
export type Affinity = Frozen<core.Affinity>;

/**
 * What a user wrote as Kubernetes writes it. It need not be right: what the API server would refuse of it is found at
 * synth.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever calls it says what it should be
export function asWritten<T extends object>(value: Readonly<Record<string, unknown>>): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the check at synth knows
  return value as T;
}
