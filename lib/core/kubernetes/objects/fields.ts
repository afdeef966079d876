import { asMap, isPlainMap, own } from '../../base';
import type { FieldPath } from '../../finding';

/** A map of an object, with its path: whatever stands there that is none has no fields. */
export interface Placed {
  readonly value: Readonly<Record<string, unknown>>;
  readonly field: FieldPath;
}

/** A map below another one; an empty one in the place of anything else. */
export function below({ value, field }: Placed, ...path: readonly string[]): Placed {
  return { value: asMap(path.reduce<unknown>(own, value)), field: [...field, ...path] };
}

/** The maps of a list. */
export function each({ value, field }: Placed, key: string): readonly Placed[] {
  return itemsOf(value, key).flatMap((item, index) =>
    isPlainMap(item) ? [{ value: item, field: [...field, key, index] }] : [],
  );
}

/** The items of a list; none in the place of anything else. */
export function itemsOf(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}

/** A field that is a text, or a number where Kubernetes takes that for one. */
export function textAt({ value }: Placed, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

export function numberAt({ value }: Placed, key: string): number | undefined {
  const found = own(value, key);
  return typeof found === 'number' ? found : undefined;
}

/** Whether a map has a field that says something: null says nothing. */
export function has({ value }: Placed, key: string): boolean {
  return (own(value, key) ?? undefined) !== undefined;
}
