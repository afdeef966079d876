import type { ObjectIdentity } from './object-identity';

/** What an object calls its type. */
export type ObjectType = Pick<ObjectIdentity, 'apiVersion' | 'kind'>;

/**
 * What follows from the type of an object alone, found once for each: a cluster has thousands of objects of few types.
 * Maps in maps, as a text of the two costs more to make than what it would be asked for.
 */
export function perType<T>(find: (type: ObjectType) => T): (type: ObjectType) => T {
  const versions = new Map<string, Map<string, { readonly found: T }>>();
  return ({ apiVersion, kind }) => {
    const known = versions.get(apiVersion)?.get(kind);
    if (known) return known.found;
    const found = find({ apiVersion, kind });
    const kinds = versions.get(apiVersion) ?? new Map<string, { readonly found: T }>();
    versions.set(apiVersion, kinds);
    kinds.set(kind, { found });
    return found;
  };
}
