export { checkKubernetesObject } from './registry';
export { podOf } from './pods';
