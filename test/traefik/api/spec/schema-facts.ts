import type { JsonSchema } from '../../../../lib/core/schema';

/**
 * What a schema says, one fact a line: `routes[].priority maximum 9` or `routes[].kind enum Rule`. Two schemas that
 * say the same have the same facts, however they are written. Docstrings and defaults are no facts, nor are the widths
 * of numbers.
 */
export function schemaFacts(schema: JsonSchema, root: JsonSchema = schema, path = ''): readonly string[] {
  const { $ref, ...own } = schema;
  if ($ref !== undefined) {
    const target = root.definitions?.[decodeURIComponent($ref.replace('#/definitions/', ''))];
    if (!target) throw new Error(`${$ref} is not defined`);
    return schemaFacts({ ...target, ...own }, root, path);
  }
  const type = typeOf(schema, root);
  return [
    `${path} type ${type}`,
    ...keywords.flatMap((keyword) =>
      keyword in schema ? [`${path} ${keyword} ${String(schema[keyword])}`] : [],
    ),
    ...(schema.enum ?? ('const' in schema ? [schema.const] : [])).map(
      (word) => `${path} enum ${String(word)}`,
    ),
    ...(schema.required ?? []).map((name) => `${fieldPath(path, name)} required`),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      schemaFacts(field, root, fieldPath(path, name)),
    ),
    ...(schema.items ? schemaFacts(schema.items, root, `${path}[]`) : []),
    ...(typeof schema.additionalProperties === 'object'
      ? schemaFacts(schema.additionalProperties, root, `${path}{}`)
      : []),
  ];
}

const keywords = [
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function typeOf(schema: JsonSchema, root: JsonSchema): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'integer or string';
  if (schema.anyOf) {
    return schema.anyOf
      .map((branch) => String(schemaFacts(branch, root)[0]).replace(' type ', ''))
      .toSorted()
      .join(' or ');
  }
  return schema.type === undefined ? 'any' : [schema.type].flat().join(' or ');
}
