export { type MigrationCode, migrationCodes } from './catalogue';
export type { MigrationEntry } from './entries';
export { type EnvironmentParts, environmentOf } from './environment';
export { type Migration, type MigrationSource, migrate } from './migrate';
export { type MigrationReport, isIncomplete, migrationReport, migrationText } from './report';
