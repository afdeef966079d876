import type { GoField, GoType } from './go-types';

/** What a plugin's configuration is read into. */
export type Shape =
  | { readonly kind: 'text' | 'flag' | 'whole' | 'number' | 'duration' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  | { readonly kind: 'options'; readonly options: readonly Option[]; readonly takesOthers: boolean };

/** An option of a plugin: a field of its struct. */
export interface Option {
  readonly name: string;
  readonly shape: Shape;
}

const basic: Readonly<Record<string, Shape>> = {
  string: { kind: 'text' },
  bool: { kind: 'flag' },
  float32: { kind: 'number' },
  float64: { kind: 'number' },
  'time.Duration': { kind: 'duration' },
  ...Object.fromEntries(
    [
      'int',
      'int8',
      'int16',
      'int32',
      'int64',
      'uint',
      'uint8',
      'uint16',
      'uint32',
      'uint64',
      'byte',
      'rune',
    ].map((name) => [name, { kind: 'whole' }]),
  ),
};

const any: Shape = { kind: 'any' };

/**
 * What mapstructure, with which Traefik reads a plugin's configuration, makes of a type: its own tags name fields, and
 * those of json and yaml do not; what is embedded is an option of its own unless it is squashed.
 *
 * @param types those of the plugin's package; what is of other packages takes anything
 */
export function shapeOf(type: GoType, types: ReadonlyMap<string, GoType>): Shape {
  return shaped(type, types, new Set());
}

function shaped(type: GoType, types: ReadonlyMap<string, GoType>, within: ReadonlySet<string>): Shape {
  if (type.kind === 'list' || type.kind === 'map')
    return { kind: type.kind, of: shaped(type.of, types, within) };
  if (type.kind === 'other') return any;
  if (type.kind === 'named') {
    const known = basic[type.name];
    if (known) return known;
    const declared = types.get(type.name);
    // A type that holds itself is looked into once.
    if (!declared || within.has(type.name)) return any;
    return shaped(declared, types, new Set([...within, type.name]));
  }
  const options: Option[] = [];
  let takesOthers = false;
  for (const field of type.fields) {
    const [name = '', ...flags] = mapstructureTag(field).split(',');
    // The fields of what is squashed can be set even where its own name cannot.
    if (name === '-' || !(/^\p{Lu}/u.test(field.name) || flags.includes('squash'))) continue;
    const shape = shaped(field.type, types, within);
    if (flags.includes('remain')) takesOthers = true;
    else if (flags.includes('squash')) {
      if (shape.kind === 'options') options.push(...shape.options);
      else takesOthers = true;
    } else options.push({ name: name || field.name, shape });
  }
  return { kind: 'options', options, takesOthers };
}

function mapstructureTag({ tag }: GoField): string {
  return /(?:^|\s)mapstructure:"([^"]*)"/.exec(tag)?.[1] ?? '';
}
