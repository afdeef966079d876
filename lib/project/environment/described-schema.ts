import type { JsonSchema } from '../../core/schema';
import described from './environment.schema.json';

/**
 * The schema of environment files with a description of every field; strings may hold variables. It is large, so
 * this file is a door of its own: whoever only reads environments does without it.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
export const describedSchema = described as JsonSchema;
