export { backstage } from './backstage';
