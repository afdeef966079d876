import { isEqual, nearest } from '../base';
import type { FieldPath } from '../finding';
import { alternatives, describeValue, quote } from './describe';
import type { JsonSchema, SchemaFinding } from './types';

/** What is wrong with a text, number or boolean of the right type. */
export function scalarFindings(schema: JsonSchema, value: unknown, path: FieldPath): SchemaFinding[] {
  const findings = allowedFindings(schema, value, path);
  if (typeof value === 'string') findings.push(...textFindings(schema, value, path));
  if (typeof value === 'number') findings.push(...numberFindings(schema, value, path));
  return findings;
}

function allowedFindings(schema: JsonSchema, value: unknown, path: FieldPath): SchemaFinding[] {
  const allowed = schema.const === undefined ? schema.enum : [schema.const];
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

function textFindings(schema: JsonSchema, text: string, path: FieldPath): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = Array.from(text).length;
    findings.push(...countFindings(length, minLength, maxLength, 'character', path));
  }
  if (pattern !== undefined && !compile(pattern)?.test(text)) {
    findings.push({
      path,
      rule: 'wrong-pattern',
      message: `The text ${quote(text)} does not match ${pattern}.`,
      fix: `Write a text that matches ${pattern}.`,
    });
  }
  return findings;
}

function numberFindings(schema: JsonSchema, value: number, path: FieldPath): SchemaFinding[] {
  const lowest = bound(schema.minimum, schema.exclusiveMinimum) ?? int32Bound(schema, value, -(2 ** 31));
  const highest = bound(schema.maximum, schema.exclusiveMaximum) ?? int32Bound(schema, value, 2 ** 31 - 1);
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
  if (schema.multipleOf !== undefined && !Number.isInteger(value / schema.multipleOf)) {
    const message = `${value} is no multiple of ${schema.multipleOf}.`;
    return [{ path, rule: 'out-of-range', message, fix: `Write a multiple of ${schema.multipleOf}.` }];
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

function bound(value: number | undefined, exclusive: number | boolean | undefined): Bound | undefined {
  if (typeof exclusive === 'number') return { value: exclusive, exclusive: true };
  return value === undefined ? undefined : { value, exclusive: exclusive === true };
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

const compiled = new Map<string, RegExp | undefined>();

/** A schema's pattern; the few that are Go's alone (RE2 syntax) match everything, the API server checks them. */
function compile(pattern: string): Pick<RegExp, 'test'> {
  if (!compiled.has(pattern)) compiled.set(pattern, compileOnce(pattern));
  return compiled.get(pattern) ?? { test: () => true };
}

function compileOnce(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return undefined;
}

export function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
