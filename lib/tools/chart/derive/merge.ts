import { canonicalValue } from '../../../core/manifest';
import { isEqual, oncePer, own } from '../../../core/base';
import { type Sample, conditionFor } from './condition';
import { type Release, evaluate } from '../template/evaluate';
import { type Relevance, itemKey } from './effects';
import type { Condition, Part, Template } from '../template/template';

/** A part of an object as one rendering has it. */
export interface Seen {
  readonly sample: Sample;
  readonly release: Release;
  /** The part itself, with the values of the release. */
  readonly base: unknown;
  readonly template: Template;
}

/** What conditions may speak of. */
export interface Vocabulary {
  readonly relevance: Relevance;
  readonly environments: readonly string[];
}

/** One template for what several renderings have in the same place. */
export function merge(seen: readonly Seen[], vocabulary: Vocabulary): Template {
  const [first] = seen;
  if (!first) throw new Error('there is nothing to merge');
  if (seen.every(({ template }) => isSame(template, first.template))) return first.template;
  return (
    mergeMaps(seen, vocabulary) ??
    mergeLists(seen, vocabulary) ??
    mergeDigests(seen, vocabulary) ??
    mergeScalars(seen) ??
    choose(seen, vocabulary)
  );
}

/** Templates are compared again and again: each by itself, and then its parts. */
const textOf = oncePer((template: Template) => JSON.stringify(template));

function isSame(a: Template, b: Template): boolean {
  return a === b || textOf(a) === textOf(b);
}

/** The parts of the same key, and when there is one. */
function part(key: string, all: readonly Seen[], having: readonly Seen[], inner: Vocabulary): Part {
  const value = merge(having, inner);
  const when = having.length === all.length ? undefined : presence(all, having, inner);
  return { key, ...(when && { when }), value };
}

/** When something is there that only some renderings have. */
export function presence(
  all: readonly Seen[],
  having: readonly Seen[],
  { relevance, environments }: Vocabulary,
): Condition {
  const samples = new Set(having.map(({ sample }) => sample));
  return conditionFor(
    all.map(({ sample }) => sample),
    (sample) => samples.has(sample),
    relevance.features,
    environments,
  );
}

/** What conditions of a part may speak of. */
function within({ relevance, environments }: Vocabulary, key: string | undefined): Vocabulary {
  return { relevance: relevance.within(key), environments };
}

function mergeMaps(seen: readonly Seen[], vocabulary: Vocabulary): Template | undefined {
  const maps = seen.flatMap((one) =>
    one.template.kind === 'map' && one.template.entries.length > 0 ? [one.template] : [],
  );
  if (maps.length < seen.length) return undefined;
  const keys = Object.keys(
    canonicalValue(Object.fromEntries(maps.flatMap(({ entries }) => entries.map(({ key }) => [key, 0])))),
  );
  const entries = keys.map((key) => {
    const having = seen.flatMap((one) => {
      const entry = one.template.kind === 'map' && one.template.entries.find((other) => other.key === key);
      return entry ? [{ ...one, template: entry.value, base: own(one.base, key) }] : [];
    });
    return part(key, seen, having, within(vocabulary, key));
  });
  return { kind: 'map', entries };
}

function mergeLists(seen: readonly Seen[], vocabulary: Vocabulary): Template | undefined {
  const lists = seen.flatMap((one) =>
    one.template.kind === 'list' && one.template.items.length > 0 ? [one.template.items] : [],
  );
  if (lists.length < seen.length) return undefined;
  const keyed = keysOfItems(lists);
  const order = inOneOrder(keyed);
  if (!order) return undefined;
  const named = lists.every((items) => items.every(({ value }) => nameOf(value) !== undefined));
  const items = order.map((key) => {
    const having = seen.flatMap((one, number) => {
      const index = keyed[number]?.indexOf(key) ?? -1;
      const item = lists[number]?.[index];
      const base: unknown = Array.isArray(one.base) ? one.base[index] : undefined;
      return item ? [{ ...one, template: item.value, base }] : [];
    });
    return part(key, seen, having, within(vocabulary, named ? key : undefined));
  });
  return { kind: 'list', items };
}

/** What tells items of a list apart: their names; else their position, where all lists are as long, or themselves. */
function keysOfItems(lists: readonly (readonly Part[])[]): readonly (readonly string[])[] {
  const [first = []] = lists;
  const sameLength = lists.every(({ length }) => length === first.length);
  return lists.map((items) => {
    const taken = new Map<string, number>();
    return items.map(({ value }, index) => {
      const key = nameOf(value) ?? (sameLength ? String(index) : JSON.stringify(value));
      const count = (taken.get(key) ?? 0) + 1;
      taken.set(key, count);
      return count === 1 ? key : `${key} ${count}`;
    });
  });
}

