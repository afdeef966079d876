export { validateSpec } from './validate-spec';
