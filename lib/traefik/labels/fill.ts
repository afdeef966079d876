import type { FieldPath } from '../../core/finding';
import { isPlainMap } from '../../core/base';
import { formatDuration, parseDuration } from '../api/read';
import { isOff } from './check';
import { LabelError, type LabelNode } from './nodes';
import { rawValues } from './raw';
import { type Shape, fieldOf } from './shape';

type Plain = Readonly<Record<string, unknown>>;

/** Receives which label says which part. */
export type Note = (path: FieldPath, label: string) => void;

/**
 * What the labels say of a struct, with Traefik's defaults, as paerser's Fill and then /api/rawdata have it.
 *
 * @throws LabelError where a text is no value of its field's type
 */
export function fillStruct(
  shape: Shape,
  children: readonly LabelNode[],
  path: FieldPath,
  note: Note,
  before?: unknown,
): Plain {
  const started = before ?? shape.defaults;
  const result: Record<string, unknown> = isPlainMap(started) ? { ...started } : {};
  for (const child of children) {
    const field = fieldOf(shape, child.name);
    if (!field || isOff(field.shape, child)) continue;
    const { name } = field;
    const at = [...path, name];
    if (child.own !== undefined) note(at, child.own);
    const value = fill(field.shape, child, at, note, result[name]);
    if (field.shape.kept !== true && isZero(field.shape, value)) delete result[name];
    else result[name] = value;
  }
  return result;
}

function isZero({ kind }: Shape, value: unknown): boolean {
  if (kind === 'list') return Array.isArray(value) && value.length === 0;
  if (kind === 'map') return isPlainMap(value) && Object.keys(value).length === 0;
  return value === (kind === 'text' ? '' : kind === 'duration' ? '0s' : kind === 'flag' ? false : 0);
}

function fill(shape: Shape, node: LabelNode, path: FieldPath, note: Note, before?: unknown): unknown {
  switch (shape.kind) {
    case 'struct':
      return fillStruct(shape, node.children, path, note, before);
    case 'map':
      return fillMap(shape, node, path, note, before);
    case 'list':
      return fillList(shape, node, path, note, before);
    case 'any':
      return rawValues(node, path, note);
    default:
      return readScalar(shape, node.value, node);
  }
}

function fillMap({ of: item }: Shape, node: LabelNode, path: FieldPath, note: Note, before: unknown): Plain {
  // A file may write one map twice, spelt differently.
  const entries: (readonly [string, unknown])[] = isPlainMap(before) ? Object.entries(before) : [];
  for (const child of node.children) {
    if (item?.kind === 'text') entries.push(...joined(child, child.name, path, note));
    else if (item) {
      const at = [...path, child.name];
      if (child.own !== undefined) note(at, child.own);
      entries.push([child.name, fill(item, child, at, note)]);
    }
  }
  return Object.fromEntries(entries);
}

/** Names of headers may have dots: what was split is one key again. */
function joined(
  node: LabelNode,
  name: string,
  path: FieldPath,
  note: Note,
): readonly (readonly [string, string])[] {
  if (node.children.length === 0) {
    note([...path, name], node.label);
    return [[name, node.value]];
  }
  return node.children.flatMap((child) => joined(child, `${name}.${child.name}`, path, note));
}

function fillList(shape: Shape, node: LabelNode, path: FieldPath, note: Note, before: unknown): unknown {
  const { of: item, oneItem } = shape;
  if (!item) return [];
  if (item.kind !== 'struct') {
    // What is written as `entrypoints[0]` goes unread, and an empty text leaves Traefik's default.
    const texts = node.items ?? (node.value === '' ? [] : node.value.split(','));
    return texts.length === 0 ? (before ?? []) : texts.map((text) => readScalar(item, text.trim(), node));
  }
  if (oneItem) {
    if (node.children.length === 0)
      throw new LabelError(`invalid slice: node ${node.name}`, node.own ?? node.label);
    return [fillStruct(item, node.children, [...path, 0], note)];
  }
  return node.children.map((child, index) => fillStruct(item, child.children, [...path, index], note));
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);

function readScalar(shape: Shape, text: string, node: LabelNode): unknown {
  switch (shape.kind) {
    case 'text':
      return text;
    case 'flag': {
      const flag = flags.get(text);
      if (flag === undefined) throw noValue('ParseBool', text, node);
      return flag;
    }
    case 'duration': {
      const duration = parseDuration(text);
      if (duration === undefined)
        throw new LabelError(`time: invalid duration ${JSON.stringify(text)}`, node.own ?? node.label);
      return formatDuration(duration);
    }
    default:
      return readNumber(shape, text, node);
  }
}

function readNumber({ kind, bits = 64 }: Shape, text: string, node: LabelNode): number | bigint {
  const isSigned = kind === 'int';
  const parser = isSigned ? 'ParseInt' : 'ParseUint';
  if (!(isSigned ? /^[+-]?\d+$/ : /^\d+$/).test(text)) throw noValue(parser, text, node);
  const value = BigInt(text.replace(/^\+/, ''));
  const fits = isSigned ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
  if (!fits) throw noValue(parser, text, node, 'value out of range');
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function noValue(parser: string, text: string, node: LabelNode, why = 'invalid syntax'): LabelError {
  return new LabelError(`strconv.${parser}: parsing ${JSON.stringify(text)}: ${why}`, node.own ?? node.label);
}
