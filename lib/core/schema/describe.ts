import { valueText } from '../base';
import type { JsonSchema, JsonType } from './types';

const typeNames: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  array: 'a list',
  object: 'a map',
};

/** A value as a sentence names it, short whatever its size: `the text "80"`, `a list`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return `the text ${quote(value)}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${valueText(value)}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return valueText(value);
}

/** A scalar as one would write it; long texts are cut. */
export function quote(value: unknown): string {
  const text = valueText(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}

/** What a schema takes, in a few words. */
export function describeSchema(schema: JsonSchema): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'a whole number or text';
  if (schema.const !== undefined) return quote(schema.const);
  if (schema.enum) return alternatives(schema.enum.map(quote));
  if (schema.type === undefined) return 'another value';
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return alternatives(types.map((type) => typeNames[type]));
}

/** `a, b or c`, each once. */
export function alternatives(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop();
  if (last === undefined) return 'nothing';
  return distinct.length === 0 ? last : `${distinct.join(', ')} or ${last}`;
}

/** The JSON type of a value; whole numbers are `integer`. */
export function jsonType(value: unknown): JsonType | undefined {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'object') return undefined;
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : 'object';
}

/** Whether a schema takes values of a type, as far as its own `type` tells. */
export function takesType(schema: JsonSchema, type: JsonType | undefined): boolean {
  if (type === undefined) return false;
  if (type === 'null' && schema.nullable === true) return true;
  if (schema['x-kubernetes-int-or-string'] === true) return type === 'integer' || type === 'string';
  const { type: types } = schema;
  if (types === undefined || types === type) return true;
  if (typeof types === 'string') return type === 'integer' && types === 'number';
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}
