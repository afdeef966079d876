import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPlainMap, own, valueText } from '../base';
import { type ApiObjectData, isApiObject } from './api-object';
import type { PlacedObject } from './placed-object';
import { readText, unreadable } from '../file';
import { type FieldPath, type Location, type Problem, ProblemError } from '../finding';
import { parseYaml } from '../yaml';

/** An API object of a file, and where each part of it was written. */
export interface ReadObject extends PlacedObject {
  /** How messages name the file. */
  readonly file: string;
  readonly locate: (field: FieldPath) => Location;
}

export interface ReadingOptions {
  /**
   * Whether a program printed it, so that all of it is meant as objects: in a folder values of Helm, a kustomization and
   * the like lie beside manifests, and are passed over.
   * @default false
   */
  readonly isPrinted?: boolean;
}

export interface ObjectsReading {
  readonly objects: readonly ReadObject[];
  readonly problems: readonly Problem[];
}

/**
 * Reads API objects as `kubectl -f` does: files, folders with all below them (.yaml, .yml, .json), and `-` for
 * standard input. A file may have many documents; Lists are taken apart. Never throws on bad input.
 * @param standardInput what `-` means
 * @param isApart which folders below those that are named are not read
 */
export function readObjects(
  filenames: readonly string[],
  standardInput: () => string,
  isApart: (folder: string) => boolean = () => false,
): ObjectsReading {
  const objects: ReadObject[] = [];
  const problems: Problem[] = [];
  const known = new Set<string>();
  const read = (file: string, text: () => string, options?: ReadingOptions): void => {
    const found = attempt(file, () => objectsOf(text(), file, options), problems);
    // One by one: as arguments of one call, very many end it.
    for (const object of found?.objects ?? []) objects.push(object);
    for (const problem of found?.problems ?? []) problems.push(problem);
  };
  for (const name of filenames) {
    if (name === '-') read('<standard input>', standardInput, { isPrinted: true });
    else {
      for (const file of attempt(name, () => filesBelow(name, isApart), problems) ?? []) {
        // A file may be named by itself and by its folder: it is one file.
        if (known.has(resolve(file))) continue;
        known.add(resolve(file));
        read(file, () => readText(file));
      }
    }
  }
  return { objects, problems };
}

/** API objects of a YAML or JSON text. */
export function objectsOf(text: string, file: string, options?: ReadingOptions): ObjectsReading {
  const { documents, problems: faults } = parseYaml(text, file, { dialect: 'kubernetes' });
  const { objects, problems } = objectsIn(documents, file, options);
  return { objects, problems: [...faults, ...problems] };
}

/** One document of a file: its value, and where each part of it was written. */
export interface ReadDocument {
  readonly value: unknown;
  locate(path: FieldPath): Location;
}

/** API objects of the documents of a file. */
export function objectsIn(
  documents: readonly ReadDocument[],
  file: string,
  { isPrinted = false }: ReadingOptions = {},
): ObjectsReading {
  const objects: ReadObject[] = [];
  const problems: Problem[] = [];
  const take = (value: unknown, path: FieldPath, locate: ReadObject['locate']): void => {
    if (value === null) return;
    const items = itemsOf(value);
    if (items) items.forEach((item, index) => take(item, [...path, 'items', index], locate));
    else if (isApiObject(value) && hasTextNamespace(value) && !isKustomization(value))
      objects.push({ object: value, file, locate: (field) => locate([...path, ...field]) });
    else {
      const isMeant = isPrinted || path.length > 0 || isMeantAsObject(value);
      problems.push(isMeant ? brokenObject(value, locate(path)) : noObject(locate(path)));
    }
  };
  for (const document of documents) take(document.value, [], (path) => document.locate(path));
  return { objects, problems };
}

/** The items of a List: `kind: List` as kubectl prints it, or a typed one such as IngressRouteList. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('items' in value))
    return undefined;
  const { kind, items } = value;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : undefined;
}

/** Whether the namespace of an object, where it has one, is a text; null is as good as none. */
function hasTextNamespace({ metadata }: ApiObjectData): boolean {
  const namespace: unknown = metadata.namespace ?? '';
  return typeof namespace === 'string';
}

/** Whether a value was meant as an API object: it has two of the three things that make one. No file has text alone. */
function isMeantAsObject(value: unknown): boolean {
  if (!isPlainMap(value)) return !Array.isArray(value);
  if (isKustomization(value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    [typeof apiVersion === 'string', typeof kind === 'string', isPlainMap(metadata)].filter(Boolean).length >
    1
  );
}

/** kustomize's own files look like API objects, and no cluster takes them. */
function isKustomization(value: unknown): boolean {
  if (!isPlainMap(value)) return false;
  const { apiVersion } = value;
  return typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** Values of Helm, a kustomization and the like often lie beside manifests. */
function noObject(location: Location): Problem {
  return {
    rule: 'no-api-object',
    severity: 'info',
    message: 'It is passed over: it is no API object, which has apiVersion, kind and metadata.name.',
    location,
  };
}

function brokenObject(value: unknown, location: Location): Problem {
  const kind = isPlainMap(value) ? value['kind'] : undefined;
  if (typeof kind === 'string' && kind.endsWith('List')) {
    return {
      rule: 'broken-object',
      severity: 'error',
      message: 'This List has no list of items.',
      consequence: 'It would pass for a cluster without objects.',
      fix: 'Give it the items; where there are none, `items: []`.',
      location,
    };
  }
  const metadata = isPlainMap(value) ? value['metadata'] : undefined;
  for (const field of ['name', 'namespace']) {
    const written = own(metadata, field);
    if (typeof written === 'boolean' || typeof written === 'number') {
      return {
        rule: 'broken-object',
        severity: 'error',
        message: `Its metadata.${field} is ${valueText(written)} for YAML, and no text: y, n, yes, no, on, off and numbers are none.`,
        fix: `Write the ${field} in quotes.`,
        location,
      };
    }
  }
  if (isApiObject(value)) {
    return {
      rule: 'broken-object',
      severity: 'error',
      message: `Its metadata.namespace is ${valueText(value.metadata.namespace)}, and no text.`,
      consequence: 'kubectl would refuse it.',
      fix: 'Write the name of a namespace, or leave it out.',
      location,
    };
  }
  const what = isPlainMap(value)
    ? ''
    : `, but ${Array.isArray(value) ? 'a list' : `a ${typeNames[typeof value] ?? 'value'}`}`;
  return {
    rule: 'broken-object',
    severity: 'error',
    message: `This is no API object${what}: it needs apiVersion, kind and metadata.name.`,
    consequence: 'kubectl would refuse it.',
    location,
  };
}

const typeNames: Readonly<Record<string, string>> = { string: 'text', number: 'number', boolean: 'boolean' };

function filesBelow(path: string, isApart: (folder: string) => boolean): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = join(path, entry.name);
      if (entry.isDirectory()) return isApart(below) ? [] : filesBelow(below, isApart);
      return /\.(ya?ml|json)$/.test(entry.name) ? [below] : [];
    });
}

function attempt<T>(path: string, step: () => T, problems: Problem[]): T | undefined {
  try {
    return step();
  } catch (error) {
    problems.push(...(error instanceof ProblemError ? error.problems : [unreadable(path, error)]));
    return undefined;
  }
}
