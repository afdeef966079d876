import { isPlainMap } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { checkNodes } from './check';
import { type LabelConfiguration, type ReadLabels, filled } from './decode';
import { LabelError, type LabelNode } from './nodes';
import { type Shape, configurationShape } from './shape';

/** A file of which Traefik makes nothing. */
export interface RefusedFile {
  /** In Traefik's words. */
  readonly reason: string;
  /** The field that is at fault. */
  readonly path: FieldPath;
}

/** What a file of Traefik's file provider says: labels' sections, and what labels cannot say. */
export interface FileConfiguration extends LabelConfiguration {
  readonly http?: LabelConfiguration['http'] & { readonly serversTransports?: Named };
  readonly tcp?: LabelConfiguration['tcp'] & { readonly serversTransports?: Named };
  readonly tls?: LabelConfiguration['tls'] & {
    readonly options?: Named;
    readonly certificates?: readonly Readonly<Record<string, unknown>>[];
  };
}

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Reads a file of the dynamic configuration, as parsed YAML, as Traefik v3.7 does (paerser's file decoder). */
export function decodeFile(value: unknown): ReadLabels<FileConfiguration> | RefusedFile {
  const shape = fileShape();
  const sections = new Set(['http', 'tcp', 'udp', 'tls']);
  try {
    const nodes = childrenOf(value, []).filter(({ name }) => sections.has(name.toLowerCase()));
    checkNodes(shape, nodes);
    return filled(shape, nodes);
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    const path: unknown = JSON.parse(error.label);
    return { reason: error.message, path: Array.isArray(path) ? path.filter(isStep) : [] };
  }
}

function isStep(step: unknown): step is string | number {
  return typeof step === 'string' || typeof step === 'number';
}

/** The nodes of a map in the order of their names; in place of a label stands the path, as JSON. */
function childrenOf(value: unknown, path: FieldPath): LabelNode[] {
  if (!isPlainMap(value)) return [];
  return Object.keys(value)
    .toSorted()
    .filter((key) => value[key] !== null && value[key] !== undefined)
    .map((key) => nodeOf(key, value[key], [...path, key]));
}

function nodeOf(name: string, value: unknown, path: FieldPath): LabelNode {
  const label = JSON.stringify(path);
  const node = { name, value: '', children: [], label, own: label, raw: value };
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const maps = items.flatMap((item, index) =>
      isPlainMap(item) ? [{ ...node, name: `[${index}]`, children: childrenOf(item, [...path, index]) }] : [],
    );
    return { ...node, children: maps, items: items.filter((item) => !isPlainMap(item)).map(textOf) };
  }
  if (isPlainMap(value)) {
    const children = childrenOf(value, path);
    // What a map says, what it holds says: the rest of it is as Traefik has it by itself.
    return { ...node, children, ...(children.length > 0 && { own: undefined }) };
  }
  return { ...node, value: textOf(value) };
}

function textOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(6);
  return String(value);
}

let loaded: Shape | undefined;

/** The dynamic configuration as files may say it. */
function fileShape(): Shape {
  loaded ??= forFiles(configurationShape());
  return loaded;
}

function forFiles({ of: item, fields, ...shape }: Shape): Shape {
  return {
    ...shape,
    ...(item && { of: forFiles(item) }),
    ...(fields && { fields: Object.fromEntries(Object.entries(fields).map(fileField)) }),
  };
}

/** A field as files have it: lists are lists, and what labels cannot say may be said; what is shown nowhere is not kept. */
function fileField([name, field]: readonly [string, Shape]): readonly [string, Shape] {
  const { file, oneItem, allowEmpty = false, ignored = false, ...rest } = forFiles(field);
  const said =
    file === undefined
      ? { allowEmpty, ignored }
      : { allowEmpty: file === 'allowEmpty', ignored: file === '-' };
  const isShown = field.name !== '-';
  return [
    oneItem ? (field.name ?? name) : name,
    { ...rest, allowEmpty: said.allowEmpty, ignored: said.ignored || !isShown },
  ];
}
