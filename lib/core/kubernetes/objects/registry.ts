import { type ObjectType, perType } from '../../base';
import type { Finding } from '../../finding';
import { type ApiObjectData, groupOf } from '../../manifest';
import { podMakerOf } from '../pod-makers';
import { certificates } from './certificates';
import { dataSize } from './data-size';
import { type KubernetesCheck, type PodCheck, type Tell, fault } from './fault';
import { images } from './images';
import { claimNames, containerNames, volumeNames } from './inner-names';
import { cronJobs, jobs } from './jobs';
import { dataKeys, keysOfPods } from './keys';
import { claimLabels, labels, templateLabels } from './labels';
import { limitBelowRequest } from './limit-below-request';
import { memoryLimit } from './memory-limit';
import { mounts } from './mounts';
import { names } from './names';
import { networks } from './networks';
import { type Pod, podOf, typeOf } from './pods';
import { containerPorts, servicePorts } from './ports';
import { probes } from './probes';
import { claimQuantities, podQuantities, templateQuantities } from './quantities';
import { rollout } from './rollout';
import { autoscalers, budgets } from './scaling';
import { endpointAddresses, serviceTargets } from './service-targets';
import { serviceType } from './service-type';
import { shutdown } from './shutdown';
import { texts } from './texts';
import { users } from './users';
import { variableSources } from './variable-sources';

/** A rule, and the objects that it looks at. */
interface Rule {
  /** @default all */
  readonly of?: (type: ObjectType) => boolean;
  readonly look: (object: ApiObjectData, pod: Pod | undefined, tell: Tell) => void;
}

function ofAll(check: KubernetesCheck): Rule {
  return { look: (object, _pod, tell) => check(object, tell) };
}

function ofPods(check: PodCheck): Rule {
  return {
    of: (type) => podMakerOf(type) !== undefined,
    look: ({ kind }, pod, tell) => pod && check(pod, kind === 'Rollout' ? asToldOfRollout(tell) : tell),
  };
}

function of(check: KubernetesCheck, ...types: readonly string[]): Rule {
  return { of: (type) => types.includes(typeOf(type)), look: (object, _pod, tell) => check(object, tell) };
}

/**
 * Argo Rollouts asks of the pods of a Rollout what the API server asks of those of a Deployment, with its very code, when the
 * Rollout is there already.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/master/pkg/apis/rollouts/validation/validation.go
 */
function asToldOfRollout(tell: Tell): Tell {
  return (rule, field, { consequence, ...advice }) => {
    const refused = 'Argo Rollouts takes the Rollout for invalid and changes no pods';
    tell(rule, field, {
      ...advice,
      consequence: consequence.replace(/^The API server refuses the (?:object|workload)/, refused),
    });
  };
}

/** The rules over one object, in the order in which their findings are shown. */
const rules: readonly Rule[] = [
  ofAll(names),
  ofAll(labels),
  ofPods(templateLabels),
  of(claimLabels, 'apps/v1 StatefulSet'),
  ofPods(containerNames),
  ofPods(volumeNames),
  of(claimNames, 'apps/v1 StatefulSet'),
  ofPods(images),
  ofPods(podQuantities),
  of(claimQuantities, 'v1 PersistentVolumeClaim'),
  of(templateQuantities, 'apps/v1 StatefulSet'),
  ofPods(limitBelowRequest),
  ofPods(memoryLimit),
  ofPods(variableSources),
  of(dataKeys, 'v1 ConfigMap', 'v1 Secret'),
  ofPods(keysOfPods),
  ofPods(texts),
  ofPods(containerPorts),
  of(servicePorts, 'v1 Service'),
  ofPods(mounts),
  ofPods(probes),
  ofPods(users),
  of(rollout, 'apps/v1 Deployment', 'apps/v1 StatefulSet'),
  ofPods(shutdown),
  of(autoscalers, 'autoscaling/v2 HorizontalPodAutoscaler', 'autoscaling/v1 HorizontalPodAutoscaler'),
  of(budgets, 'policy/v1 PodDisruptionBudget'),
  of(serviceType, 'v1 Service'),
  of(serviceTargets, 'v1 Service'),
  of(endpointAddresses, 'discovery.k8s.io/v1 EndpointSlice'),
  of(networks, 'networking.k8s.io/v1 NetworkPolicy'),
  of(cronJobs, 'batch/v1 CronJob'),
  of(jobs, 'batch/v1 CronJob', 'batch/v1 Job'),
  of(dataSize, 'v1 ConfigMap', 'v1 Secret'),
  of(certificates, 'cert-manager.io/v1 Certificate'),
];

/** The rules that are asked of a type: of ten thousand objects most are asked by few. */
const rulesOf = perType((type): readonly Rule[] => {
  // No API server ever sees what Docker runs.
  if (groupOf(type.apiVersion) === 'docker.com') return [];
  return rules.filter((rule) => rule.of?.(type) ?? true);
});

/**
 * What is wrong with an object beyond the form of its fields, whoever made it: what the API server refuses by its own
 * rules, and what cannot start. Of the fields of kinds that are not Kubernetes' own it knows those of Certificates.
 */
export function checkKubernetesObject(object: ApiObjectData): readonly Finding[] {
  const found: Finding[] = [];
  const tell: Tell = (...told) => found.push(fault(...told));
  const pod = podOf(object);
  rulesOf(object).forEach(({ look }) => look(object, pod, tell));
  return found;
}
