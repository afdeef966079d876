import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';

/** A value that the API server would refuse, since Go could not read it into the type of its field. */
export interface DecodeError {
  readonly path: FieldPath;
  readonly message: string;
  /** What to write instead, where that is known. */
  readonly fix?: string;
}

/**
 * The way to the value that is read: one list all the way, which each reader leaves as it was, and of which errors have
 * copies. Nearly all values have none.
 */
export type Way = (string | number)[];

/**
 * Reads one value as Go reads JSON into a typed field and prints it back with `omitempty`: null and zero
 * values vanish, values behind pointers stay, unknown keys are ignored, wrong types are errors.
 */
export type Decoder<T> = (value: unknown, path: Way, errors: DecodeError[]) => T | undefined;

/** What a struct of these fields looks like once read. */
export type Decoded<F> = { [K in keyof F]?: F[K] extends Decoder<infer T> ? T : never };

/** What a decoder reads. */
export type DecodedBy<D> = D extends Decoder<infer T> ? T : never;

/** How deep free-form values may nest; deeper ones (and cyclic ones) are refused. */
const maxDepth = 500;

function refuse(value: unknown, wanted: string, path: Way, errors: DecodeError[]): undefined {
  const got = Array.isArray(value) ? 'array' : typeof value;
  errors.push({ path: [...path], message: `must be ${wanted}, not ${got}` });
  return undefined;
}

/** Reads what stands below a value. */
function below<T>(
  key: string | number,
  decode: Decoder<T>,
  value: unknown,
  path: Way,
  errors: DecodeError[],
): T | undefined {
  path.push(key);
  const read = decode(value, path, errors);
  path.pop();
  return read;
}

/** A string behind a pointer: the empty one stays. */
export const pointerString: Decoder<string> = (value, path, errors) => {
  if (value == null) return undefined;
  return typeof value === 'string' ? value : refuse(value, 'a string', path, errors);
};

/** A string; the empty one vanishes. */
export const string: Decoder<string> = (value, path, errors) =>
  pointerString(value, path, errors) || undefined;

/** A boolean behind a pointer: false stays. */
export const pointerBool: Decoder<boolean> = (value, path, errors) => {
  if (value == null) return undefined;
  return typeof value === 'boolean' ? value : refuse(value, 'a boolean', path, errors);
};

/** A boolean; false vanishes. */
export const bool: Decoder<boolean> = (value, path, errors) => pointerBool(value, path, errors) || undefined;

/** An integer behind a pointer: 0 stays. */
export const pointerInt: Decoder<number> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(value, 'an integer', path, errors);
  return value;
};

/** An integer; 0 vanishes. */
export const int: Decoder<number> = (value, path, errors) => pointerInt(value, path, errors) || undefined;

/** An integer of 64 bits, exact; 0 vanishes. */
export const long: Decoder<number | bigint> = (value, path, errors) =>
  typeof value === 'bigint' ? value : int(value, path, errors);

/** Kubernetes' IntOrString, a port or a duration: kept as it is written. */
export const intOrString: Decoder<number | string> = (value, path, errors) => {
  if (value == null) return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))) return value;
  return refuse(value, 'an integer or a string', path, errors);
};

/** A list; the empty one vanishes. */
export function list<T>(item: Decoder<T>, zero: T): Decoder<readonly T[]> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!Array.isArray(value)) return refuse(value, 'a list', path, errors);
    const items = value.map((entry: unknown, index) => below(index, item, entry, path, errors) ?? zero);
    return items.length > 0 ? items : undefined;
  };
}

/** A list of strings; the empty one vanishes. */
export const strings = list(pointerString, '');

/** A list of strings of which the empty one says something else than none. */
export const keptStrings: Decoder<readonly string[]> = (value, path, errors) =>
  value == null ? undefined : (strings(value, path, errors) ?? []);

/** A map; the empty one vanishes. */
export function map<T>(item: Decoder<T>, zero: T): Decoder<Readonly<Record<string, T>>> {
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!isPlainMap(value)) return refuse(value, 'an object', path, errors);
    const entries = Object.entries(value).map(
      ([key, entry]) => [key, below(key, item, entry, path, errors) ?? zero] as const,
    );
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
}

/** A map of strings; the empty one vanishes. */
export const stringMap = map(pointerString, '');

/** A struct behind a pointer: an empty one stays. */
export function struct<F extends Record<string, Decoder<unknown>>>(fields: F): Decoder<Decoded<F>> {
  const names = Object.keys(fields);
  return (value, path, errors) => {
    if (value == null) return undefined;
    if (!isPlainMap(value)) return refuse(value, 'an object', path, errors);
    const result: Record<string, unknown> = {};
    for (const name of names) {
      const decode = Object.hasOwn(value, name) && fields[name];
      if (!decode) continue;
      const read = below(name, decode, value[name], path, errors);
      if (read !== undefined) result[name] = read;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field was read by its own decoder
    return result as Decoded<F>;
  };
}

/** Anything, as a plugin's configuration is: copied, within a bound on depth. */
export const anything: Decoder<unknown> = (value, path, errors) => copy(value, 0, path, errors);

function copy(value: unknown, depth: number, path: Way, errors: DecodeError[]): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) {
    errors.push({ path: [...path], message: 'is nested too deeply' });
    return null;
  }
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1, path, errors));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, copy(item, depth + 1, path, errors)]),
  );
}
