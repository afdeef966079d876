import { YAMLException, parseEvents } from 'js-yaml';
import type { FieldPath, Location, Problem } from '../finding';
import { Aliases, YamlComposer, maxDepth } from './compose';
import { type YamlFault, YamlFaults } from './fault';
import { indentContinuations, lacksIndentation } from './indent';
import { type YamlEntry, nodeOffset, nodeValue } from './node';
import { partsOf } from './parts';
import type { ScalarValue, YamlDialect } from './scalar';

/** One document of a YAML text: its plain data, and where each part of it was written. */
export interface YamlDocument {
  /** What JSON has; in the dialect of Kubernetes integers beyond a number's are bigints. */
  readonly value: unknown;
  /** The place of the value at a path: of its key in a map, of the item in a list, else of what encloses it. */
  locate(path: FieldPath): Location;
}

export interface YamlReading {
  /** The documents that have content; none where the text does not parse. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
}

export interface ParseYamlOptions {
  /**
   * Whose rules decide what an unquoted `yes` or `010` is: YAML 1.2's, or those of kubectl.
   * @default 'core'
   */
  readonly dialect?: YamlDialect;
}

/**
 * Reads YAML or JSON (which is YAML). It never throws on bad text: what is wrong comes back as problems with
 * file, line and column. Merge keys work; aliases are written out, within bounds.
 * @param file how messages name the text
 */
export function parseYaml(text: string, file: string, options: ParseYamlOptions = {}): YamlReading {
  const dialect = options.dialect ?? 'core';
  const { values, faults, parts } = read(text, dialect);
  const lines = lazy(() => lineStarts(text));
  return {
    documents: values.map((value, index) => ({
      value,
      locate: (path) => locationAt(lines(), offsetIn(parts, index, path), file),
    })),
    problems: faults.map((fault) => problemOf(fault, (offset) => locationAt(lines(), offset, file))),
  };
}

/** A text as values, part by part. */
interface Read {
  readonly values: readonly unknown[];
  readonly faults: readonly YamlFault[];
  readonly parts: readonly Part[];
}

/** Some documents of a text. */
interface Part {
  /** The number of its first document among all. */
  readonly first: number;
  /**
   * Its documents with their places. Places are asked for only where something is wrong, and then the part is read again:
   * keeping every offset of a large manifest would cost more memory than the manifest.
   */
  readonly again: () => Composed;
}

/** Where in the text the value at a path of a document stands. */
function offsetIn(parts: readonly Part[], document: number, path: FieldPath): number {
  const part = parts[lastUpTo(parts.length, (at) => (parts[at]?.first ?? 0) <= document)];
  if (!part) return 0;
  const { entries, originalOf } = part.again();
  const root = entries[document - part.first];
  return root ? originalOf(nodeOffset(root, path)) : 0;
}

/**
 * Reads a text part by part, so that what is made on the way of one part is gone before the next one is read. Where a part
 * does not parse, the whole is read at once, and what is told is told of the whole.
 */
function read(text: string, dialect: YamlDialect): Read {
  const values: unknown[] = [];
  const faults: YamlFault[] = [];
  const parts: Part[] = [];
  const aliases = new Aliases();
  const places = partsOf(text);
  for (const { start, end } of places.length > 1 ? places : []) {
    const part = (before: Aliases): Composed =>
      shifted(composeAsWritten(text.slice(start, end), dialect, { aliases: before }), start);
    const { entries, faults: own, isBroken = false } = part(aliases);
    if (isBroken) return readWhole(text, dialect);
    parts.push({ first: values.length, again: lazy(() => part(new Aliases())) });
    for (const { node } of entries) values.push(nodeValue(node));
    faults.push(...own);
  }
  return places.length > 1 ? { values, faults, parts } : readWhole(text, dialect);
}

function readWhole(text: string, dialect: YamlDialect): Read {
  const { entries, faults } = compose(text, dialect);
  return {
    values: entries.map(({ node }) => nodeValue(node)),
    faults,
    parts: [{ first: 0, again: lazy(() => compose(text, dialect)) }],
  };
}

/** A text as values that keep where they stand. */
export interface YamlEntries {
  /** Those that have content. */
  readonly documents: readonly YamlEntry[];
  readonly problems: readonly Problem[];
  /** The place of an entry. */
  readonly locate: (entry: YamlEntry) => Location;
}

/** The same as `parseYaml` for texts that are small, and of whose values the places are asked for one by one. */
export function parseYamlEntries(text: string, file: string): YamlEntries {
  const { entries, faults } = composeAsWritten(text, 'core');
  const lines = lazy(() => lineStarts(text));
  const locationOf = (offset: number): Location => locationAt(lines(), offset, file);
  return {
    documents: entries,
    problems: faults.map((fault) => problemOf(fault, locationOf)),
    locate: ({ offset }) => locationOf(offset),
  };
}

/** A value of a YAML text with its place: of its key in a map, of its first character in a list. */
export type YamlTree = YamlTreePlace &
  (
    | { readonly kind: 'scalar'; readonly value: ScalarValue; readonly plain?: string }
    | { readonly kind: 'list'; readonly items: readonly YamlTree[] }
    | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, YamlTree> }
  );

interface YamlTreePlace {
  readonly location: Location;
  /** A tag of the format's own. */
  readonly tag?: string;
}

