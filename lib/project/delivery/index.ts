export type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput, DeliveryWriter } from './delivery';
export { type DeliveredOptions, deliveredEnvironments } from './environments';
export { type Arrival, arrivalIn, memberClusters } from './karmada';
export { type DeliverySystem, type WrittenDelivery, deliver, deliverySystems } from './systems';
export { type Flag, flagsOf } from './traefik-flags';
export { chartPorts, chartValuesText, persistentFolder } from './traefik-values';
