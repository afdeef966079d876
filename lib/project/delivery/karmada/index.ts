export { karmada } from './karmada';
