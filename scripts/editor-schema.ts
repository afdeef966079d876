import { type JsonSchema, type JsonType, validateSchema } from '../lib/core/schema';

const variablePattern = '\\$\\{';

/**
 * The schema that editors use for a single file: any value may be left to another layer, taken away with null,
 * or be a variable.
 * @param schema the schema of the effective environment, with descriptions
 */
export function editorSchema(schema: JsonSchema): JsonSchema {
  const { definitions, ...top } = schema;
  return {
    ...lenient(top, schema),
    definitions: mapValues(definitions ?? {}, (definition) => lenient(definition, schema)),
  };
}

/** The same demands without those that only the merged whole can meet. */
function lenient(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { required: _required, minProperties: _min, maxProperties: _max, ...rest } = schema;
  const { properties, additionalProperties, items, anyOf, ...own } = rest;
  const inMap = (value: JsonSchema): JsonSchema => layered(value, root, ['null']);
  return {
    ...documented(own, root),
    ...(properties && { properties: mapValues(properties, inMap) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? inMap(additionalProperties) : additionalProperties,
    }),
    ...(items && { items: layered(items, root, []) }),
    ...(anyOf && { anyOf: anyOf.map((branch) => lenient(branch, root)) }),
  };
}

/** A value that may also be a variable and, in a map, null. */
function layered(schema: JsonSchema, root: JsonSchema, also: readonly 'null'[]): JsonSchema {
  const value = lenient({ ...referencedDescription(schema, root), ...schema }, root);
  if (Object.keys(schema).every((key) => key === 'description')) return value;
  const { type, pattern, maxLength: _maxLength, ...rest } = value;
  const isScalar =
    type !== undefined &&
    !rest.enum &&
    rest.const === undefined &&
    !hasType(type, 'object') &&
    !hasType(type, 'array');
  if (isScalar) {
    const isText = hasType(type, 'string');
    const types: readonly JsonType[] = [type, isText ? [] : ('string' as const), also].flat();
    const texts = pattern === undefined ? undefined : `(?:${pattern})|${variablePattern}`;
    const patternOf = isText ? texts : variablePattern;
    return {
      ...rest,
      type: types.length === 1 ? types[0] : types,
      ...(patternOf !== undefined && { pattern: patternOf }),
    };
  }
  const { description, markdownDescription, deprecated, ...demands } = value;
  return {
    ...(description !== undefined && { description }),
    ...(markdownDescription !== undefined && { markdownDescription }),
    ...(deprecated !== undefined && { deprecated }),
    anyOf: [demands, { type: ['string', ...also], pattern: variablePattern }],
  };
}

/** The description of what a `$ref` refers to, which editors do not look up for a key. */
function referencedDescription({ $ref }: JsonSchema, root: JsonSchema): Pick<JsonSchema, 'description'> {
  const name = $ref?.replace('#/definitions/', '');
  const description =
    name === undefined ? undefined : root.definitions?.[decodeURIComponent(name)]?.description;
  return description === undefined ? {} : { description };
}

function hasType(type: NonNullable<JsonSchema['type']>, name: JsonType): boolean {
  return [type].flat().some((each) => each === name);
}

/**
 * Moves defaults into the description, because most are sentences, and marks it as Markdown. Editors insert
 * `default` as a value; only one that is certainly a value stays.
 */
function documented(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { default: standard, deprecated, description, ...rest } = schema;
  const isValue =
    standard !== undefined &&
    typeof standard !== 'string' &&
    validateSchema(schema, standard, { root }).length === 0;
  const shown = typeof standard === 'string' ? standard.replace(/^- /, '') : JSON.stringify(standard);
  const text = [
    description,
    shown && `Default: ${shown}`,
    typeof deprecated === 'string' && deprecated !== '' && `Deprecated: ${deprecated}`,
  ]
    .filter(Boolean)
    .join('\n\n');
  return {
    ...rest,
    ...(isValue && { default: standard }),
    ...(deprecated !== undefined && { deprecated: true }),
    ...(text !== '' && { description: text }),
    ...(text.includes('`') && { markdownDescription: text }),
  };
}

function mapValues(
  map: Readonly<Record<string, JsonSchema>>,
  change: (value: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
