import { nonEmpty } from './json';
import {
  type DeploymentStrategy,
  type HorizontalPodAutoscalerSpec,
  type MetricSpec,
  type PodDisruptionBudgetSpec,
  type StatefulSetUpdateStrategy,
  asWritten,
} from './kubernetes';
import type { AutoscalingSpec, DisruptionBudgetSpec, GoServiceSpec, RolloutSpec } from './spec';

/** Fewest and most pods that can be; without autoscaling they are the same. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** Two pods answer while one of them ends; a volume that one pod can use allows one. */
export function resolveReplicas(spec: GoServiceSpec, kind: 'Deployment' | 'StatefulSet'): ReplicaRange {
  if (spec.autoscaling) {
    const { minReplicas = defaultMinimum, maxReplicas } = spec.autoscaling;
    return { min: minReplicas, max: maxReplicas };
  }
  const replicas = spec.replicas ?? (kind === 'StatefulSet' || hasExclusiveClaim(spec) ? 1 : 2);
  return { min: replicas, max: replicas };
}

const defaultMinimum = 2;

/** Whether all pods share a claim that only one of them, or one node, can use. */
export function hasExclusiveClaim({ mounts = {} }: GoServiceSpec): boolean {
  return Object.values(mounts).some(
    ({ persistentVolumeClaim: claim }) =>
      claim && ['ReadWriteOnce', 'ReadWriteOncePod'].includes(claim.accessMode ?? 'ReadWriteOnce'),
  );
}

/** `strategy` of a Deployment. */
export function deploymentStrategy(spec: RolloutSpec = {}, exclusive: boolean): DeploymentStrategy {
  const { type = exclusive ? 'Recreate' : 'RollingUpdate', maxUnavailable = 0, maxSurge = 1 } = spec;
  return type === 'RollingUpdate' ? { type, rollingUpdate: { maxSurge, maxUnavailable } } : { type };
}

/** `updateStrategy` of a StatefulSet; one pod at a time is what Kubernetes does anyway. */
export function statefulSetStrategy({ type = 'RollingUpdate', maxUnavailable }: RolloutSpec = {}):
  StatefulSetUpdateStrategy | undefined {
  if (type !== 'RollingUpdate') return { type };
  return maxUnavailable === undefined ? undefined : { type, rollingUpdate: { maxUnavailable } };
}

/** Spec of the HorizontalPodAutoscaler without its target. */
export function autoscalerSpec(spec: AutoscalingSpec): Omit<HorizontalPodAutoscalerSpec, 'scaleTargetRef'> {
  const { minReplicas = defaultMinimum, maxReplicas, memory, metrics = [], scaleUp } = spec;
  const cpu = spec.cpu ?? (memory === undefined && metrics.length === 0 ? 70 : false);
  const scaleDown = spec.scaleDown ?? gentleScaleDown;
  return {
    minReplicas,
    maxReplicas,
    metrics: nonEmpty([
      ...(cpu === false ? [] : [utilization('cpu', cpu)]),
      ...(memory === undefined ? [] : [utilization('memory', memory)]),
      ...metrics.map((metric) => asWritten<MetricSpec>(metric)),
    ]),
    behavior: nonEmpty({ ...(scaleUp && { scaleUp }), ...(scaleDown && { scaleDown }) }),
  };
}

const gentleScaleDown = {
  stabilizationWindowSeconds: 300,
  policies: [{ type: 'Percent', value: 20, periodSeconds: 60 }],
};

function utilization(name: string, averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** Spec of the PodDisruptionBudget without its selector. */
export function disruptionBudgetSpec(
  spec: DisruptionBudgetSpec = {},
): Omit<PodDisruptionBudgetSpec, 'selector'> {
  const { minAvailable, unhealthyPodEvictionPolicy = 'AlwaysAllow' } = spec;
  const maxUnavailable = spec.maxUnavailable ?? (minAvailable === undefined ? 1 : undefined);
  return { maxUnavailable, minAvailable, unhealthyPodEvictionPolicy };
}
