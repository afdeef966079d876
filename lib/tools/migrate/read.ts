import { own } from '../../core/base';
import type { ApiObjectData, ReadObject } from '../../core/manifest';

/** A field that is a text; what is none counts as left out. */
export function textAt(value: unknown, field: string, usual = ''): string {
  const written = own(value, field);
  return typeof written === 'string' ? written : usual;
}

/** The namespace of an object. */
export function namespaceOf({ metadata }: Pick<ApiObjectData, 'metadata'>): string {
  return metadata.namespace ?? 'default';
}

function isNamed(object: ApiObjectData, kind: string, namespace: string, name: string): boolean {
  return object.kind === kind && namespaceOf(object) === namespace && object.metadata.name === name;
}

/** One of the given objects. */
export function findObject(
  { objects }: { readonly objects: readonly ApiObjectData[] },
  kind: string,
  namespace: string,
  name: string,
): ApiObjectData | undefined {
  return objects.find((object) => isNamed(object, kind, namespace, name));
}

/** One of the given objects, with its place. */
export function findRead(
  objects: readonly ReadObject[],
  kind: string,
  namespace: string,
  name: string,
): ReadObject | undefined {
  return objects.find(({ object }) => isNamed(object, kind, namespace, name));
}

/** An object that stands in no file. */
export function withoutPlace(object: ApiObjectData): ReadObject {
  const { kind, metadata } = object;
  const file = `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
  return { object, file, locate: () => ({ file, line: 1, column: 1 }) };
}

/** The file of what is made of an object, or for a namespace. */
export function fileOf(namespace: string, name: string): string {
  // What the API server takes stays as it is; what it refuses must not lead out of the folder.
  return `${encodeURIComponent(namespace)}-${encodeURIComponent(name)}.yaml`;
}
