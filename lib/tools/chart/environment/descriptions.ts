import { strictSchema } from '../../../project/environment';
import { describedSchema } from '../../../project/environment/described-schema';
import { type JsonSchema } from '../../../core/schema';
import { isPlainMap } from '../../../core/base';
import { nullable } from '../schema';
import { type ValuePath, keyOf } from '../values';
import { imagePartSchemas } from './image-values';
import { domainSchema } from './domain-value';
import { enabledSchema, laidOver, programDefinitions } from './laid-over';
import { releaseSchemas } from './release-values';

/** The check before start, which no environment file has. */
export const initCheck: JsonSchema = {
  type: 'object',
  description:
    'A check before start: an init container reads from the image which Go built its programs. It mounts the image as a volume (Kubernetes 1.35, or 1.33 with the feature gate ImageVolume).',
  properties: {
    enabled: { type: 'boolean', description: 'Whether pods start with the check.' },
    minVersion: {
      type: 'string',
      pattern: '^1\\.[0-9]+(\\.[0-9]+)?$',
      description: 'The oldest Go that may have built the programs.',
    },
    image: { type: 'string', minLength: 1, description: 'An image that has the go command and a shell.' },
  },
  additionalProperties: false,
  required: ['enabled', 'minVersion', 'image'],
};

/** What the environment schema says of a field, in its first paragraph. */
export function descriptionOf(path: ValuePath): string | undefined {
  const [section = '', name, ...field] = path;
  const definition = programDefinitions[section];
  if (definition !== undefined && name !== undefined && field.length > 0) {
    const laid = laidOver.find(({ value }) => keyOf(value) === keyOf(field));
    if (laid?.schema) return laid.schema.description;
    if (field.length === 1 && field[0] === 'enabled') return enabledSchema.description;
    if (field[0] === 'image' && field.length > 1) return imagePartSchemas[field[1] ?? '']?.description;
    return describedAt(describedSchema.definitions?.[definition], laid?.field ?? field);
  }
  const ofRelease = path.reduce<JsonSchema | undefined>((schema, key) => schema?.properties?.[key], {
    properties: releaseSchemas,
  });
  if (ofRelease) return ofRelease.description;
  if (section === 'domain' && name === undefined) return domainSchema.description;
  if (section === 'initCheck') {
    return name === undefined ? initCheck.description : initCheck.properties?.[name]?.description;
  }
  if (section === 'environment')
    return 'The environment whose fixed parts are taken: those that no value covers.';
  return name === undefined || section === 'traefik' ? describedAt(describedSchema, path) : undefined;
}

function describedAt(schema: JsonSchema | undefined, path: ValuePath): string | undefined {
  const [key, ...rest] = path;
  if (!schema || key === undefined) return schema?.description?.split('\n\n')[0];
  for (const branch of branchesOf(schema)) {
    const { properties = {}, additionalProperties } = branch;
    if (Object.hasOwn(properties, key)) return describedAt(properties[key], rest);
    if (typeof additionalProperties === 'object' && rest.length > 0)
      return describedAt(additionalProperties, rest);
  }
  return undefined;
}

function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  const { $ref, anyOf } = schema;
  if ($ref !== undefined) {
    const found = describedSchema.definitions?.[$ref.replace('#/definitions/', '')];
    return found ? branchesOf(found) : [];
  }
  return anyOf ? anyOf.flatMap(branchesOf) : [schema];
}

/** The definitions that schemas refer to, with the descriptions of their fields. */
export function describedDefinitions(
  schemas: Readonly<Record<string, JsonSchema>>,
): Readonly<Record<string, JsonSchema>> {
  const { definitions = {} } = strictSchema;
  const wanted = new Map<string, JsonSchema>();
  const collect = (schema: unknown): void => {
    if (Array.isArray(schema)) schema.forEach(collect);
    if (!isPlainMap(schema)) return;
    const { $ref } = schema;
    const name = typeof $ref === 'string' ? $ref.replace('#/definitions/', '') : undefined;
    const definition = name === undefined ? undefined : definitions[name];
    if (name !== undefined && definition && !wanted.has(name)) {
      wanted.set(name, withDescriptions(name, definition));
      collect(definition);
    }
    Object.values(schema).forEach(collect);
  };
  collect(schemas);
  return Object.fromEntries(wanted);
}

function withDescriptions(name: string, definition: JsonSchema): JsonSchema {
  const described = describedSchema.definitions?.[name]?.properties ?? {};
  // Where exactly one key may be set, one that is null does not count; the templates look at that.
  const { minProperties: _min, maxProperties, ...open } = definition;
  const { properties } = definition;
  if (!properties) return definition;
  const entries = Object.entries(properties).map(([key, property]) => {
    const description = described[key]?.description?.split('\n\n')[0];
    const value = definition.required?.includes(key) ? property : nullable(property);
    return [key, description === undefined ? value : { ...value, description }] as const;
  });
  return { ...(maxProperties === 1 ? open : definition), properties: Object.fromEntries(entries) };
}
