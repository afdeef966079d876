/** A computation that the program does with values and a Helm template can do as well. */
export interface Computation {
  readonly name: string;
  /** What the program makes of the values; undefined where it makes nothing of them. */
  readonly compute: (...values: readonly unknown[]) => unknown;
  /** The same as an expression of a template, for the expressions of the values. */
  readonly expression: (...values: readonly string[]) => string;
  /** How many values it takes. @default 1 */
  readonly takes?: 1 | 2;
}

/** A number as text. Helm holds numbers of values files as floating point, and prints large ones with exponents. */
export const decimal: Computation = {
  name: 'decimal',
  compute: String,
  expression: (value) => `${value} | toJson`,
};
