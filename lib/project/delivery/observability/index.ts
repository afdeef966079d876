export { observability } from './observability';