/** The same as values with their places, for formats that are merged and rewritten before they mean something. */
export function parseYamlTree(
  text: string,
  file: string,
  { dialect, tags }: { readonly dialect: YamlDialect; readonly tags: ReadonlySet<string> },
): { readonly documents: readonly YamlTree[]; readonly problems: readonly Problem[] } {
  const { entries, faults } = composeAsWritten(text, dialect, { tags });
  const lines = lineStarts(text);
  const locationOf = (offset: number): Location => locationAt(lines, offset, file);
  const tree = ({ offset, node, tag }: YamlEntry): YamlTree => {
    const place = { location: locationOf(offset), ...(tag !== undefined && { tag }) };
    if (node.kind === 'list') return { ...place, kind: 'list', items: node.items.map(tree) };
    if (node.kind === 'scalar') {
      const { value, plain } = node;
      return { ...place, kind: 'scalar', value, ...(plain !== undefined && { plain }) };
    }
    const children = Array.from(node.entries, ([key, entry]) => [key, tree(entry)] as const);
    return { ...place, kind: 'map', entries: new Map(children) };
  };
  return { documents: entries.map(tree), problems: faults.map((fault) => problemOf(fault, locationOf)) };
}

function problemOf(fault: YamlFault, locationOf: (offset: number) => Location): Problem {
  const { rule, severity, consequence, fix, earlier } = fault;
  const message =
    earlier === undefined ? fault.message : `${fault.message} First in line ${locationOf(earlier).line}.`;
  return { rule, severity, message, consequence, fix, location: locationOf(fault.offset) };
}

interface Composed {
  readonly entries: readonly YamlEntry[];
  readonly faults: readonly YamlFault[];
  /** Where in the text as it was written an offset of a node is. */
  readonly originalOf: (offset: number) => number;
  /** Whether it does not parse. */
  readonly isBroken?: boolean;
  /** Whether it does not parse since kubectl takes less indentation than the specification wants. */
  readonly isShallow?: boolean;
}

function compose(written: string, dialect: YamlDialect): Composed {
  const composed = composeAsWritten(written, dialect);
  if (dialect !== 'kubernetes' || !composed.isShallow) return composed;
  const { text, originalOf } = indentContinuations(written);
  const { entries, faults } = composeAsWritten(text, dialect);
  return { entries, faults: faults.map((fault) => faultAt(fault, originalOf)), originalOf };
}

/** What was read of a part of a text, as told of the text. */
function shifted({ entries, faults, isBroken }: Composed, by: number): Composed {
  const originalOf = (offset: number): number => offset + by;
  return { entries, faults: faults.map((fault) => faultAt(fault, originalOf)), originalOf, isBroken };
}

interface HowToCompose {
  /** Tags of the format's own. */
  readonly tags?: ReadonlySet<string>;
  /** What aliases have added to the text so far. @default nothing */
  readonly aliases?: Aliases;
}

function composeAsWritten(
  text: string,
  dialect: YamlDialect,
  { tags, aliases = new Aliases() }: HowToCompose = {},
): Composed {
  const originalOf = (offset: number): number => offset;
  try {
    const faults = new YamlFaults();
    const reading = { source: text, dialect, faults, aliases, tags, keepsPlain: tags !== undefined };
    const entries = new YamlComposer(parseEvents(text, { maxDepth }), reading).documents();
    return { entries, faults: faults.all, originalOf };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const faults = [syntaxFault(error, text)];
    return { entries: [], faults, originalOf, isBroken: true, isShallow: lacksIndentation(error) };
  }
}

function faultAt({ offset, earlier, ...fault }: YamlFault, placeOf: (offset: number) => number): YamlFault {
  return { ...fault, offset: placeOf(offset), ...(earlier !== undefined && { earlier: placeOf(earlier) }) };
}

function syntaxFault({ reason, mark }: YAMLException, text: string): YamlFault {
  const fix = syntaxFixes.find(([pattern]) => pattern.test(reason))?.[1];
  const offset = Math.min(mark?.position ?? 0, text.length);
  return { rule: 'invalid-yaml', severity: 'error', message: `This is not YAML: ${reason}.`, fix, offset };
}

/** What most often stands behind the parser's messages. */
const syntaxFixes: readonly (readonly [RegExp, string])[] = [
  [/tab/, 'Indent with spaces; YAML does not take tabs for it.'],
  [/indentation of a mapping entry/, 'Align the key with its neighbours; quote a value that holds ": ".'],
  [/indentation of a sequence entry/, 'Align "- " with the other items of the list.'],
  [/flow collection/, 'Close every "{" and "["; quote a text that begins with one of them.'],
  [/quoted scalar/, 'Close the quote.'],
  [/escape|hexadecimal/, 'Write "\\\\" for a backslash, or use single quotes.'],
  [/maxDepth/, `Nest at most ${maxDepth} levels deep.`],
  [/null byte/, 'Save the file as UTF-8 text.'],
];

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}

function locationAt(starts: readonly number[], offset: number, file: string): Location {
  const low = lastUpTo(starts.length, (at) => (starts[at] ?? 0) <= offset);
  return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The last of some numbers from 0 of which something holds; it holds of all before one of which it holds. */
function lastUpTo(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
