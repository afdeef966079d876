import { describedSchema, strictSchema } from '../../environment';
import { type JsonSchema, isPlainMap } from '../../manifest';
import type { Derived } from '../watched-program';
import { type ValuePath, type Values, isEqual, keyOf, valueAt } from '../values';
import { memoryPattern } from './computations';
import { sectionNames } from './sections';

/** The schema of the chart's values. It is closed: a key that it does not name is refused. */
export function valuesSchema(values: ReadonlyMap<string, Values>, derived: Derived): JsonSchema {
  const environments = [...values.values()];
  const top: Record<string, JsonSchema> = {
    global: {
      type: 'object',
      description: 'Values of all charts of a release, which this one does not read.',
    },
    environment: {
      enum: [...values.keys()],
      description: 'The environment whose fixed parts are taken: those that no value covers.',
    },
    ...leafSchemas(environments, derived, ['traefik']),
    services: servicesSchema(environments, derived),
    initCheck: initCheck,
    ...Object.fromEntries(sectionNames.map((name) => [name, sectionSchema(name)])),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: top,
    additionalProperties: false,
    required: ['environment', 'services'],
    definitions: describedDefinitions(),
  };
}

const initCheck: JsonSchema = {
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

/** The same schema for values that are complete by themselves: nothing in them is null. */
export function completeSchema(schema: JsonSchema): JsonSchema {
  return { ...schema, definitions: strictSchema.definitions };
}

/** Maps by name whose entries may be taken away with null. */
function sectionSchema(name: (typeof sectionNames)[number]): JsonSchema {
  const { properties = {} } = strictSchema;
  const { description } = describedSchema.properties?.[name] ?? {};
  if (name === 'issuer') return { ...properties[name], description };
  if (name === 'routes' || name === 'tls') {
    const definition = resolve(properties[name] ?? {});
    const inner = Object.entries(definition.properties ?? {}).map(
      ([key, map]) => [key, removable(map)] as const,
    );
    return {
      type: 'object',
      description,
      properties: Object.fromEntries(inner),
      additionalProperties: false,
    };
  }
  return { ...removable(properties[name] ?? {}), description };
}

function removable(map: JsonSchema): JsonSchema {
  const { additionalProperties } = map;
  if (typeof additionalProperties !== 'object') return map;
  return {
    ...map,
    propertyNames: { pattern: '^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$' },
    additionalProperties: { anyOf: [{ type: 'null' }, additionalProperties] },
  };
}

function servicesSchema(environments: readonly Values[], derived: Derived): JsonSchema {
  return {
    type: 'object',
    description: describedSchema.properties?.['services']?.description,
    ...leafSchemas(environments, derived, ['services'])['services'],
  };
}

/** Closed maps down to the values that are offered. */
function leafSchemas(
  environments: readonly Values[],
  derived: Derived,
  path: ValuePath,
): Record<string, JsonSchema> {
  const key = path.at(-1) ?? '';
  const present = environments.flatMap((values) => {
    const value = valueAt(values, path);
    return value === undefined ? [] : [value];
  });
  if (present.length === 0) return {};
  const description = descriptionOf(path);
  if (!present.every(isPlainMap)) {
    return { [key]: { ...leafSchema(path, present, derived), ...(description && { description }) } };
  }
  const keys = [...new Set(present.flatMap((map) => Object.keys(map)))];
  const required = keys.filter((inner) => present.every((map) => Object.hasOwn(map, inner)));
  return {
    [key]: {
      type: 'object',
      ...(description && { description }),
      properties: Object.fromEntries(
        keys.flatMap((inner) =>
          Object.entries(leafSchemas(environments, derived, [...path, inner])).map(
            ([name, schema]) => [name, required.includes(name) ? schema : nullable(schema)] as const,
          ),
        ),
      ),
      additionalProperties: false,
      ...(required.length > 0 && { required }),
    },
  };
}

function leafSchema(path: ValuePath, present: readonly unknown[], derived: Derived): JsonSchema {
  const [section, , ...field] = path;
  const [value] = present;
  if (section === 'services' && field[0] === 'image')
    return imageSchemas[field[1] ?? ''] ?? { type: 'string' };
  const found =
    section === 'services' ? schemaAt(strictSchema.definitions?.['GoServiceSpec'], field, value) : undefined;
  // It is here because it can be taken away; what it holds is fixed.
  if (!derived.offered.some((leaf) => keyOf(leaf) === keyOf(path) && !isPlainMap(value))) {
    return {
      enum: present.filter((one, index) => present.findIndex((other) => isEqual(one, other)) === index),
    };
  }
  const type = Array.isArray(value)
    ? 'array'
    : typeof value === 'number'
      ? Number.isInteger(value)
        ? 'integer'
        : 'number'
      : typeof value === 'boolean'
        ? 'boolean'
        : 'string';
  const { minimum, maximum, minLength, maxLength, pattern } = found ?? {};
  const demands = { minimum, maximum, minLength, maxLength, pattern, enum: found?.enum };
  return {
    type,
    ...Object.fromEntries(Object.entries(demands).filter(([, demand]) => demand !== undefined)),
    ...(type === 'array' && { items: { type: 'string' as const } }),
    ...(isComputedWith(path, derived) && { pattern: memoryPattern }),
  };
}

const imageSchemas: Readonly<Record<string, JsonSchema>> = {
  repository: {
    type: 'string',
    minLength: 1,
    pattern: '^[^@\\s]+$',
    description: 'Registry and path of the image.',
  },
  tag: {
    type: 'string',
    // Something of it has to remain for the label of the version.
    pattern: '^(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,127}|_[_.-]{0,61}[A-Za-z0-9][A-Za-z0-9_.-]{0,64})$',
    description: 'Tag of the image, always text.',
  },
  digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$', description: 'Digest of the image.' },
};

/** Whether the Go runtime's memory limit is computed with the value, which takes a form that it can compute with. */
function isComputedWith(path: ValuePath, { objects }: Derived): boolean {
  return JSON.stringify(objects).includes(
    `"path":${JSON.stringify(path)},"text":true,"computation":"goMemoryLimit`,
  );
}

function resolve(schema: JsonSchema | undefined): JsonSchema {
  let found = schema ?? {};
  while (found.$ref !== undefined) {
    found = strictSchema.definitions?.[found.$ref.replace('#/definitions/', '')] ?? {};
  }
  return found;
}

function schemaAt(schema: JsonSchema | undefined, path: ValuePath, value: unknown): JsonSchema | undefined {
  const found = resolve(schema);
  if (found.anyOf) {
    return found.anyOf.map((branch) => schemaAt(branch, path, value)).find((branch) => branch !== undefined);
  }
  const [key, ...rest] = path;
  if (key !== undefined) {
    const { properties = {}, additionalProperties } = found;
    if (Object.hasOwn(properties, key)) return schemaAt(properties[key], rest, value);
    return typeof additionalProperties === 'object' ? schemaAt(additionalProperties, rest, value) : undefined;
  }
  const types = found.type === undefined ? [] : [found.type].flat();
  const own =
    typeof value === 'number' ? ['number', 'integer'] : [Array.isArray(value) ? 'array' : typeof value];
  return types.some((type) => own.includes(type)) ? found : undefined;
}

/** What the environment schema says of a field, in its first paragraph. */
export function descriptionOf(path: ValuePath): string | undefined {
  const [section, name, ...field] = path;
  if (section === 'services' && name !== undefined && field.length > 0) {
    if (field[0] === 'image' && field.length > 1) return imageSchemas[field[1] ?? '']?.description;
    return describedAt(describedSchema.definitions?.['GoServiceSpec'], field);
  }
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

/** The definitions that sections need, with the descriptions of their fields. */
function describedDefinitions(): Readonly<Record<string, JsonSchema>> {
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
  for (const section of sectionNames) collect(strictSchema.properties?.[section]);
  return Object.fromEntries(wanted);
}

/** The same, or null: that takes a value away which another file has set. */
function nullable(schema: JsonSchema): JsonSchema {
  if (schema.type === undefined) return { anyOf: [{ type: 'null' }, schema] };
  const types = [schema.type].flat();
  return {
    ...schema,
    type: [...types, 'null'],
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
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
