export { mapServices } from './services';
export { type ServiceKey, serviceKeys } from './keys';
