/** What a field or a type of the dynamic configuration is, as Traefik's reader of labels sees it. */
export interface Shape {
  readonly kind: 'struct' | 'map' | 'list' | 'text' | 'flag' | 'int' | 'uint' | 'duration' | 'any';
  /** Bits of a number. */
  readonly bits?: number;
  /** The items of a map or a list. */
  readonly of?: Shape;
  /** Whether `=true` turns it on with nothing in it, and another text turns it off. */
  readonly allowEmpty?: boolean;
  /** Whether nothing that is said of it counts. */
  readonly ignored?: boolean;
  /** Whether the one item of the list is written as if there were no list. */
  readonly oneItem?: boolean;
  /** By Go's name, which is compared without case. */
  readonly fields?: Readonly<Record<string, Shape>>;
  /** The name in /api/rawdata; `-` where that does not print it. */
  readonly name?: string;
  /** Whether /api/rawdata prints it when it is zero. */
  readonly kept?: boolean;
  /** What files say of it where labels say otherwise: `allowEmpty`, `-` where they cannot set it, or `plain`. */
  readonly file?: 'allowEmpty' | '-' | 'plain';
  /** What Traefik fills in before it reads. */
  readonly defaults?: unknown;
}

let loaded: Shape | undefined;

/**
 * The dynamic configuration, recorded from Traefik's own types by `npm run import:labels`. Loaded when the first labels
 * are read: most programs have none.
 */
export function configurationShape(): Shape {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const { recorded }: { readonly recorded: Shape } = require('./recorded');
    loaded = recorded;
  }
  return loaded;
}

/** The field of a struct that a node's name means, and its name in what is made. */
export function fieldOf(
  { fields = {} }: Shape,
  name: string,
): { readonly name: string; readonly shape: Shape } | undefined {
  const folded = fold(name);
  for (const [field, shape] of Object.entries(fields)) {
    if (fold(field) !== folded) continue;
    const { name: printed = '-' } = shape;
    return { name: printed === '-' ? field.toLowerCase() : printed, shape };
  }
  return undefined;
}

/** A text as Go's EqualFold compares it. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ſ', 's');
}
