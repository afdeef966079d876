import { type ApiObjectData, groupOf } from '../../../core/manifest';
import { isPlainMap } from '../../../core/base';

/** Objects of one rendering by identity, each with the file that it belongs to. */
export type ObjectSet = ReadonlyMap<string, { readonly file: string; readonly object: ApiObjectData }>;

/**
 * The objects of a rendering by identity: group, kind and name. The namespace may be a value, so it is not part of
 * it; objects that differ in nothing else are numbered.
 */
export function objectSet(files: ReadonlyMap<string, readonly ApiObjectData[]>): ObjectSet {
  const set = new Map<string, { readonly file: string; readonly object: ApiObjectData }>();
  for (const [file, objects] of files) {
    for (const object of objects) {
      const { kind, metadata } = object;
      const name = `${groupOf(object.apiVersion)}/${kind}/${metadata.name}`;
      let identity = name;
      for (let count = 2; set.has(identity); count++) identity = `${name} ${count}`;
      set.set(identity, { file, object });
    }
  }
  return set;
}

/** What remains of a value without its scalars: two values of equal shape differ only in what leaves hold. */
export function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  if (!isPlainMap(value)) return '.';
  const fields = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${shapeOf(value[key])}`);
  return `{${fields.join()}}`;
}
