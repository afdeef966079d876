import { oncePer } from '../base';
import type { FieldPath } from '../finding';
import type { CompiledSchema } from './compiled';
import { alternatives, jsonType, quote, takesType } from './describe';

/** Where a field belongs that stands where there is none of its name. */
export interface Elsewhere {
  /** The end of a sentence about it. */
  readonly belongs: string;
  readonly fix: string;
}

/** Places of which one can choose; a name that more maps have says nothing of what was meant. */
const mostPlaces = 3;

/** The place nearest to a map in which a schema has such a field: a level below, in a map around it, beside it, or two levels below. */
export function elsewhere(
  root: CompiledSchema,
  path: FieldPath,
  key: string,
  value: unknown,
): Elsewhere | undefined {
  const isThere = (schemas: Schemas): boolean => schemas.some((schema) => hasField(schema, key, value));
  const around: Schemas[] = [variants([root])];
  for (const step of path) around.push(below(around.at(-1) ?? [], step));
  const here = around.pop() ?? [];
  return (
    deeper(placesBelow(here, isThere, 1), key) ??
    outer(path[around.findLastIndex(isThere)]) ??
    aside(placesBelow(around.at(-1) ?? [], isThere, 1)) ??
    deeper(placesBelow(here, isThere, 2), key)
  );
}

/** What one value is held against: a schema with the alternatives and parts that it has. */
type Schemas = readonly CompiledSchema[];

function deeper(places: readonly string[], key: string): Elsewhere | undefined {
  if (places.length === 0 || places.length > mostPlaces) return undefined;
  return {
    belongs: `it is a field of ${alternatives(places)}`,
    fix: `Write it as ${alternatives(places.map((place) => `${place}.${key}`))}.`,
  };
}

function outer(beside: string | number | undefined): Elsewhere | undefined {
  if (beside === undefined) return undefined;
  return { belongs: `it belongs beside ${quote(beside)}`, fix: `Write it beside ${quote(beside)}.` };
}

function aside([place, ...others]: readonly string[]): Elsewhere | undefined {
  if (place === undefined || others.length > 0) return undefined;
  return { belongs: `it belongs below ${quote(place)}`, fix: `Write it below ${quote(place)}.` };
}

/** Fields so many levels below a map whose own fields are as asked; `[]` stands for any item of a list. */
function placesBelow(
  schemas: Schemas,
  isThere: (schemas: Schemas) => boolean,
  levels: number,
): readonly string[] {
  const places = schemas.flatMap(fieldsOf).flatMap(({ name, inner }): readonly string[] => {
    if (levels === 1) return isThere(inner) ? [name] : [];
    return placesBelow(inner, isThere, levels - 1).map((place) => `${name}.${place}`);
  });
  return [...new Set(places)];
}

/** The fields of a schema, each with what its values or their items are held against: found once, for thousands of words. */
const fieldsOf = oncePer((schema: CompiledSchema) =>
  Object.keys(schema.schema.properties ?? {}).map((name) => {
    const field = below([schema], name);
    const items = below(field, 0);
    return items.length > 0 ? { name: `${name}[]`, inner: items } : { name, inner: field };
  }),
);

function below(schemas: Schemas, step: string | number): Schemas {
  return variants(
    schemas.flatMap((schema) => {
      const part = typeof step === 'number' ? schema.items : (schema.named(step) ?? schema.others);
      return part ?? [];
    }),
  );
}

function variants(schemas: Schemas): Schemas {
  return schemas.flatMap(variantsOf);
}

const variantsOf = oncePer((schema: CompiledSchema): Schemas => {
  const { allOf = [], anyOf = [], oneOf = [] } = schema.schema;
  return [schema, ...[...allOf, ...anyOf, ...oneOf].map((part) => schema.branch(part))];
});

/** A field that excludes every value (`never` in TypeScript) is none. */
function hasField(schema: CompiledSchema, key: string, value: unknown): boolean {
  const field = schema.named(key)?.schema;
  return (
    field !== undefined &&
    Object.keys(field.not ?? { type: 1 }).length > 0 &&
    takesType(field, jsonType(value))
  );
}
