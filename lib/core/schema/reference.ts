import type { JsonSchema } from './types';

const resolved = new WeakMap<JsonSchema, Map<string, JsonSchema>>();

/** Follows `$ref`; what stands beside a `$ref` is only description. */
export function resolveReference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const known = resolved.get(root) ?? new Map<string, JsonSchema>();
  const found = known.get(schema.$ref);
  if (found) return found;
  const target = follow(schema.$ref, root);
  resolved.set(root, known.set(schema.$ref, target));
  return target;
}

function follow(reference: string, root: JsonSchema): JsonSchema {
  let name: string | undefined = reference;
  for (let hops = 0; hops <= 100; hops++) {
    const key = decodeURIComponent(name.replace(/^#\/definitions\//, ''));
    const target: JsonSchema | undefined =
      root.definitions && Object.hasOwn(root.definitions, key) ? root.definitions[key] : undefined;
    if (!target) break;
    if (target.$ref === undefined) return target;
    name = target.$ref;
  }
  throw new Error(`The schema has no definition for ${reference}`);
}
