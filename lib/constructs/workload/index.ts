export { contentHashAnnotation, contentHashLength, dataLine, objectLine } from './content-hash';
export { GoCronJob } from './go-cron-job';
export { GoJob } from './go-job';
export { defaultMemoryShare, goVariables } from './go-runtime';
export { GoService } from './go-service';
export { initCheckContainer, initCheckDefaults, initCheckName } from './init-check';
export { type ImageReference, parseImage } from '../../core/kubernetes';
export { KubernetesService, type KubernetesServiceProps } from './kubernetes-service';
export { type SelectorLabels, imageVersion, labelValue, managedByLabel } from './labels';
export type { ServicePort } from './ports';
export type {
  GoCronJobProps,
  GoJobProps,
  GoPodProps,
  GoServiceProps,
  GoServiceTimes,
  MountProps,
  NamedConstruct,
  QuantityLike,
  ResourcesProps,
  Timed,
  VolumeClaimProps,
} from './props';
export { parseQuantity } from '../../core/base';
export type * from './spec';
export { exitSeconds } from './shutdown';
