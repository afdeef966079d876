import { isPlainMap } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { Note } from './fill';
import type { LabelNode } from './nodes';

/** A plugin's configuration: texts, maps and lists, as the labels have them; paerser's raw values. */
export function rawValues(node: LabelNode, path: FieldPath, note: Note): Readonly<Record<string, unknown>> {
  if (isPlainMap(node.raw)) return node.raw;
  const result = new Map<string, unknown>();
  for (const child of node.children) {
    noteAll(child, [...path, child.name], note);
    const squashed = new Map<string, unknown>();
    squash(child, squashed, true);
    // What lies below one name lies below it again, unless it bears the same name.
    if (squashed.has(child.name)) for (const [name, value] of squashed) result.set(name, value);
    else result.set(child.name, Object.fromEntries(squashed));
  }
  return Object.fromEntries(result);
}

function squash(node: LabelNode, into: Map<string, unknown>, isOutermost: boolean): void {
  const [first] = node.children;
  if (!first) {
    into.set(node.name, node.value);
    return;
  }
  if (first.name.startsWith('[') && first.name.endsWith(']')) {
    into.set(
      node.name,
      node.children.map((child) => {
        const item = new Map<string, unknown>();
        squash(child, item, false);
        return item.get(child.name);
      }),
    );
    return;
  }
  const below = new Map<string, unknown>();
  for (const child of node.children) squash(child, isOutermost ? into : below, false);
  if (!isOutermost) into.set(node.name, Object.fromEntries(below));
}

function noteAll({ own, children }: LabelNode, path: FieldPath, note: Note): void {
  if (own !== undefined) note(path, own);
  for (const child of children) noteAll(child, path, note);
}
