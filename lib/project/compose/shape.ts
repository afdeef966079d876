import type { JsonSchema } from '../../core/schema';
import { formatDuration } from '../../traefik/api/read';
import { ComposeConflict } from './conflict';
import { printed } from './go-text';
import { boolean } from './interpolate';
import { type Tree, type TreePath, child, entriesOf, isNull, itemsOf, textOf } from './tree';
import { readBytes, readDuration, readWords } from './units';

/**
 * What a part of a Compose file may be (`schema`, of its short forms as well), and what Compose makes of its long form
 * (`read`); undefined where it says nothing, as Compose leaves it out of what it prints.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  readonly read: (tree: Tree, path: TreePath) => T | undefined;
}

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

const nothing = (tree: Tree): boolean => isNull(tree);

function typed(...types: readonly ('string' | 'number' | 'integer' | 'boolean')[]): JsonSchema {
  return { type: types };
}

const printedText = (tree: Tree): string | undefined =>
  tree.kind === 'scalar' ? printed(tree) || undefined : undefined;

export const text: Shape<string> = { schema: { type: 'string' }, read: printedText };
export const textOrNumber: Shape<string> = { schema: typed('string', 'number'), read: printedText };
export const textOrFlag: Shape<string> = { schema: typed('string', 'boolean'), read: printedText };

export function oneOf(...words: readonly string[]): Shape<string> {
  return { schema: { enum: words }, read: printedText };
}

export function matching(pattern: string): Shape<string> {
  return { schema: { type: 'string', pattern }, read: printedText };
}

function flagOf(tree: Tree, path: TreePath): boolean | undefined {
  if (tree.kind !== 'scalar' || tree.value === null) return undefined;
  if (typeof tree.value === 'boolean') return tree.value;
  const value = boolean(String(tree.value));
  if (value === undefined) throw new ComposeConflict(tree.location, path, 'true or false');
  return value;
}

/** A boolean of which false is as good as nothing. */
export const flag: Shape<true> = {
  schema: typed('boolean', 'string'),
  read: (tree, path) => flagOf(tree, path) || undefined,
};
/** A boolean of which false says something. */
export const choice: Shape<boolean> = { schema: typed('boolean', 'string'), read: flagOf };

function numberOf(tree: Tree, path: TreePath): number | undefined {
  if (nothing(tree)) return undefined;
  const value = tree.kind === 'scalar' ? Number(tree.value) : NaN;
  if (Number.isNaN(value)) throw new ComposeConflict(tree.location, path, 'a number');
  return value;
}

/** A number of which 0 is as good as nothing. */
export const amount: Shape<number> = {
  schema: typed('number', 'string'),
  read: (tree, path) => numberOf(tree, path) || undefined,
};
/** A number of which 0 says something. */
export const count: Shape<number> = { schema: typed('integer', 'string'), read: numberOf };

/** A size in bytes, as a text, which Compose makes of it. */
export const bytes: Shape<string> = {
  schema: typed('number', 'string'),
  read: (tree, path) => {
    const written = printedText(tree);
    if (written === undefined) return undefined;
    const size = /^-?\d+$/.test(written) ? Number(written) : readBytes(written);
    if (size === undefined) throw new ComposeConflict(tree.location, path, 'a size such as 512m or 1.5gb');
    return size === 0 ? undefined : String(size);
  },
};

function nanosecondsOf(tree: Tree, path: TreePath): bigint | undefined {
  const written = printedText(tree);
  if (written === undefined) return undefined;
  const value = readDuration(written);
  if (value === undefined) throw new ComposeConflict(tree.location, path, 'a duration such as 1m30s');
  return value;
}

/** A duration as Go prints it; 0 says something. */
export const duration: Shape<string> = {
  schema: { type: 'string' },
  read: (tree, path) => {
    const value = nanosecondsOf(tree, path);
    return value === undefined ? undefined : formatDuration(value);
  },
};
/** A duration of which 0 is as good as nothing. */
export const delay: Shape<string> = {
  schema: { type: 'string' },
  read: (tree, path) => {
    const value = nanosecondsOf(tree, path);
    return value === undefined || value === 0n ? undefined : formatDuration(value);
  },
};

const textSchema: JsonSchema = { type: 'string' };

function textsOf(tree: Tree): readonly string[] | undefined {
  const items = textOf(tree) === undefined ? itemsOf(tree) : [tree];
  const texts = items.map((item) => (item.kind === 'scalar' ? printed(item) : ''));
  return texts.length === 0 ? undefined : texts;
}

