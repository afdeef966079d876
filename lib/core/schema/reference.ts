import type { JsonSchema } from './types';

/** Follows `$ref`; what stands beside a `$ref` is only description. */
export function resolveReference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let resolved = schema;
  for (let hops = 0; resolved.$ref !== undefined; hops++) {
    const name = decodeURIComponent(resolved.$ref.replace(/^#\/definitions\//, ''));
    const target = root.definitions && Object.hasOwn(root.definitions, name) && root.definitions[name];
    if (!target || hops > 100) throw new Error(`The schema has no definition for ${resolved.$ref}`);
    resolved = target;
  }
  return resolved;
}
