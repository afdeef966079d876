import { strictSchema } from '../../../project/environment';
import { describedSchema } from '../../../project/environment/described-schema';
import type { JsonSchema } from '../../../core/schema';
import type { Derived } from '../derive/derived';
import { closedSchema, inferred, schemaAt } from '../schema';
import { withSharedParts } from '../shared-schema';
import { usedPaths } from '../template/used-paths';
import { type ValuePath, type Values, keyOf } from '../values';
import { goMemoryLimit, memoryPattern, sharePattern } from './computations';
import { describedDefinitions, descriptionOf, initCheck } from './descriptions';
import { domainSchema } from './domain-value';
import type { EnvironmentChart } from './environment-chart';
import { fixedImageSchema, imageSchema } from './image-values';
import { programSections } from './operator-schema';
import { releaseSchemas } from './release-values';
import { sectionNames } from './sections';

/** The schema of the chart's values, as one may read it. It is closed: a key that it does not name is refused. */
export function valuesSchema({ values, watched, derived, programs }: EnvironmentChart): JsonSchema {
  const environments = [...watched.values()];
  const traefik = watchedSchema('traefik', environments, derived);
  const services = watchedSchema('services', environments, derived);
  const sections = programSections(programs, services ?? {});
  const top: Record<string, JsonSchema> = {
    environment: {
      enum: [...values.keys()],
      description: 'The environment whose fixed parts are taken: those that no value covers.',
    },
    ...(everyHas('domain', values) && { domain: domainSchema }),
    ...(traefik && { traefik }),
    ...sections,
    initCheck: initCheck,
    ...Object.fromEntries(sectionNames.map((name) => [name, sectionSchema(name)])),
    ...releaseSchemas,
  };
  const definitions: Record<string, JsonSchema> = { ...describedDefinitions(top) };
  const shared = Object.keys(sections).map(
    (owner) => [owner, withSharedParts(top[owner] ?? {}, definitions)] as const,
  );
  return {
    ...closedSchema({ ...top, ...Object.fromEntries(shared) }, ['environment', 'services']),
    definitions,
  };
}

function everyHas(key: string, values: ReadonlyMap<string, Values>): boolean {
  return [...values.values()].every((own) => Object.hasOwn(own, key));
}

/** The same schema for values that are complete by themselves: nothing in them is null. */
export function completeSchema(schema: JsonSchema): JsonSchema {
  return { ...schema, definitions: { ...schema.definitions, ...strictSchema.definitions } };
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

/** The schemas of values of services and of Traefik: what the inputs have, in the words of environment files. */
function watchedSchema(
  key: string,
  environments: readonly Values[],
  derived: Derived,
): JsonSchema | undefined {
  const computed = usedPaths(
    derived.objects,
    ({ computation }) => computation?.startsWith(goMemoryLimit.name) ?? false,
  );
  return schemaAt(environments, new Set(derived.offered.map(keyOf)), [key], {
    describe: descriptionOf,
    schemaOf: (path, present) => leafSchema(path, present, computed),
    fixedSchemaOf: (path, present) => (isImage(path) ? fixedImageSchema(present.map(String)) : undefined),
    shortest: derived.shortest,
    domains: derived.domains,
  });
}

function leafSchema(
  path: ValuePath,
  present: readonly unknown[],
  computed: ReadonlySet<string>,
): JsonSchema | undefined {
  const [section, , ...field] = path;
  const [value] = present;
  if (section !== 'services') return undefined;
  if (isImage(path)) return imageSchema(present.map(String));
  const found = fieldSchema(strictSchema.definitions?.['EnvironmentService'], field, value);
  const { minimum, maximum, minLength, maxLength, pattern, minItems } = found ?? {};
  const demands = { minimum, maximum, minLength, maxLength, pattern, minItems, enum: found?.enum };
  const shape = inferred(present);
  return {
    ...shape,
    ...Object.fromEntries(Object.entries(demands).filter(([, demand]) => demand !== undefined)),
    ...(shape.type === 'array' && { items: found?.items ?? shape.items ?? { type: 'string' } }),
    ...computedPattern(path, computed),
  };
}

/** Whether a value is the image of a service, which the chart has in parts. */
function isImage([section, , ...field]: ValuePath): boolean {
  return section === 'services' && field.join('.') === 'image';
}

/**
 * A value that is computed with has a form that can be computed with.
 *
 * @param computed the keys of those of which the Go runtime's memory limit is computed
 */
function computedPattern(path: ValuePath, computed: ReadonlySet<string>): JsonSchema {
  const field = path.slice(2).join('.');
  if (field === 'resources.limits.memory' && computed.has(keyOf(path))) return { pattern: memoryPattern };
  if (field === 'go.memoryLimit') return { pattern: sharePattern };
  return {};
}

function resolve(schema: JsonSchema | undefined): JsonSchema {
  let found = schema ?? {};
  while (found.$ref !== undefined) {
    found = strictSchema.definitions?.[found.$ref.replace('#/definitions/', '')] ?? {};
  }
  return found;
}

function fieldSchema(
  schema: JsonSchema | undefined,
  path: ValuePath,
  value: unknown,
): JsonSchema | undefined {
  const found = resolve(schema);
  if (found.anyOf) {
    return found.anyOf
      .map((branch) => fieldSchema(branch, path, value))
      .find((branch) => branch !== undefined);
  }
  const [key, ...rest] = path;
  if (key !== undefined) {
    const { properties = {}, additionalProperties } = found;
    if (Object.hasOwn(properties, key)) return fieldSchema(properties[key], rest, value);
    return typeof additionalProperties === 'object'
      ? fieldSchema(additionalProperties, rest, value)
      : undefined;
  }
  const types = found.type === undefined ? [] : [found.type].flat();
  const own =
    typeof value === 'number' ? ['number', 'integer'] : [Array.isArray(value) ? 'array' : typeof value];
  return types.some((type) => own.includes(type)) ? found : undefined;
}
