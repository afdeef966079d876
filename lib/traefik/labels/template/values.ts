import { isPlainMap } from '../../../core/base';

/** Whether Go's templates take a value for true: what is not zero. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isPlainMap(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A value as a template prints it. */
export function printed(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(printed).join(' ')}]`;
  if (isPlainMap(value)) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${printed(item)}`).join(' ')}]`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value as the text that a function of texts takes; sprig's take texts alone. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : printed(value ?? '');
}
