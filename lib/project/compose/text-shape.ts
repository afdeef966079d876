import type { JsonSchema } from '../../core/schema';
import { ComposeConflict } from './conflict';
import { printed } from './go-text';
import { type Shape, typed } from './shape';
import { type Tree, type TreePath, entriesOf, itemsOf, textOf } from './tree';
import { readWords } from './units';

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
