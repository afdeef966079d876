import { strictSchema } from '../../environment';
import { describedSchema } from '../../environment/described-schema';
import { type JsonSchema, isPlainMap } from '../../manifest';
import type { Derived } from '../watched-program';
import { type ValuePath, type Values, isEqual, keyOf, valueAt } from '../values';
import type { Template } from '../template';
import { memoryPattern } from './computations';
import { describedDefinitions, descriptionOf, imageSchemas, initCheck, nullable } from './descriptions';
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
    ...(field.join('.') === 'resources.limits.memory' &&
      isComputedWith(path, derived) && { pattern: memoryPattern }),
  };
}

/** Whether the Go runtime's memory limit is computed with the value, which takes a form that it can compute with. */
function isComputedWith(path: ValuePath, { objects }: Derived): boolean {
  return objects.some(({ template }) => computes(template, keyOf(path)));
}

function computes(template: Template, path: string): boolean {
  switch (template.kind) {
    case 'value':
      return (template.computation?.startsWith('goMemoryLimit') ?? false) && keyOf(template.path) === path;
    case 'map':
      return template.entries.some(({ value }) => computes(value, path));
    case 'list':
      return template.items.some(({ value }) => computes(value, path));
    case 'choice':
      return [template.otherwise, ...template.options.map(({ value }) => value)].some((one) =>
        computes(one, path),
      );
    default:
      return false;
  }
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
