/** Whether a value is a map as JSON has them, not an instance of some class. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Nearly all are told by that.
  if (prototype === Object.prototype) return true;
  if (Array.isArray(value)) return false;
  // An object of another realm (a vm context, as jest has) has that realm's Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value that is a map; an empty one in the place of anything else. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isPlainMap(value) ? value : {};
}

/** A value that is a list; an empty one in the place of anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
