import type { JsonSchema } from '../../core/schema';
import type { Read, Shape } from './shape';
import { child, entriesOf, itemsOf } from './tree';

export function listOf<T>(
  item: Shape<T>,
  short: readonly JsonSchema[] = [],
  isUnique = false,
): Shape<readonly T[]> {
  const items = short.length === 0 ? item.schema : { oneOf: [...short, item.schema] };
  return {
    schema: { type: 'array', items, ...(isUnique && { uniqueItems: true }) },
    read: (tree, path) => {
      const read = itemsOf(tree).map((each) => item.read(each, [...path, '[]']));
      const found = read.filter((each) => each !== undefined);
      return found.length === 0 ? undefined : found;
    },
  };
}

const keyPattern = '^[a-zA-Z0-9._-]+$';

/** A map of names that the file chooses. Entries that say nothing are kept as null where `keepsEmpty`. */
export function mapOf<T>(
  value: Shape<T>,
  { pattern = keyPattern, keepsEmpty = false } = {},
): Shape<Readonly<Record<string, T | null>>> {
  return {
    schema: { type: 'object', patternProperties: { [pattern]: value.schema }, additionalProperties: false },
    read: (tree, path) => {
      const entries = entriesOf(tree).flatMap(([name, each]): (readonly [string, T | null])[] => {
        const read = value.read(each, [...path, name]);
        return read === undefined && !keepsEmpty ? [] : [[name, read ?? null]];
      });
      return entries.length === 0 ? undefined : Object.fromEntries(entries);
    },
  };
}

/** What one of several shapes may be; it is read as the first. */
export function or<T>(shape: Shape<T>, ...others: readonly JsonSchema[]): Shape<T> {
  return { schema: { oneOf: [...others, shape.schema] }, read: shape.read };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
/** A map of the fields of a shape, all of them optional. */
export type FieldsOf<F extends Fields> = { readonly [K in keyof F]?: Read<F[K]> };

interface ObjectOptions {
  readonly required?: readonly string[];
  /** Whether it may be null, which is as good as nothing. @default false */
  readonly nullable?: boolean;
  /** Whether it is kept where it says nothing. @default false */
  readonly keepsEmpty?: boolean;
}

/** A map of fields; others are unknown, but for `x-…`, which are anybody's. */
export function object<F extends Fields>(
  fields: F,
  { required, nullable = false, keepsEmpty = false }: ObjectOptions = {},
): Shape<FieldsOf<F>> {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]));
  return {
    schema: {
      type: nullable ? ['object', 'null'] : 'object',
      properties,
      patternProperties: { '^x-': {} },
      additionalProperties: false,
      ...(required && { required }),
    },
    read: (tree, path) => {
      if (tree.kind !== 'map') return undefined;
      const read: Record<string, unknown> = {};
      for (const [name, shape] of Object.entries(fields)) {
        const value = child(tree, name);
        const found = value && shape.read(value, [...path, name]);
        if (found !== undefined) read[name] = found;
      }
      if (Object.keys(read).length === 0 && !keepsEmpty) return undefined;
      return fieldsOf<F>(read);
    },
  };
}

/** What the shapes of the fields have read is of their types. */
function fieldsOf<F extends Fields>(read: Readonly<Record<string, unknown>>): FieldsOf<F> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the loop above reads each field by its own shape
  return read as FieldsOf<F>;
}
