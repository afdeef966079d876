export { quote } from './describe';
export type { JsonSchema, JsonType, SchemaFinding, SchemaOptions, SchemaRule } from './types';
export { validateSchema } from './validate';
