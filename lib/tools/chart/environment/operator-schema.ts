import { strictSchema } from '../../../project/environment';
import { describedSchema } from '../../../project/environment/described-schema';
import type { JsonSchema } from '../../../core/schema';
import { nullable } from '../schema';
import type { ValuePath } from '../values';
import { descriptionOf } from './descriptions';
import { imageSchema } from './image-values';
import { type LaidOver, type Owner, enabledSchema, programDefinitions } from './laid-over';
import type { Program } from './programs';

/**
 * The schemas of the sections of programs.
 *
 * @param watched what the derivation knows of services
 */
export function programSections(
  programs: readonly Program[],
  watched: JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  const sections = new Map<Owner, [string, JsonSchema][]>([['services', []]]);
  for (const program of programs) {
    const { owner, name } = program;
    const known = owner === 'services' ? watched.properties?.[name] : undefined;
    const schema = programSchema(program, known);
    sections.set(owner, [...(sections.get(owner) ?? []), [name, schema]]);
  }
  const made = Array.from(sections, ([owner, all]): [string, JsonSchema] => {
    const required = owner === 'services' ? watched.required : undefined;
    return [
      owner,
      {
        type: 'object',
        description: describedSchema.properties?.[owner]?.description,
        properties: Object.fromEntries(
          all.map(([name, schema]) => [name, required?.includes(name) ? schema : nullable(schema)]),
        ),
        additionalProperties: false,
        ...(required && { required }),
      },
    ];
  });
  return Object.fromEntries(made);
}

function programSchema({ owner, name, specs, laid }: Program, known: JsonSchema | undefined): JsonSchema {
  const start: JsonSchema = { additionalProperties: false, ...withoutNumber(known), type: 'object' };
  const all: readonly (readonly [ValuePath, JsonSchema])[] = [
    [['enabled'], enabledSchema],
    ...laid.map((row) => [row.value, laidSchema(row, owner, specs)] as const),
  ];
  return all.reduce(
    (schema, [path, own]) => withSchema(schema, path, own, (at) => descriptionOf([owner, name, ...at])),
    start,
  );
}

/** The same where a number of pods need not be: beside an autoscaler there is none. */
function withoutNumber(schema: JsonSchema = {}): JsonSchema {
  const { properties = {}, required = [] } = schema;
  const { replicas } = properties;
  if (!replicas) return schema;
  return {
    ...schema,
    properties: { ...properties, replicas: nullable(replicas) },
    required: required.filter((key) => key !== 'replicas'),
  };
}

function laidSchema(row: LaidOver, owner: Owner, specs: Program['specs']): JsonSchema {
  if (row.schema) return row.schema;
  if (row.value.join('.') === 'image') {
    return imageSchema([...specs.values()].map(({ image }) => String(image)));
  }
  const found = fieldSchema(strictSchema.definitions?.[programDefinitions[owner] ?? ''], row.field);
  const { properties = {}, additionalProperties } = found;
  const isMap = typeof additionalProperties === 'object';
  return {
    ...found,
    ...(row.empty === '' && found.type === 'string' && { minLength: 0 }),
    ...(isMap && {
      additionalProperties: nullable(resolved(additionalProperties)),
      // What is not laid over anything would say nothing.
      properties: {
        ...properties,
        ...Object.fromEntries((row.without ?? []).map((key) => [key, { type: 'null' } as const])),
      },
    }),
  };
}

/** The schema with another one at a path: what it knows there stays, and gets what the other admits beside. */
function withSchema(
  schema: JsonSchema,
  [key, ...rest]: ValuePath,
  own: JsonSchema,
  describe: (path: ValuePath) => string | undefined,
  at: ValuePath = [],
): JsonSchema {
  if (key === undefined) {
    const description = describe(at);
    const described = { ...own, ...(description !== undefined && { description }) };
    if (schema.properties === undefined) return described;
    return { ...described, ...schema, ...opened(schema, own) };
  }
  const inner = schema.properties?.[key] ?? (rest.length > 0 ? closed : {});
  const path = [...at, key];
  return {
    ...schema,
    properties: { ...schema.properties, [key]: withSchema(inner, rest, own, describe, path) },
  };
}

const closed: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

function opened(
  schema: JsonSchema,
  { properties = {}, additionalProperties = false }: JsonSchema,
): JsonSchema {
  return { properties: { ...properties, ...schema.properties }, additionalProperties };
}

function fieldSchema(schema: JsonSchema | undefined, path: ValuePath): JsonSchema {
  const found = resolved(schema ?? {});
  const [key, ...rest] = path;
  const branches = found.anyOf?.map((branch) => resolved(branch)) ?? [found];
  if (key === undefined) return found;
  const inner = branches.map(({ properties = {} }) => properties[key]).find((one) => one !== undefined);
  return inner ? fieldSchema(inner, rest) : {};
}

function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return resolved(strictSchema.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {});
}