export const texts: Shape<readonly string[]> = {
  schema: { type: 'array', items: textSchema },
  read: textsOf,
};
/** Texts, none of them twice. */
export const names: Shape<readonly string[]> = {
  schema: { type: 'array', items: textSchema, uniqueItems: true },
  read: textsOf,
};
export const numbersOrTexts: Shape<readonly string[]> = {
  schema: { type: 'array', items: typed('string', 'number'), uniqueItems: true },
  read: textsOf,
};
/** One text, or several. */
export const oneOrMore: Shape<readonly string[]> = {
  schema: { oneOf: [textSchema, names.schema] },
  read: textsOf,
};

const variablesSchema: JsonSchema = {
  oneOf: [
    {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
    { type: 'array', items: textSchema, uniqueItems: true },
  ],
};

/** Name and value; null where only the name is said. */
function variableEntries(tree: Tree): readonly (readonly [string, Tree, string | null])[] {
  if (tree.kind === 'map') {
    return entriesOf(tree).map(([name, value]) => [
      name,
      value,
      value.kind !== 'scalar' || value.value === null ? null : printed(value),
    ]);
  }
  return itemsOf(tree).map((item) => {
    const line = item.kind === 'scalar' ? printed(item) : '';
    const at = line.indexOf('=');
    return at < 0 ? [line, item, null] : [line.slice(0, at), item, line.slice(at + 1)];
  });
}

/** Variables by name; null where the value is said nowhere. */
export const variables: Shape<Readonly<Record<string, string | null>>> = {
  schema: variablesSchema,
  read: (tree, path) => {
    const entries = variableEntries(tree);
    for (const [name, { location }] of entries) {
      if (/\s$/.test(name))
        throw new ComposeConflict(location, [...path, name], 'a name without a blank at its end');
    }
    return entries.length === 0
      ? undefined
      : Object.fromEntries(entries.map(([name, , value]) => [name, value]));
  },
};

/** Texts by name. */
export const labels: Shape<Readonly<Record<string, string>>> = {
  schema: variablesSchema,
  read: (tree) => {
    const entries = variableEntries(tree);
    return entries.length === 0
      ? undefined
      : Object.fromEntries(entries.map(([name, , value]) => [name, value ?? '']));
  },
};

/** Texts or numbers by name, as a map alone. */
export const options: Shape<Readonly<Record<string, string>>> = {
  schema: { type: 'object', additionalProperties: { type: ['string', 'number', 'null'] } },
  read: labels.read,
};

/** The words of a command; none at all, said as such, take away what the image has. */
export const command: Shape<readonly string[]> = {
  schema: { oneOf: [{ type: 'null' }, textSchema, texts.schema] },
  read: (tree, path) => {
    const written = textOf(tree);
    if (written === undefined) return tree.kind === 'list' ? (textsOf(tree) ?? []) : undefined;
    const words = readWords(written);
    if (!words) throw new ComposeConflict(tree.location, path, 'a command with every quote closed');
    return words;
  },
};

export const healthTest: Shape<readonly string[]> = {
  schema: { oneOf: [textSchema, texts.schema] },
  read: (tree) => {
    const written = textOf(tree);
    return written === undefined ? textsOf(tree) : ['CMD-SHELL', written];
  },
};

/** Hosts with their addresses, as `host=address`, in the order of the texts. */
export const hosts: Shape<readonly string[]> = {
  schema: {
    oneOf: [
      { type: 'object', additionalProperties: { oneOf: [textSchema, texts.schema] } },
      { type: 'array', items: textSchema, uniqueItems: true },
    ],
  },
  read: (tree, path) => {
    const found =
      tree.kind === 'map' ? hostsOfMap(tree) : itemsOf(tree).flatMap((item) => hostsOfText(item, path));
    return found.length === 0 ? undefined : found.toSorted();
  },
};

function hostsOfMap(tree: Tree): string[] {
  return entriesOf(tree).flatMap(([host, value]) =>
    (textsOf(value) ?? ['']).map((address) => `${host}=${bare(address)}`),
  );
}

function hostsOfText(tree: Tree, path: TreePath): readonly string[] {
  const written = textOf(tree) ?? '';
  const at = written.includes('=') ? written.indexOf('=') : written.indexOf(':');
  if (at <= 0) throw new ComposeConflict(tree.location, path, 'a host such as "db:10.0.0.1"');
  const addresses = written.slice(at + 1).split(',');
  return addresses.map((address) => `${written.slice(0, at)}=${bare(address)}`);
}

function bare(address: string): string {
  return address.replace(/^\[(.+)\]$/, '$1');
}

/** The permissions of a file as Compose prints them: a text reads as octal digits, a number as it is. */
export const fileMode: Shape<string> = {
  schema: typed('number', 'string'),
  read: (tree) => {
    if (tree.kind !== 'scalar' || tree.value === null) return undefined;
    const value = typeof tree.value === 'string' ? Number.parseInt(tree.value, 8) : Number(tree.value);
    return `0${value.toString(8)}`;
  },
};

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
