export { quote } from './describe';
export { readFitting } from './read-fitting';
export type { JsonSchema, JsonType, SchemaFinding, SchemaOptions, SchemaRule } from './types';
export { validateSchema } from './validate';
