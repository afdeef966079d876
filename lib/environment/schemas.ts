import type { JsonSchema } from '../manifest';
import described from './environment.schema.json';
import strict from './strict.schema.json';

/** The schema of effective environments: every variable has been replaced. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
export const strictSchema = strict as JsonSchema;

/** The schema of environment files with a description of every field; strings may hold variables. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
export const describedSchema = described as JsonSchema;
