import { asList, asMap, isPlainMap, own } from '../../base';
import type { FieldPath } from '../../finding';
import type { ApiObjectData } from '../../manifest';

/** A map of an object, with its path: whatever stands there that is none has no fields. */
export interface Placed {
  readonly value: Readonly<Record<string, unknown>>;
  readonly field: FieldPath;
}

/**
 * Asked of each object by every rule, and for its path by those that have something to say. What rules ask for are fields
 * of Kubernetes, none of which has the name of something that maps inherit; by names of people they ask for texts alone,
 * and nothing inherited is one.
 */
class Place implements Placed {
  constructor(
    readonly value: Placed['value'],
    private readonly above: Placed,
    private readonly way: FieldPath,
  ) {}

  get field(): FieldPath {
    return [...this.above.field, ...this.way];
  }
}

/** An object itself. */
export function rootOf(object: ApiObjectData): Placed {
  return { value: asMap(object), field: [] };
}

/** A map below another one; an empty one in the place of anything else. */
export function below(above: Placed, ...way: readonly string[]): Placed {
  let { value } = above;
  for (let at = 0; at < way.length; at++) {
    const found = value[way[at] ?? ''];
    value = isPlainMap(found) ? found : noFields;
  }
  return new Place(value, above, way);
}

const noFields: Placed['value'] = {};

/** The maps of a list. */
export function each(above: Placed, key: string): readonly Placed[] {
  const items = itemsOf(above.value, key);
  if (items.length === 0) return none;
  const places: Placed[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (isPlainMap(item)) places.push(new Place(item, above, [key, index]));
  }
  return places;
}

const none: readonly never[] = [];

/** The items of a list; none in the place of anything else. */
export function itemsOf(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return asList(found);
}

/** A field that is a text, or a number where Kubernetes takes that for one. */
export function textAt({ value }: Placed, key: string): string | undefined {
  const found = value[key];
  if (typeof found === 'string') return found;
  return typeof found === 'number' ? String(found) : undefined;
}

export function numberAt({ value }: Placed, key: string): number | undefined {
  const found = value[key];
  return typeof found === 'number' ? found : undefined;
}

/** Whether a map has a field that says something: null says nothing. */
export function has({ value }: Placed, key: string): boolean {
  return (value[key] ?? undefined) !== undefined;
}
