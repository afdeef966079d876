export { checkKubernetesObject } from './registry';
