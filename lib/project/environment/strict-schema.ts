import type { JsonSchema } from '../../core/schema';
import strict from './strict.schema.json';

/** The schema of effective environments: every variable has been replaced. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
export const strictSchema = strict as JsonSchema;
