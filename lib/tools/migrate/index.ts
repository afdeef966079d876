export { type FateChange, againstNginx } from './against';
export { isForNginx } from './sides';
export { type MigrationCode, migrationCodes } from './catalogue';
export type { MigrationEntry } from './entries';
export { type EnvironmentParts, environmentOf, traefikOf } from './environment';
export { isGatewayRoute } from './from-gateway';
export { migrateToGateway } from './gateway';
export { type Migration, type MigrationSource, type Translation, migrate, translate } from './migrate';
export {
  type MigrationReport,
  type MigrationResult,
  againstText,
  isIncomplete,
  migrationReport,
  migrationText,
} from './report';