function nameOf(template: Template): string | undefined {
  if (template.kind !== 'map') return undefined;
  const name = template.entries.find(({ key }) => key === 'name')?.value;
  return name?.kind === 'literal' && typeof name.value === 'string' ? itemKey(name.value) : undefined;
}

/** All keys in an order that agrees with each of the lists; undefined where there is none. */
function inOneOrder(lists: readonly (readonly string[])[]): readonly string[] | undefined {
  const waiting = lists.map((list) => [...list]);
  const order: string[] = [];
  for (;;) {
    const heads = waiting.flatMap(([head]) => head ?? []);
    if (heads.length === 0) return order;
    const next = heads.find((head) => waiting.every((list) => list.indexOf(head) <= 0));
    if (next === undefined) return undefined;
    order.push(next);
    for (const list of waiting) if (list[0] === next) list.shift();
  }
}

function mergeDigests(seen: readonly Seen[], vocabulary: Vocabulary): Template | undefined {
  const [first] = seen;
  if (first?.template.kind !== 'digest') return undefined;
  const { length } = first.template;
  const lines = seen.flatMap(({ template }) => (template.kind === 'digest' ? [template.lines] : []));
  if (lines.length < seen.length) return undefined;
  const order = inOneOrder(lines.map((all) => all.map(({ key }) => key)));
  if (!order) return undefined;
  const merged = order.map((key) => {
    const having = seen.flatMap((one, number) => {
      const line = lines[number]?.find((other) => other.key === key);
      return line ? [{ ...one, template: line.value, base: undefined }] : [];
    });
    const [line] = having;
    const same = having.every(({ template }) => isEqual(template, line?.template));
    const value = line && same ? line.template : mergeLines(having, vocabulary);
    const when = having.length === seen.length ? undefined : presence(seen, having, vocabulary);
    return { key, ...(when && { when }), value };
  });
  return { kind: 'digest', length, lines: merged };
}

/** Lines have no base that could be compared, so they are told apart by what they are. */
function mergeLines(seen: readonly Seen[], vocabulary: Vocabulary): Template {
  return choose(
    seen.map((one) => ({ ...one, base: evaluate(one.template, one.release) })),
    vocabulary,
  );
}

/** One of the templates, if it gives what each of the renderings has. */
function mergeScalars(seen: readonly Seen[]): Template | undefined {
  return seen
    .map(({ template }) => template)
    .filter(isCopy)
    .find((template) => seen.every((one) => gives(template, one)));
}

function gives(template: Template, { release, base }: Seen): boolean {
  return isEqual(evaluate(template, release), base);
}

/** Different forms, each under its condition; the one that most renderings have is left for the others. */
function choose(seen: readonly Seen[], vocabulary: Vocabulary): Template {
  const [otherwise, ...others] = formsOf(seen).toSorted((a, b) => b.length - a.length);
  if (!otherwise || others.length === 0) throw new Error('one form of a part could not be merged');
  return {
    kind: 'choice',
    options: others.map((form) => ({
      when: presence(seen, form, vocabulary),
      value: merge(form, vocabulary),
    })),
    otherwise: merge(otherwise, vocabulary),
  };
}

/** Renderings that have the same form. Where a value gives what is there, that it could also be a literal is chance. */
function formsOf(seen: readonly Seen[]): readonly (readonly Seen[])[] {
  const forms: Seen[][] = [];
  let left = seen;
  const copies = seen.map(({ template }) => template).filter(isCopy);
  for (const template of copies) {
    const form = left.filter((one) => gives(template, one));
    if (form.length === 0) continue;
    forms.push(form.map((one) => ({ ...one, template })));
    left = left.filter((one) => !form.includes(one));
  }
  const others = new Map<string, Seen[]>();
  for (const one of left) {
    const form = formOf(one.template);
    others.set(form, [...(others.get(form) ?? []), one]);
  }
  return [...forms, ...others.values()];
}

function isCopy({ kind }: Template): boolean {
  return kind === 'value' || kind === 'text' || kind === 'sum';
}

function formOf(template: Template): string {
  switch (template.kind) {
    case 'map':
      return template.entries.length === 0 ? 'no entries' : 'entries';
    case 'list':
      return template.items.length === 0
        ? 'no items'
        : `items ${JSON.stringify(keysOfItems([template.items]))}`;
    case 'digest':
      return `digest ${JSON.stringify(template.lines.map(({ key }) => key))}`;
    default:
      return JSON.stringify(template);
  }
}
