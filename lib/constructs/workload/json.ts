/** A part of a Kubernetes object. */
export type Json = Readonly<Record<string, unknown>>;

/** The map or list itself, or nothing where it is empty: an empty field is noise in a manifest. */
export function nonEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

/** Without the fields that are undefined. */
export function compact(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
