import { type ApiObjectData } from '../../../core/manifest';
import type { Computation } from '../template/computation';
import type { Condition, Feature, Template } from '../template/template';
import type { Domain } from '../trial/domain';
import type { TrialProps } from '../trial/shown';
import type { ValuePath, Values } from '../values';
import type { KnownPart } from './explain';
import type { ObjectSet } from './objects';
import type { Alternatives } from './probe';

/** What a chart is derived from. */
export interface Derivation {
  /** What the program is given in each environment: maps down to scalars and lists. */
  readonly environments: ReadonlyMap<string, Values>;
  /** The program: what it makes of such values, by file. It must not depend on anything else. */
  render(values: Values, environment: string): ReadonlyMap<string, readonly ApiObjectData[]>;
  /**
   * Other values of the same kind, for leaves that take not just anything.
   *
   * @default numbers for numbers, texts for texts, in the same form
   */
  readonly alternatives?: Alternatives;
  /** Values of which the program says what they may be: it may do something else with each. @default none */
  readonly choices?: readonly Choice[];
  /**
   * Short forms of a value, longest first, which the templates may get wrong where they get others right. Where that
   * is so, the chart refuses them.
   *
   * @default the empty text, and lists of one item and none
   */
  readonly shortForms?: (value: unknown) => readonly unknown[];
  /** Computations that are known beside taking a value as it is. @default none */
  readonly computations?: readonly Computation[];
  /**
   * The part of the values that a leaf belongs to. Leaves of different groups have so little to do with each other that
   * they are tried at the same time.
   *
   * @default all are one group
   */
  readonly groupOf?: (path: ValuePath) => string;
  /**
   * What is known to decide on the form of objects, of each leaf. Whether values are there is seen in the environments.
   *
   * @default what decides is found by trying
   */
  readonly switches?: (path: ValuePath, value: unknown) => readonly Feature[];
  /** Parts that are known by their key, made of the other objects of the same file. @default none */
  readonly known?: (objects: readonly Explained[], file: string) => KnownPart;
  /**
   * What to try a program with of which nobody knows what it does with its values.
   *
   * @default it is known: values are right wherever the templates follow them
   */
  readonly trials?: TrialProps;
}

/** A value that is one of some. */
export interface Choice {
  /** Where the inputs have it. */
  readonly path: ValuePath;
  /** What it may be; all that inputs have there is among it. */
  readonly values: readonly unknown[];
}

/** An object of a rendering with its template. */
export interface Explained {
  readonly object: ApiObjectData;
  readonly template: Template;
}

/** One rendering with its values. */
export interface Rendering {
  readonly environment: string;
  readonly values: Values;
  readonly objects: ObjectSet;
  /** The program threw an error instead; there are no objects then. */
  readonly failed: boolean;
}

/** An object of the chart. */
export interface DerivedObject {
  readonly file: string;
  readonly identity: string;
  readonly when?: Condition;
  readonly template: Template;
}

/** Why a value is not offered. */
export type FixedReason =
  /** Environments have values of different types there. */
  | 'unlike'
  /** No other value of the same kind is known that could be tried. */
  | 'untried'
  /** The program refuses the values that were tried. */
  | 'refused'
  /** What follows from it is no copy and no computation that is known. */
  | 'unexplained'
  /** Nothing in the objects follows from it. */
  | 'unused'
  /** The program does with other values what the templates do not. */
  | 'looked-into';

/** A value that is not offered. */
export interface FixedValue {
  readonly path: ValuePath;
  readonly reason: FixedReason;
}

/** What the program does, as templates over values. */
export interface Derived {
  readonly objects: readonly DerivedObject[];
  /** The values that may be changed. */
  readonly offered: readonly ValuePath[];
  /** The fewest characters or items that a value may have, by its key; without one any number. */
  readonly shortest: ReadonlyMap<string, number>;
  /** The values that offered ones may have, by their keys, where they were tried out. */
  readonly domains: ReadonlyMap<string, Domain>;
  /** Those that may be taken away, or be as one of the environments has them; within them others may be offered. */
  readonly removable: readonly ValuePath[];
  /** Those that may not, because what follows from them is not known. */
  readonly fixed: readonly FixedValue[];
}
