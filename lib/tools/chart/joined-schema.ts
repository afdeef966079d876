import { isPlainMap } from '../../core/base';
import type { JsonSchema } from '../../core/schema';

/**
 * The same schema without `anyOf`. Helm tells of a value that fits none of several schemas only that, with the
 * complaints of each; of a value that does not fit one schema it tells what is wrong with it. Schemas of values of
 * different types are one schema, since what it demands of one type does not concern others. Several schemas of maps
 * become one that admits the keys of all of them.
 */
export function joinedSchema(schema: JsonSchema): JsonSchema {
  const { definitions = {} } = schema;
  const made = new Map<string, JsonSchema>();
  const resolve = (part: JsonSchema): JsonSchema => {
    if (part.$ref === undefined) return part;
    return resolve(definitions[part.$ref.replace('#/definitions/', '')] ?? {});
  };
  const branchesOf = (part: JsonSchema): readonly JsonSchema[] => {
    const found = resolve(part);
    return found.anyOf ? found.anyOf.flatMap(branchesOf) : [found];
  };
  const joined = (part: JsonSchema): JsonSchema => {
    const { anyOf, description, ...rest } = part;
    if (!anyOf) return within(part);
    const name = nameOf(part);
    const own = { ...rest, ...(description !== undefined && { description }) };
    if (name === undefined) return { ...join(branchesOf(part)), ...own };
    if (!made.has(name)) {
      made.set(name, {});
      made.set(name, join(branchesOf(part)));
    }
    // Nothing counts beside a reference.
    return { $ref: `#/definitions/${name}` };
  };
  const join = (branches: readonly JsonSchema[]): JsonSchema => within(joinedBranches(branches));
  const within = (part: JsonSchema): JsonSchema =>
    Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === 'definitions' ? value : inner(key, value)]),
    );
  const inner = (key: string, value: unknown): unknown => {
    if (!isPlainMap(value)) return value;
    if (key === 'properties') {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asSchema(one)]));
    }
    return key === 'items' || key === 'additionalProperties' ? joined(value) : value;
  };
  const asSchema = (value: unknown): unknown => (isPlainMap(value) ? joined(value) : value);
  const kept = Object.entries(definitions).map(([name, one]) => [name, joined(one)] as const);
  const body = within(schema);
  return { ...body, definitions: { ...Object.fromEntries(kept), ...Object.fromEntries(made) } };
}

/** The name of a definition that may be null as well: such parts are shared as those are that they refer to. */
function nameOf({ anyOf = [] }: JsonSchema): string | undefined {
  const [name, ...others] = anyOf.flatMap(({ $ref }) => $ref?.replace('#/definitions/', '') ?? []);
  const isNullable = anyOf.length === 2 && anyOf.some(({ type }) => type === 'null');
  return name !== undefined && others.length === 0 && isNullable ? `${name}-or-null` : undefined;
}

function joinedBranches(branches: readonly JsonSchema[]): JsonSchema {
  const maps = branches.filter(({ type }) => type === 'object');
  const others = branches.filter(({ type }) => type !== 'object');
  const [map] = maps;
  const all = map === undefined ? others : [...others, maps.length === 1 ? map : joinedMaps(maps)];
  if (all.some(({ type }) => type === undefined)) return {};
  const types = [...new Set(all.flatMap(({ type = [] }) => type))];
  // Words count for all types, so they go where another branch takes any value.
  const words = all.map(wordsOf);
  const { enum: _, const: __, ...demands }: JsonSchema = Object.assign({}, ...all);
  return {
    ...demands,
    type: types,
    ...(!words.includes(undefined) && { enum: words.flatMap((some = []) => some) }),
  };
}

/** The values that a schema names; undefined where it takes others. */
function wordsOf({ type, enum: words, const: only }: JsonSchema): readonly unknown[] | undefined {
  if (type === 'null') return [null];
  return words ?? (only === undefined ? undefined : [only]);
}

/** A map that may have the keys of any of several; which of them belong together is not for a schema to say. */
function joinedMaps(maps: readonly JsonSchema[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.assign({}, ...maps.map(({ properties }) => properties)),
    additionalProperties: false,
  };
}
