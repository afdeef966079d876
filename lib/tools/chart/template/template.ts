import type { ValuePath } from '../values';

/** What decides whether a part of an object exists, or which of several forms it has. */
export type Feature =
  /** A map that is present has at least one entry. */
  | { readonly kind: 'present'; readonly path: ValuePath; readonly isMap: boolean }
  | { readonly kind: 'true'; readonly path: ValuePath }
  | { readonly kind: 'above'; readonly path: ValuePath; readonly limit: number }
  /** A value is one of those between which a program says that it chooses. */
  | { readonly kind: 'is'; readonly path: ValuePath; readonly value: unknown }
  | { readonly kind: 'environment'; readonly names: readonly string[] };

/** A condition over features. */
export type Condition =
  | { readonly kind: 'feature'; readonly feature: Feature }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] };

/** A value put where an object wants it, as it is or by one of the known computations. */
export interface ValueUse {
  readonly path: ValuePath;
  /** Name of the computation; without one the value stands as it is. */
  readonly computation?: string;
  /** A second value that the computation takes. */
  readonly second?: ValuePath;
}

/** An entry of a map or an item of a list, and when it exists. */
export interface Part {
  readonly key: string;
  readonly when?: Condition;
  readonly value: Template;
}

/**
 * An object, or a part of one, as a function of values. A digest is the beginning of the SHA-256 of lines, each of
 * which is a text, or the key and the SHA-256 of a value.
 */
export type Template =
  | { readonly kind: 'literal'; readonly value: unknown }
  | ({ readonly kind: 'value'; readonly text: boolean } & ValueUse)
  /** Whole numbers added up. */
  | {
      readonly kind: 'sum';
      readonly text: boolean;
      readonly paths: readonly ValuePath[];
      readonly plus: number;
    }
  | { readonly kind: 'text'; readonly parts: readonly (string | ValueUse)[] }
  | { readonly kind: 'digest'; readonly length: number; readonly lines: readonly Part[] }
  | { readonly kind: 'map'; readonly entries: readonly Part[] }
  | { readonly kind: 'list'; readonly items: readonly Part[] }
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly when: Condition; readonly value: Template }[];
      readonly otherwise: Template;
    };
