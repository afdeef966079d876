import { isPlainMap } from '../../../core/base';

/*
 * Fields of objects whose shape is not known. What is not of the wanted type counts as left out.
 */

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A text, or what stands for one that is not written. */
export function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

export function integer(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
}

/** The entries of a map that are texts. */
export function texts(value: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!isPlainMap(value)) return found;
  for (const [key, item] of Object.entries(value)) if (typeof item === 'string') found.set(key, item);
  return found;
}
