import { asList, groupOf, own, perType, valueAt } from '../base';

/** A kind of objects that make pods, or are one. */
export interface PodMaker {
  readonly apiVersion: string;
  readonly kind: string;
  /** The way to what its pods are made of, which has metadata and a spec. */
  readonly template: readonly string[];
  /** Whether `spec.replicas` says how many pods there are at once. */
  readonly isScaled: boolean;
  /** Whether its pods come to an end by themselves: that they are there does not tell where those of Services are. */
  readonly ends: boolean;
}

const template = ['spec', 'template'];
const scaled = { template, isScaled: true, ends: false };

/** All that makes pods: Kubernetes' own kinds, and a Rollout of Argo Rollouts, which stands in place of a Deployment. */
export const podMakers: readonly PodMaker[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', ...scaled },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', ...scaled },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', template, isScaled: false, ends: false },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', ...scaled },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', ...scaled },
  { apiVersion: 'v1', kind: 'ReplicationController', ...scaled },
  { apiVersion: 'v1', kind: 'Pod', template: [], isScaled: false, ends: false },
  { apiVersion: 'batch/v1', kind: 'Job', template, isScaled: false, ends: true },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    template: ['spec', 'jobTemplate', ...template],
    isScaled: false,
    ends: true,
  },
];

/** How objects of a type make pods, whatever the version of their group; undefined where they make none. */
export const podMakerOf = perType(({ apiVersion, kind }) => {
  const group = groupOf(apiVersion);
  return podMakers.find((maker) => maker.kind === kind && groupOf(maker.apiVersion) === group);
});

/** What the pods of an object are made of: a pod's metadata and spec, as they came; undefined where it makes none. */
export function podTemplateOf(object: unknown): unknown {
  const maker = makerOf(object);
  return maker && valueAt(object, ...maker.template);
}

/**
 * Whether what makes pods keeps an object up, as a Deployment does its ReplicaSets, those of old versions too, and they their
 * pods: what is right or wrong with it was said of what it was made from. What an operator makes of a kind of its own says
 * everything itself.
 */
export function isControlled(object: unknown): boolean {
  return asList(valueAt(object, 'metadata', 'ownerReferences')).some(
    (owner) => own(owner, 'controller') === true && makerOf(owner) !== undefined,
  );
}

function makerOf(object: unknown): PodMaker | undefined {
  const [apiVersion, kind] = [own(object, 'apiVersion'), own(object, 'kind')];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return podMakerOf({ apiVersion, kind });
}
