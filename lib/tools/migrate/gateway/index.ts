export { migrateToGateway } from './migrate';
