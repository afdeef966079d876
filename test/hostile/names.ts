import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

/** Every name that objects, functions and constructs have of their own, and words that mean something to YAML or us. */
export const names: readonly string[] = [
  ...new Set([
    ...[Object.prototype, Function.prototype, Construct.prototype, Chart.prototype].flatMap((own) =>
      Object.getOwnPropertyNames(own),
    ),
    'node',
    'prototype',
    'null',
    'true',
    'size',
    'get',
    'then',
    'toJSON',
    'base',
    '0',
    '-1',
    '',
  ]),
];

/** A tree of data with another name somewhere in it. */
export type Renaming = (name: string) => unknown;

/**
 * All places of a tree that can have another name: each key renamed, each map with one key more, each scalar, and
 * each word everywhere it is, so that what refers to it still does.
 */
export function renamings(tree: unknown): readonly Renaming[] {
  const found: Renaming[] = [];
  const words = new Set<string>();
  const visit = (value: unknown, put: (part: unknown) => unknown): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) =>
        visit(item, (part) => put(value.map((old, at) => (at === index ? part : old)))),
      );
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      for (const [key, item] of entries) {
        words.add(key);
        const replaced = (name: string, part: unknown): unknown =>
          put(Object.fromEntries(entries.map(([old, kept]) => (old === key ? [name, part] : [old, kept]))));
        found.push(
          (name) => replaced(name, item),
          (name) => put(Object.fromEntries([...entries, [name, item]])),
        );
        visit(item, (part) => replaced(key, part));
      }
    } else found.push((name) => put(name));
  };
  visit(tree, (part) => part);
  for (const word of words) found.push((name) => renamed(tree, word, name));
  return found;
}

/** Every key and text that is a word, and every variable of that name, becomes another. */
function renamed(value: unknown, word: string, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, word, name));
  if (typeof value === 'string')
    return value === word ? name : value.replaceAll(`\${${word}}`, () => `\${${name}}`);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key === word ? name : key, renamed(item, word, name)]),
  );
}

/** Of how many renamings one is tried: with names that every object inherits and that can be anything's, and with others. */
export interface Shares {
  readonly inherited: number;
  readonly others: number;
}

/** The renamings that are tried with a name, others with each; all with HOSTILE=all. */
function chosen(all: readonly Renaming[], name: string, shares: Shares): readonly Renaming[] {
  if (process.env['HOSTILE'] === 'all') return all;
  const step = ['constructor', '__proto__'].includes(name) ? shares.inherited : shares.others;
  const offset = names.indexOf(name);
  return all.filter((_, index) => (index + offset) % step === 0);
}

/** The trees with which something ends otherwise than well or with problems, and how. */
export function crashes(
  all: readonly Renaming[],
  name: string,
  shares: Shares,
  attempt: (tree: unknown) => void,
): unknown[] {
  return chosen(all, name, shares).flatMap((renaming) => {
    const tree = renaming(name);
    try {
      attempt(tree);
      return [];
    } catch (error) {
      // Tests have modules of their own for each file, and so more than one class of this name.
      if (error instanceof Error && error.name === 'ProblemError') return [];
      return [{ error: error instanceof Error ? error.stack : error, tree: JSON.stringify(tree) }];
    }
  });
}
