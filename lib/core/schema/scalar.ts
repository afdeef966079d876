import { isEqual, nearest } from '../base';
import type { FieldPath } from '../finding';
import { alternatives, describeValue, quote } from './describe';
import { matches } from './pattern';
import type { JsonSchema, SchemaFinding } from './types';

/** Whether a schema says more of a value of the right type than its type, as far as `scalarFindings` looks. */
export function constrainsScalars(schema: JsonSchema, value: unknown): boolean {
  if (schema.enum || schema.const !== undefined) return true;
  if (typeof value === 'string') {
    return schema.pattern !== undefined || schema.minLength !== undefined || schema.maxLength !== undefined;
  }
  return typeof value === 'number' && numberKeywords.some((keyword) => schema[keyword] !== undefined);
}

const numberKeywords = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'format',
] as const;

/** What is wrong with a text, number or boolean of the right type. */
export function scalarFindings(schema: JsonSchema, value: unknown, path: FieldPath): SchemaFinding[] {
  return [
    ...allowedFindings(schema, value, path),
    ...(typeof value === 'string' ? textFindings(schema, value, path) : []),
    ...(typeof value === 'number' ? numberFindings(schema, value, path) : []),
  ];
}

function allowedFindings(schema: JsonSchema, value: unknown, path: FieldPath): SchemaFinding[] {
  const allowed = allowedValues(schema);
  if (!allowed || allowed.some((each) => isEqual(each, value))) return [];
  const texts = allowed.filter((each) => typeof each === 'string');
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  const message = `${describeValue(value)} is not allowed here; allowed is ${alternatives(allowed.map(quote))}.`;
  return [
    {
      path,
      rule: 'not-allowed-value',
      message: capitalized(message),
      fix: near === undefined ? `Write ${alternatives(allowed.map(quote))}.` : `Write ${quote(near)}.`,
    },
  ];
}

function allowedValues({ const: only, enum: words }: JsonSchema): readonly unknown[] | undefined {
  if (only === undefined) return words;
  return words ? words.filter((word) => isEqual(word, only)) : [only];
}

function textFindings(schema: JsonSchema, text: string, path: FieldPath): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const { minLength, maxLength, pattern, title } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = Array.from(text).length;
    findings.push(...countFindings(length, minLength, maxLength, 'character', path));
  }
  if (pattern !== undefined && !matches(pattern, text)) {
    const [message, fix] =
      title === undefined
        ? [`The text ${quote(text)} does not match ${pattern}.`, `Write a text that matches ${pattern}.`]
        : [`The text ${quote(text)} is no ${title}.`, `Write a ${title}.`];
    findings.push({ path, rule: 'wrong-pattern', message, fix });
  }
  return findings;
}

function numberFindings(schema: JsonSchema, value: number, path: FieldPath): SchemaFinding[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const lowest =
    bound(minimum, exclusiveMinimum, (one, other) => one > other) ?? int32Bound(schema, value, -(2 ** 31));
  const highest =
    bound(maximum, exclusiveMaximum, (one, other) => one < other) ?? int32Bound(schema, value, 2 ** 31 - 1);
  const tooLow = lowest && (lowest.exclusive ? value <= lowest.value : value < lowest.value);
  const tooHigh = highest && (highest.exclusive ? value >= highest.value : value > highest.value);
  if (tooLow || tooHigh) {
    const demands = [
      lowest && `${lowest.exclusive ? 'more than' : 'at least'} ${lowest.value}`,
      highest && `${highest.exclusive ? 'less than' : 'at most'} ${highest.value}`,
    ];
    const demand = demands.filter(Boolean).join(' and ');
    return [
      {
        path,
        rule: 'out-of-range',
        message: `${value} is out of range.`,
        fix: `Write a number of ${demand}.`,
      },
    ];
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    const message = `${value} is no multiple of ${multipleOf}.`;
    return [{ path, rule: 'out-of-range', message, fix: `Write a multiple of ${multipleOf}.` }];
  }
  return [];
}

/** The end of the 32-bit range that a value lies beyond; within it there is nothing to say. */
function int32Bound({ format }: JsonSchema, value: number, end: number): Bound | undefined {
  const isBeyond = end < 0 ? value < end : value > end;
  return format === 'int32' && isBeyond ? { value: end, exclusive: false } : undefined;
}

interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
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

/** What is wrong with a number of characters, items or fields. */
export function countFindings(
  count: number,
  least: number | undefined,
  most: number | undefined,
  thing: string,
  path: FieldPath,
): SchemaFinding[] {
  const tooFew = least !== undefined && count < least;
  if (!tooFew && (most === undefined || count <= most)) return [];
  const limit = tooFew ? `at least ${plural(least, thing)}` : `at most ${plural(most ?? 0, thing)}`;
  return [{ path, rule: 'wrong-length', message: `It has ${plural(count, thing)}.`, fix: `Give ${limit}.` }];
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

export function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
