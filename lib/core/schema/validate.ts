import { isEqual, isPlainMap, nearest, own } from '../base';
import type { FieldPath } from '../finding';
import { describeSchema, describeValue, jsonType, quote, takesType } from './describe';
import { matches } from './pattern';
import { resolveReference } from './reference';
import { constrainsScalars, countFindings, scalarFindings } from './scalar';
import type { JsonSchema, SchemaFinding, SchemaOptions, SchemaRun } from './types';
import { typeFix } from './type-fix';
import { unionFindings } from './union';
import { unknownFinding } from './unknown-field';
import { type Way, pathOf, wayTo } from './way';

/** Levels of a value that are looked at; plain data that holds itself would have no end. */
const maxDepth = 200;

/**
 * What is wrong with a value by a schema: nothing where it fits. Findings come in the order of the value, all
 * of them; where a schema offers alternatives, those of the alternative that fits best.
 */
export function validateSchema(
  schema: JsonSchema,
  value: unknown,
  { root = schema, structural = false }: SchemaOptions = {},
): SchemaFinding[] {
  return valueFindings(schema, value, undefined, { root, structural });
}

function valueFindings(
  schema: JsonSchema,
  value: unknown,
  way: Way | undefined,
  run: SchemaRun,
  restriction = false,
): SchemaFinding[] {
  const found: SchemaFinding[] = [];
  checkValue(schema, value, way, run, restriction, found);
  return found;
}

/**
 * Adds what is wrong to what was found. It runs for each value of each object, so it makes no lists of its own, nor
 * the value's path unless there is something to say.
 *
 * @param restriction whether it is a branch of a structural schema, which restricts values but names no keys
 */
function checkValue(
  reference: JsonSchema,
  value: unknown,
  way: Way | undefined,
  run: SchemaRun,
  restriction: boolean,
  found: SchemaFinding[],
): void {
  if (way && way.length > maxDepth) {
    const message = `It nests deeper than ${maxDepth} levels.`;
    found.push({ path: pathOf(way), rule: 'too-deep', message });
    return;
  }
  const schema = resolveReference(reference, run.root);
  const type = jsonType(value);
  if (type === 'null' && schema.nullable === true) return;
  if (!takesType(schema, type)) {
    found.push(typeFinding(schema, value, way, run));
    return;
  }
  if (isPlainMap(value)) checkMap(schema, value, way, run, restriction, found);
  else if (Array.isArray(value)) checkList(schema, value, way, run, restriction, found);
  if (constrainsScalars(schema, value)) found.push(...scalarFindings(schema, value, pathOf(way)));
  checkCombinations(schema, value, way, run, restriction, found);
}

/** `allOf`, `anyOf`, `oneOf` and `not`. */
function checkCombinations(
  { allOf, anyOf, oneOf, not, 'x-kubernetes-int-or-string': isIntOrString }: JsonSchema,
  value: unknown,
  way: Way | undefined,
  run: SchemaRun,
  restriction: boolean,
  found: SchemaFinding[],
): void {
  if (!allOf && !anyOf && !oneOf && !not) return;
  const branch = run.structural || restriction;
  const check = (part: JsonSchema): SchemaFinding[] => valueFindings(part, value, way, run, branch);
  for (const part of allOf ?? []) checkValue(part, value, way, run, branch, found);
  const union = { root: run.root, check };
  const path = pathOf(way);
  if (anyOf && isIntOrString !== true) {
    found.push(...unionFindings(anyOf, value, path, { ...union, exclusive: false }));
  }
  if (oneOf) found.push(...unionFindings(oneOf, value, path, { ...union, exclusive: true }));
  if (not && check(not).length === 0) found.push(excludedFinding(not, value, path));
}

function typeFinding(
  schema: JsonSchema,
  value: unknown,
  way: Way | undefined,
  { root }: SchemaRun,
): SchemaFinding {
  const message = `Expected ${describeSchema(schema)}, found ${describeValue(value)}.`;
  const fix = typeFix(schema, value, root);
  return { path: pathOf(way), rule: 'wrong-type', message, ...(fix !== undefined && { fix }) };
}

