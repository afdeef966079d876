import type { CelValue } from './values';

/** An expression, read. `at` is where it stands in its text. */
export type Expr =
  | { readonly kind: 'literal'; readonly at: number; readonly value: CelValue }
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | {
      readonly kind: 'select' | 'optional-select' | 'has';
      readonly at: number;
      readonly operand: Expr;
      readonly field: string;
    }
  | {
      readonly kind: 'index' | 'optional-index';
      readonly at: number;
      readonly operand: Expr;
      readonly index: Expr;
    }
  | Call
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly ListItem[] }
  | { readonly kind: 'map'; readonly at: number; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'and' | 'or'; readonly at: number; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'if'; readonly at: number; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | Macro;

/** A function, a method, or an operator by its sign. */
export interface Call {
  readonly kind: 'call';
  readonly at: number;
  readonly name: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}

export interface ListItem {
  readonly value: Expr;
  readonly isOptional: boolean;
}

export interface MapEntry extends ListItem {
  readonly key: Expr;
}

/** What binds variables for expressions of its own: `list.all(x, …)`. */
export interface Macro {
  readonly kind: 'macro';
  readonly at: number;
  readonly name: MacroName;
  readonly range: Expr;
  /** One or two names. */
  readonly variables: readonly string[];
  /** What chooses elements; of map and the transformations only. */
  readonly filter?: Expr;
  readonly body: Expr;
}

export type MacroName =
  | 'all'
  | 'exists'
  | 'exists_one'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'sortBy'
  | 'optMap'
  | 'optFlatMap';
