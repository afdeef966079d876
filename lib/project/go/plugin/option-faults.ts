import { isPlainMap, nearest } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { Shape } from './shape';

/** Something in a plugin's configuration that its struct does not take. */
export interface OptionFault {
  readonly path: FieldPath;
  /** `unknown`: Traefik passes over it; `type`: Traefik disables every router with the middleware. */
  readonly kind: 'unknown' | 'type';
  readonly message: string;
  readonly fix?: string;
}

/**
 * What of a configuration a plugin's struct does not take, as mapstructure reads it (weakly typed): numbers and flags
 * may be texts, one value stands for a list of one, a text with commas for several.
 */
export function optionFaults(value: unknown, shape: Shape, path: FieldPath = []): readonly OptionFault[] {
  if (value === null || value === undefined || shape.kind === 'any') return [];
  switch (shape.kind) {
    case 'options':
      if (!isPlainMap(value)) return [wrongType(path, 'a map')];
      return Object.entries(value).flatMap(([key, item]) => {
        const option = shape.options.find(({ name }) => name.toLowerCase() === key.toLowerCase());
        if (option) return optionFaults(item, option.shape, [...path, key]);
        return shape.takesOthers
          ? []
          : [
              unknown(
                [...path, key],
                key,
                shape.options.map(({ name }) => name),
              ),
            ];
      });
    case 'map':
      // Maps of a list are laid over one another.
      if (Array.isArray(value))
        return value.flatMap((item: unknown, index) => optionFaults(item, shape, [...path, index]));
      if (!isPlainMap(value)) return [wrongType(path, 'a map')];
      return Object.entries(value).flatMap(([key, item]) => optionFaults(item, shape.of, [...path, key]));
    case 'list':
      if (Array.isArray(value))
        return value.flatMap((item: unknown, index) => optionFaults(item, shape.of, [...path, index]));
      if (typeof value === 'string')
        return value.split(',').flatMap((item) => optionFaults(item, shape.of, path));
      return optionFaults(value, shape.of, path);
    default:
      return isTaken(value, shape.kind) ? [] : [wrongType(path, wanted[shape.kind])];
  }
}

type Scalar = 'text' | 'flag' | 'whole' | 'number' | 'duration';

const wanted: Readonly<Record<Scalar, string>> = {
  text: 'a text',
  flag: 'true or false',
  whole: 'a whole number',
  number: 'a number',
  duration: 'a number of nanoseconds: Traefik gives plugins no texts such as 10s for a time.Duration',
};

/** Words that strconv.ParseBool takes, and the empty text. */
const flags = new Set(['', '1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);

function isTaken(value: unknown, kind: Scalar): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  if (typeof value !== 'string') return false;
  if (kind === 'text') return true;
  if (kind === 'flag') return flags.has(value);
  if (kind === 'number') return value === '' || Number.isFinite(Number(value));
  return /^(?:[+-]?\d+|0[xX][\da-fA-F]+|)$/.test(value);
}

function wrongType(path: FieldPath, what: string): OptionFault {
  return { path, kind: 'type', message: `It must be ${what}.` };
}

function unknown(path: FieldPath, key: string, names: readonly string[]): OptionFault {
  const shown = names.map(asWritten);
  const near = nearest(key, shown);
  const there = shown.length === 0 ? 'The plugin has no options.' : `The plugin has ${shown.join(', ')}.`;
  return {
    path,
    kind: 'unknown',
    message: `The plugin has no option "${key}".`,
    fix: near === undefined ? there : `Did you mean "${near}"?`,
  };
}

/** Go's names begin with a capital; case does not matter, and nobody writes it. */
export function asWritten(name: string): string {
  return name.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}
