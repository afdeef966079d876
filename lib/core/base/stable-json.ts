import { isPlainMap } from './plain-map';

/** JSON in which the keys of maps are sorted: equal values are equal texts, whoever wrote them in which order. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isPlainMap(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
