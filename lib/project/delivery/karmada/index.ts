export { karmada } from './karmada';
export { type Arrival, arrivalIn, memberClusters } from './members';
