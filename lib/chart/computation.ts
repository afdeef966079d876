/** A computation that the program does with a value and a Helm template can do as well. */
export interface Computation {
  readonly name: string;
  /** What the program makes of the value; undefined where it makes nothing of it. */
  readonly compute: (value: unknown) => unknown;
  /** The same as an expression of a template, for the expression of the value. */
  readonly expression: (value: string) => string;
}

/** A number as text. Helm holds numbers of values files as floating point, and prints large ones with exponents. */
export const decimal: Computation = {
  name: 'decimal',
  compute: String,
  expression: (value) => `${value} | toJson`,
};
