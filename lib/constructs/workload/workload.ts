import { nonEmpty } from './json';
import type { DeploymentSpec, PersistentVolumeClaim, StatefulSetSpec } from './kubernetes';
import type { ServiceModel } from './model';
import { podSpec, serviceContainer } from './pod';
import { formatQuantity } from '../../core/kubernetes';
import { deploymentStrategy, hasExclusiveClaim, statefulSetStrategy } from './scaling';
import type { VolumeClaimSpec } from './spec';

/** What a workload has beside the model. */
export interface Workload {
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Number of pods; nothing where an autoscaler owns it: a number would reset it at each apply. */
  readonly replicas?: number;
  /** Name of the governing Service of a StatefulSet. */
  readonly headlessName: string;
}

/** Spec of the Deployment. */
export function deploymentSpec(model: ServiceModel, workload: Workload): DeploymentSpec {
  const { rollout = {} } = model.spec;
  return {
    ...common(model, workload),
    strategy: deploymentStrategy(rollout, hasExclusiveClaim(model.spec)),
    progressDeadlineSeconds: rollout.progressDeadlineSeconds,
  };
}

/** Spec of the StatefulSet. */
export function statefulSetSpec(model: ServiceModel, workload: Workload): StatefulSetSpec {
  const { rollout = {}, volumeClaims = {} } = model.spec;
  return {
    serviceName: workload.headlessName,
    ...common(model, workload),
    updateStrategy: statefulSetStrategy(rollout),
    podManagementPolicy: rollout.podManagementPolicy,
    volumeClaimTemplates: nonEmpty(Object.entries(volumeClaims).map(claimTemplate)),
  };
}

type CommonSpec = Pick<
  DeploymentSpec,
  'replicas' | 'minReadySeconds' | 'revisionHistoryLimit' | 'selector' | 'template'
>;

function common(model: ServiceModel, { podLabels, podAnnotations, replicas: wanted }: Workload): CommonSpec {
  const { spec, replicas, selector } = model;
  return {
    replicas: wanted,
    minReadySeconds: spec.rollout?.minReadySeconds,
    revisionHistoryLimit: spec.rollout?.revisionHistoryLimit,
    selector: { matchLabels: selector },
    template: {
      metadata: { labels: podLabels, annotations: podAnnotations },
      spec: podSpec(model, {
        kind: model.kind,
        several: replicas.max > 1,
        gracePeriodSeconds: model.shutdown.gracePeriodSeconds,
        container: serviceContainer(model),
      }),
    },
  };
}

/** Kubernetes never lets these change, so they carry nothing of the service's version. */
function claimTemplate([name, claim]: [string, VolumeClaimSpec]): PersistentVolumeClaim {
  return {
    metadata: { name, labels: claim.labels, annotations: claim.annotations },
    spec: {
      accessModes: claim.accessModes ?? ['ReadWriteOnce'],
      storageClassName: claim.storageClassName,
      resources: { requests: { storage: formatQuantity(claim.size) } },
    },
  };
}
