import { type JsonSchema, type JsonType } from '../../core/schema';
import { isEqual, isPlainMap } from '../../core/base';
import { type Domain, domainSchema } from './trial/domain';
import { type ValuePath, type Values, keyOf, valueAt } from './values';

/** What is known of values beyond what the inputs have. */
export interface SchemaWords {
  readonly describe: (path: ValuePath) => string | undefined;
  /** What a value has to be; undefined where the inputs alone tell it. */
  readonly schemaOf: (path: ValuePath, present: readonly unknown[]) => JsonSchema | undefined;
  /** The schema of a value that is fixed, where it stands in the chart in another form than in the inputs. @default what inputs have */
  readonly fixedSchemaOf?: (path: ValuePath, present: readonly unknown[]) => JsonSchema | undefined;
  /** The fewest characters or items that values may have, by their keys. */
  readonly shortest: ReadonlyMap<string, number>;
  /** What values that were tried out may be, by their keys. @default none was */
  readonly domains?: ReadonlyMap<string, Domain>;
}

/** The schemas of a part of the values, and of all below it: closed maps down to the values that are offered. */
export function schemaAt(
  inputs: readonly Values[],
  offered: ReadonlySet<string>,
  path: ValuePath,
  words: SchemaWords,
): JsonSchema | undefined {
  const present = inputs.map((values) => valueAt(values, path)).filter((value) => value !== undefined);
  if (present.length === 0) return undefined;
  const description = words.describe(path);
  const maps = present.filter(isPlainMap);
  if (maps.length < present.length) {
    return { ...leafSchema(path, present, offered, words), ...(description && { description }) };
  }
  const keys = [...new Set(maps.flatMap((map) => Object.keys(map)))];
  const required = keys.filter((key) => maps.every((map) => Object.hasOwn(map, key)));
  const properties = keys.flatMap((key): [string, JsonSchema][] => {
    const schema = schemaAt(inputs, offered, [...path, key], words);
    if (!schema) return [];
    return [[key, required.includes(key) ? schema : nullable(schema)]];
  });
  return {
    type: 'object',
    ...(description && { description }),
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}

function leafSchema(
  path: ValuePath,
  present: readonly unknown[],
  offered: ReadonlySet<string>,
  words: SchemaWords,
): JsonSchema {
  // It is here because it can be taken away; what it holds is fixed.
  if (!offered.has(keyOf(path))) return words.fixedSchemaOf?.(path, present) ?? oneOf(present);
  const domain = words.domains?.get(keyOf(path));
  const schema = {
    ...(words.schemaOf(path, present) ?? inferred(present)),
    ...(domain && domainSchema(domain)),
  };
  const length = words.shortest.get(keyOf(path));
  if (length === undefined || domain) return schema;
  return { ...schema, [schema.type === 'array' ? 'minItems' : 'minLength']: length };
}

/** The schema of what is one of some values. */
export function oneOf(values: readonly unknown[]): JsonSchema {
  return { enum: values.filter((one, index) => values.findIndex((other) => isEqual(one, other)) === index) };
}

/** What several values have in common, as a schema. Maps are closed. */
export function inferred(values: readonly unknown[]): JsonSchema {
  const types = [...new Set(values.map(typeOf))];
  const type = types.length === 1 ? types[0] : types;
  if (type === 'array') {
    const items: readonly unknown[] = values.filter((value) => Array.isArray(value)).flat();
    return { type, ...(items.length > 0 && { items: inferred(items) }) };
  }
  if (type !== 'object') return { type: types.includes('number') ? withoutInteger(types) : type };
  const maps = values.filter(isPlainMap);
  const keys = [...new Set(maps.flatMap((map) => Object.keys(map)))];
  const required = keys.filter((key) => maps.every((map) => Object.hasOwn(map, key)));
  const properties = keys.map((key): [string, JsonSchema] => [
    key,
    inferred(maps.flatMap((map) => (Object.hasOwn(map, key) ? [map[key]] : []))),
  ]);
  return {
    type,
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}

/** A whole number is a number as well. */
function withoutInteger(types: readonly JsonType[]): JsonType | readonly JsonType[] {
  const left = types.filter((type) => type !== 'integer');
  return left.length === 1 && left[0] ? left[0] : left;
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** The same, or null: that takes a value away which another file has set. */
export function nullable(schema: JsonSchema): JsonSchema {
  if (schema.type === undefined && !schema.enum) return { anyOf: [{ type: 'null' }, schema] };
  return {
    ...schema,
    ...(schema.type !== undefined && { type: [...new Set([...[schema.type].flat(), 'null' as const])] }),
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
}

/** A schema of values, with what every chart has to admit. */
export function closedSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      global: {
        type: 'object',
        description: 'Values of all charts of a release, which this one does not read.',
      },
      ...properties,
    },
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}
