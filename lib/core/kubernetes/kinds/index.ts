export { type KindsOfVersions, apiKinds, kubernetesKinds } from './api-kinds';
export { type Refusal, refusals } from './refusals';
