import { isPlainMap, nearest } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { DecodeError, Decoder } from '../../api/read';

/** A struct of the static configuration once read; what is absent has its default. */
export type Section<F> = { readonly [K in keyof F]?: F[K] extends Decoder<infer T> ? T : never };

/** A flag: in files also written as text, since Traefik reads flags, files and variables with one reader. */
export const flag: Decoder<boolean> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'boolean') return value;
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (/^(1|t|true)$/i.test(written)) return true;
  if (/^(0|f|false)$/i.test(written)) return false;
  errors.push({ path: [...path], message: 'must be true or false' });
  return undefined;
};

/** A text; numbers and flags are read as text. */
export const text: Decoder<string> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  errors.push({ path: [...path], message: 'must be a text' });
  return undefined;
};

/** A whole number, also written as text. */
export const whole: Decoder<number> = (value, path, errors) => {
  if (value == null) return undefined;
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  errors.push({ path: [...path], message: 'must be a whole number' });
  return undefined;
};

/** A list of texts, also written as one text with commas. One of nothing is no list at all. */
export const texts: Decoder<readonly string[]> = (value, path, errors) => {
  if (value == null || value === '') return undefined;
  if (!Array.isArray(value)) return text(value, path, errors)?.split(',').map(trimmed);
  const items = value.map((item: unknown, index) => {
    if (item === null) errors.push({ path: [...path, index], message: 'must be a text' });
    return trimmed(text(item, [...path, index], errors) ?? '');
  });
  return items.length > 0 ? items : undefined;
};

function trimmed(item: string): string {
  return item.trim();
}

/** A list of sections. */
export function sections<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!Array.isArray(value)) {
      errors.push({ path: [...path], message: 'must be a list' });
      return undefined;
    }
    return value.flatMap((entry, index) => item(entry, [...path, index], errors) ?? []);
  };
}

interface SectionOptions {
  /** Whether `{}`, `true` and an empty text stand for all defaults, and any other text turns it off. */
  readonly allowEmpty?: boolean;
  /** Names of the fields that decide nothing here. Without them any field is let through. */
  readonly others?: string;
}

/** A section: names of fields are compared without case, and `null` is as if it were not there. */
export function section<F extends Record<string, Decoder<unknown>>>(
  fields: F,
  { allowEmpty = false, others }: SectionOptions = {},
): Decoder<Section<F>> {
  const decoders = new Map(
    Object.entries(fields).map(([name, decode]) => [name.toLowerCase(), { name, decode }]),
  );
  const isKnown = knows([...decoders.keys()], others);
  const names = [...Object.keys(fields), ...(others ?? '').split(' ')];
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (typeof value !== 'object' && allowEmpty) return isOn(value) ? {} : undefined;
    if (!isPlainMap(value)) {
      errors.push({ path: [...path], message: 'must be an object' });
      return undefined;
    }
    const entries = present(value);
    if (entries.length === 0 && !allowEmpty) {
      errors.push({ path: [...path], message: 'must not be empty' });
    }
    const result: Record<string, unknown> = {};
    for (const [key, entry] of entries) {
      const field = decoders.get(key.toLowerCase());
      if (!isKnown(key)) errors.push(unknownField([...path, key], key, names));
      const read = field?.decode(entry, [...path, key], errors);
      if (field && read !== undefined) result[field.name] = merged(result[field.name], read);
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field was read by its own decoder
    return result as Section<F>;
  };
}

function unknownField(path: FieldPath, key: string, names: readonly string[]): DecodeError {
  const near = nearest(key, names);
  return {
    path,
    message: 'is no field that Traefik knows',
    ...(near !== undefined && { fix: `Write ${near}.` }),
  };
}

function isOn(value: unknown): boolean {
  return ['', 'true'].includes(String(value).toLowerCase());
}

function knows(names: readonly string[], others: string | undefined): (key: string) => boolean {
  if (others === undefined) return () => true;
  const known = new Set([...names, ...others.toLowerCase().split(' ')]);
  return (key) => known.has(key.toLowerCase());
}

/** What is not null, in the order in which Traefik reads it. */
function present(value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, entry]) => entry != null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** One field written twice, in different case: sections are joined, of anything else the second counts. */
function merged(first: unknown, second: unknown): unknown {
  if (first instanceof Map && second instanceof Map) return new Map<unknown, unknown>([...first, ...second]);
  if (!isPlainMap(first) || !isPlainMap(second)) return second;
  const result: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) result[key] = merged(first[key], value);
  return result;
}

/** A map of sections by name. What is neither an object nor null has all defaults. */
export function named<T>(item: Decoder<T>): Decoder<ReadonlyMap<string, T>> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    const entries = isPlainMap(value) ? present(value) : [];
    if (entries.length === 0) {
      errors.push({
        path: [...path],
        message: isPlainMap(value) ? 'must not be empty' : 'must be an object',
      });
      return undefined;
    }
    return new Map(
      entries.flatMap(([name, entry]) => {
        const read = item(typeof entry === 'object' ? entry : {}, [...path, name], errors);
        return read === undefined ? [] : [[name, read] as const];
      }),
    );
  };
}
