export { GoService } from './go-service';
export { type ImageReference, parseImage } from './image';
export type { SelectorLabels } from './labels';
export type { ServicePort } from './ports';
export type { GoServiceProps, NamedConstruct, QuantityLike, ResourcesProps, VolumeClaimProps } from './props';
export { parseQuantity } from './quantity';
export type * from './spec';
