import type { JsonSchema } from '../../core/schema';
import { formatDuration } from '../../traefik/api/read';
import { ComposeConflict } from './conflict';
import { printed } from './go-text';
import { boolean } from './interpolate';
import { type Tree, type TreePath, isNull } from './tree';
import { readBytes, readDuration } from './units';

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

export function typed(...types: readonly ('string' | 'number' | 'integer' | 'boolean')[]): JsonSchema {
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

/** The permissions of a file as Compose prints them: a text reads as octal digits, a number as it is. */
export const fileMode: Shape<string> = {
  schema: typed('number', 'string'),
  read: (tree) => {
    if (tree.kind !== 'scalar' || tree.value === null) return undefined;
    const value = typeof tree.value === 'string' ? Number.parseInt(tree.value, 8) : Number(tree.value);
    return `0${value.toString(8)}`;
  },
};