function checkMap(
  schema: JsonSchema,
  map: Readonly<Record<string, unknown>>,
  way: Way | undefined,
  run: SchemaRun,
  restriction: boolean,
  found: SchemaFinding[],
): void {
  const keys = definedKeys(map);
  const closed = run.structural
    ? !restriction && namesItsKeys(schema)
    : schema.additionalProperties === false;
  const meant = closed ? checkKeys(schema, keys, way, found) : [];
  for (const key of schema.required ?? []) {
    // A field that is only misspelt is not missing as well.
    if (own(map, key) === undefined && !meant.includes(key)) found.push(missingFinding(key, pathOf(way)));
  }
  for (const key of keys) {
    const place = wayTo(way, key);
    checkField(schema, key, map[key], place, run, restriction, found);
    if (schema.propertyNames) checkValue(schema.propertyNames, key, place, run, restriction, found);
  }
  const { minProperties, maxProperties } = schema;
  if (minProperties === undefined && maxProperties === undefined) return;
  found.push(...countFindings(keys.length, minProperties, maxProperties, 'field', pathOf(way)));
}

function definedKeys(map: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(map);
  return keys.every((key) => map[key] !== undefined) ? keys : keys.filter((key) => map[key] !== undefined);
}

/** Reports the keys that a map may not have; returns those that were probably meant. */
function checkKeys(
  schema: JsonSchema,
  keys: readonly string[],
  way: Way | undefined,
  found: SchemaFinding[],
): readonly (string | undefined)[] {
  if (keys.every((key) => namesKey(schema, key))) return [];
  const unknown = keys.filter((key) => !namesKey(schema, key));
  const path = pathOf(way);
  const known = Object.keys(schema.properties ?? {});
  return unknown.map((key) => {
    found.push(unknownFinding(key, known, path));
    return nearest(key, known);
  });
}

/** A field by all that the schema says of its key: by name, by patterns, else by `additionalProperties`. */
function checkField(
  schema: JsonSchema,
  key: string,
  value: unknown,
  way: Way,
  run: SchemaRun,
  restriction: boolean,
  found: SchemaFinding[],
): void {
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object' && !namesKey(schema, key)) {
    checkValue(additionalProperties, value, way, run, restriction, found);
    return;
  }
  const named = ownField(schema, key);
  if (named) checkValue(named, value, way, run, restriction, found);
  if (!schema.patternProperties) return;
  for (const [pattern, field] of Object.entries(schema.patternProperties)) {
    if (matches(pattern, key)) checkValue(field, value, way, run, restriction, found);
  }
}

function ownField({ properties }: JsonSchema, key: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/** Whether a map's schema names a key, by itself or by a pattern. */
function namesKey(schema: JsonSchema, key: string): boolean {
  if (ownField(schema, key)) return true;
  const { patternProperties } = schema;
  return patternProperties !== undefined && Object.keys(patternProperties).some((text) => matches(text, key));
}

/** Whether the API server drops keys that a structural schema does not name. */
function namesItsKeys(schema: JsonSchema): boolean {
  return (
    schema.properties !== undefined &&
    (schema.additionalProperties === undefined || schema.additionalProperties === false) &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  );
}

function missingFinding(key: string, path: FieldPath): SchemaFinding {
  return {
    path,
    rule: 'missing-field',
    message: `The field ${quote(key)} is missing.`,
    fix: `Add ${quote(key)}.`,
  };
}

/** A value that `not` excludes; `not: {required: [a, b]}` means that a and b exclude each other. */
function excludedFinding(excluded: JsonSchema, value: unknown, path: FieldPath): SchemaFinding {
  const keys = excluded.required ?? [];
  const message =
    keys.length > 0
      ? `${keys.map(quote).join(' and ')} may not stand ${keys.length === 1 ? 'here' : 'together'}.`
      : `This value is not allowed here: ${describeValue(value)}.`;
  return {
    path,
    rule: 'excluded-field',
    message,
    fix: keys.length > 1 ? 'Remove one of them.' : 'Remove it.',
  };
}

function checkList(
  { items, minItems, maxItems, uniqueItems }: JsonSchema,
  list: readonly unknown[],
  way: Way | undefined,
  run: SchemaRun,
  restriction: boolean,
  found: SchemaFinding[],
): void {
  if (minItems !== undefined || maxItems !== undefined) {
    found.push(...countFindings(list.length, minItems, maxItems, 'item', pathOf(way)));
  }
  if (items) {
    list.forEach((item, index) => checkValue(items, item, wayTo(way, index), run, restriction, found));
  }
  if (uniqueItems !== true) return;
  list.forEach((item, index) => {
    const first = list.findIndex((each) => isEqual(each, item));
    if (first < index) {
      found.push({
        path: pathOf(wayTo(way, index)),
        rule: 'duplicate-item',
        message: `It is the same as item ${first}.`,
        fix: 'Remove one of them.',
      });
    }
  });
}
