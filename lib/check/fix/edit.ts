import { isEqual } from '../../core/base';
import type { Location } from '../../core/finding';
import { type ReadObject, objectsOf } from '../../core/manifest';
import { changed } from './change';
import type { Change, Fix } from './fix';

/** A text in which fixes are written. */
export interface Edited {
  readonly text: string;
  readonly done: readonly Fix[];
  /** Those that cannot be written without touching more than they are about: anchors, folded texts. */
  readonly left: readonly Fix[];
}

/**
 * Writes fixes into the text of a file, where each changes what it says and nothing else: comments, order and quotes
 * stay. The text is read again after each change, and has to be the old one with that change.
 */
export function edit(source: string, file: string, fixes: readonly Fix[]): Edited {
  let text = source;
  const done: Fix[] = [];
  const left: Fix[] = [];
  const numbers = new Map(objectsOf(source, file).objects.map(({ object }, index) => [keyOf(object), index]));
  for (const fix of fixes) {
    const index = numbers.get(keyOf(fix.placed.object));
    const next = index === undefined ? undefined : withChanges(text, file, index, fix.changes);
    if (next === undefined) left.push(fix);
    else {
      text = next;
      done.push(fix);
    }
  }
  return { text, done, left };
}

function keyOf(object: unknown): string {
  return JSON.stringify(object, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

function withChanges(
  source: string,
  file: string,
  index: number,
  changes: readonly Change[],
): string | undefined {
  let text = source;
  for (const change of changes) {
    const { objects } = objectsOf(text, file);
    const placed = objects[index];
    const expected = objects.map(({ object }, at) => (at === index ? changed(object, change) : object));
    const next = (placed ? withChange(text, placed, change) : []).find((candidate) =>
      isEqual(
        objectsOf(candidate, file).objects.map(({ object }) => object),
        expected,
      ),
    );
    if (next === undefined) return undefined;
    text = next;
  }
  return text;
}

/** A key or value as it may be written. */
interface Spelling {
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double';
}

/** The text with a change, in quotes of the kind that are there, else in single ones. */
function withChange(
  text: string,
  { object, locate }: ReadObject,
  { path, ...change }: Change,
): readonly string[] {
  const start = offsetOf(text, locate(path));
  const key = path.at(-1);
  const name = typeof key === 'string' ? spelledAt(text, start, key) : undefined;
  const behind = start + (name?.text.length ?? 0);
  const value = valueOf(object, path);
  const at = name ? behind + (/^\s*:[ \t]*/.exec(text.slice(behind))?.[0].length ?? 0) : behind;
  const old = change.kind === 'key' ? name : spelledAt(text, at, String(value));
  if (!old) return [];
  const place = change.kind === 'key' ? start : at;
  // What was no text had no quotes: then those of its key tell how texts are written here.
  const style = change.kind === 'value' && typeof value !== 'string' ? (name?.style ?? 'plain') : old.style;
  const written =
    typeof change.to === 'number'
      ? [String(change.to)]
      : [spelled(change.to, style), spelled(change.to, 'single')];
  return written.map((to) => text.slice(0, place) + to + text.slice(place + old.text.length));
}

function valueOf(object: unknown, path: Change['path']): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    object,
  );
}

function spelledAt(text: string, at: number, word: string): Spelling | undefined {
  return (['plain', 'single', 'double'] as const)
    .map((style) => ({ text: spelled(word, style), style }))
    .find((spelling) => text.startsWith(spelling.text, at));
}

function spelled(word: string, style: Spelling['style']): string {
  if (style === 'single') return `'${word.replaceAll("'", "''")}'`;
  return style === 'double' ? JSON.stringify(word) : word;
}

function offsetOf(text: string, { line, column }: Location): number {
  const lines = /\r\n?|\n/g;
  let start = 0;
  for (let count = 1; count < line; count++) {
    if (lines.exec(text) === null) return text.length;
    start = lines.lastIndex;
  }
  return start + column - 1;
}
