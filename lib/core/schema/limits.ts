import { isEqual } from '../base';
import { type Pattern, readPattern } from './pattern';
import type { JsonSchema } from './types';

/** What a schema says of a value beyond its type, as far as it says anything of it alone. */
export interface Limits {
  /** The values that it allows. */
  readonly allowed?: readonly unknown[];
  readonly text?: TextLimits;
  readonly number?: NumberLimits;
}

export interface TextLimits {
  readonly characters: Range | undefined;
  readonly pattern: NamedPattern | undefined;
}

interface NamedPattern {
  readonly text: string;
  readonly read: Pattern;
  /** What a text that matches is, as a message names it. */
  readonly title: string | undefined;
}

export interface NumberLimits {
  readonly lowest: Bound | undefined;
  readonly highest: Bound | undefined;
  /** Whether it has to fit in 32 bits. */
  readonly isInt32: boolean;
  readonly multipleOf: number | undefined;
}

export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** How many characters, items or fields there may be. */
export interface Range {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export function rangeOf(least: number | undefined, most: number | undefined): Range | undefined {
  return least === undefined && most === undefined ? undefined : { least, most };
}

export function limitsOf(schema: JsonSchema): Limits | undefined {
  const allowed = allowedValues(schema);
  const text = textLimits(schema);
  const number = numberLimits(schema);
  if (!allowed && !text && !number) return undefined;
  return { ...(allowed && { allowed }), ...(text && { text }), ...(number && { number }) };
}

/** Whether all that is said of a number is that it has to fit in 32 bits; nothing is said of other values. */
export function isOfInt32Alone(limits: Limits | undefined): boolean {
  if (!limits || limits.allowed || limits.text) return false;
  const { lowest, highest, multipleOf } = limits.number ?? {};
  return lowest === undefined && highest === undefined && multipleOf === undefined;
}

function allowedValues({ const: only, enum: words }: JsonSchema): readonly unknown[] | undefined {
  if (only === undefined) return words;
  return words ? words.filter((word) => isEqual(word, only)) : [only];
}

function textLimits({ minLength, maxLength, pattern: text, title }: JsonSchema): TextLimits | undefined {
  const characters = rangeOf(minLength, maxLength);
  const pattern = text === undefined ? undefined : { text, read: readPattern(text), title };
  return characters || pattern ? { characters, pattern } : undefined;
}

function numberLimits(schema: JsonSchema): NumberLimits | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const lowest = bound(minimum, exclusiveMinimum, (one, other) => one > other);
  const highest = bound(maximum, exclusiveMaximum, (one, other) => one < other);
  const isInt32 = format === 'int32';
  if (!lowest && !highest && !isInt32 && multipleOf === undefined) return undefined;
  return { lowest, highest, isInt32, multipleOf };
}

/** The stricter of the two bounds that a schema may have at one end. */
function bound(
  inclusive: number | undefined,
  exclusive: number | boolean | undefined,
  isStricter: (one: number, other: number) => boolean,
): Bound | undefined {
  if (typeof exclusive === 'number' && !(inclusive !== undefined && isStricter(inclusive, exclusive))) {
    return { value: exclusive, exclusive: true };
  }
  return inclusive === undefined ? undefined : { value: inclusive, exclusive: exclusive === true };
}
