import { type Decoder, isRecord } from '../dynamic/decode';

/** A struct of the static configuration once read; what is absent has its default. */
export type Section<F> = { readonly [K in keyof F]?: F[K] extends Decoder<infer T> ? T : never };

/** A flag: in files also written as text, since Traefik reads flags, files and variables with one reader. */
export const flag: Decoder<boolean> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'boolean') return value;
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (/^(1|t|true)$/i.test(written)) return true;
  if (/^(0|f|false)$/i.test(written)) return false;
  errors.push({ path, message: 'must be true or false' });
  return undefined;
};

/** A text; numbers and flags are read as text. */
export const text: Decoder<string> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  errors.push({ path, message: 'must be a text' });
  return undefined;
};

/** A whole number, also written as text. */
export const whole: Decoder<number> = (value, path, errors) => {
  if (value == null) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  errors.push({ path, message: 'must be a whole number' });
  return undefined;
};

/** A list of texts, also written as one text with commas. */
export const texts: Decoder<readonly string[]> = (value, path, errors) => {
  if (value == null) return undefined;
  if (Array.isArray(value)) return value.map((item, index) => text(item, [...path, index], errors) ?? '');
  return text(value, path, errors)
    ?.split(',')
    .map((item) => item.trim());
};

/** A list of sections. */
export function sections<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!Array.isArray(value)) {
      errors.push({ path, message: 'must be a list' });
      return undefined;
    }
    return value.flatMap((entry, index) => item(entry, [...path, index], errors) ?? []);
  };
}

/** A section: names of fields are compared without case; `true` and an empty value stand for all defaults. */
export function section<F extends Record<string, Decoder<unknown>>>(fields: F): Decoder<Section<F>> {
  const decoders = new Map(
    Object.entries(fields).map(([name, decode]) => [name.toLowerCase(), { name, decode }]),
  );
  return (value, path, errors) => {
    if (value === undefined || value === false) return undefined;
    if (value === null || value === true || value === '') return {};
    if (!isRecord(value)) {
      errors.push({ path, message: 'must be an object' });
      return undefined;
    }
    const result: Record<string, unknown> = {};
    for (const [key, entry] of Object.entries(value)) {
      const field = decoders.get(key.toLowerCase());
      const read = field?.decode(entry, [...path, key], errors);
      if (field && read !== undefined) result[field.name] = read;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field was read by its own decoder
    return result as Section<F>;
  };
}

/** A map of sections by name, in the order of the file. */
export function named<T>(item: Decoder<T>): Decoder<ReadonlyMap<string, T>> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!isRecord(value)) {
      errors.push({ path, message: 'must be an object' });
      return undefined;
    }
    return new Map(
      Object.entries(value).flatMap(([name, entry]) => {
        const read = item(entry ?? {}, [...path, name], errors);
        return read === undefined ? [] : [[name, read] as const];
      }),
    );
  };
}
