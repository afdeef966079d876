/**
 * An object that has exactly one of the fields of `Kinds`.
 *
 * Traefik's unions are objects with one key a kind, and where two are given it refuses both or silently
 * drops one. The interface `Kinds` declares every field as optional and bears the JSON Schema tags
 * `@minProperties 1` and `@maxProperties 1`; a schema generator reads it instead of the 26 × 26 fields
 * that this type unfolds to.
 */
export type ExactlyOne<Kinds> = {
  [Kind in keyof Kinds]-?: Required<Pick<Kinds, Kind>> & {
    readonly [Other in Exclude<keyof Kinds, Kind>]?: never;
  };
}[keyof Kinds];
