import { isEqual, isPlainMap, nearest } from '../base';
import type { FieldPath } from '../finding';
import { describeSchema, describeValue, jsonType, quote, takesType } from './describe';
import { resolveReference } from './reference';
import { countFindings, scalarFindings } from './scalar';
import type { JsonSchema, SchemaFinding, SchemaOptions, SchemaRun } from './types';
import { unionFindings } from './union';
import { unknownFinding } from './unknown-field';

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
  return valueFindings(schema, value, [], { root, structural });
}

/** @param restriction whether it is a branch of a structural schema, which restricts values but names no keys */
function valueFindings(
  reference: JsonSchema,
  value: unknown,
  path: FieldPath,
  run: SchemaRun,
  restriction = false,
): SchemaFinding[] {
  if (path.length > maxDepth) {
    return [{ path, rule: 'too-deep', message: `It nests deeper than ${maxDepth} levels.` }];
  }
  const schema = resolveReference(reference, run.root);
  const type = jsonType(value);
  if (type === 'null' && schema.nullable === true) return [];
  if (!takesType(schema, type)) return [typeFinding(schema, value, path)];
  const branch = run.structural || restriction;
  const findings = [
    ...(isPlainMap(value) ? mapFindings(schema, value, path, run, restriction) : []),
    ...(Array.isArray(value) ? listFindings(schema, value, path, run, restriction) : []),
    ...(schema.enum || schema.const !== undefined || typeof value !== 'object'
      ? scalarFindings(schema, value, path)
      : []),
  ];
  for (const part of schema.allOf ?? []) findings.push(...valueFindings(part, value, path, run, branch));
  const union = {
    root: run.root,
    check: (part: JsonSchema) => valueFindings(part, value, path, run, branch),
  };
  if (schema.anyOf && schema['x-kubernetes-int-or-string'] !== true) {
    findings.push(...unionFindings(schema.anyOf, value, path, { ...union, exclusive: false }));
  }
  if (schema.oneOf) findings.push(...unionFindings(schema.oneOf, value, path, { ...union, exclusive: true }));
  if (schema.not && valueFindings(schema.not, value, path, run, branch).length === 0) {
    findings.push(excludedFinding(schema.not, value, path));
  }
  return findings;
}

function typeFinding(schema: JsonSchema, value: unknown, path: FieldPath): SchemaFinding {
  const message = `Expected ${describeSchema(schema)}, found ${describeValue(value)}.`;
  const types = new Set([schema.type].flat());
  const isNumberInQuotes =
    typeof value === 'string' &&
    value.trim() !== '' &&
    (types.has('integer') || types.has('number')) &&
    takesType(schema, jsonType(Number(value)));
  if (isNumberInQuotes) return { path, rule: 'wrong-type', message, fix: `Write ${value} without quotes.` };
  if (types.has('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return { path, rule: 'wrong-type', message, fix: `Write it in quotes: "${value}".` };
  }
  if (types.has('array') && !isPlainMap(value)) {
    return { path, rule: 'wrong-type', message, fix: `Write a list: [${quote(value)}].` };
  }
  return { path, rule: 'wrong-type', message };
}

function mapFindings(
  schema: JsonSchema,
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
  run: SchemaRun,
  restriction: boolean,
): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  const unknown = keys.filter((key) => !findField(schema, key));
  const misspelt = new Set<string | undefined>();
  if (run.structural ? !restriction && namesItsKeys(schema) : schema.additionalProperties === false) {
    const known = Object.keys(schema.properties ?? {});
    for (const key of unknown) {
      findings.push(unknownFinding(key, known, path));
      misspelt.add(nearest(key, known));
    }
  }
  for (const key of schema.required ?? []) {
    // A field that is only misspelt is not missing as well.
    if (!keys.includes(key) && !misspelt.has(key)) findings.push(missingFinding(key, path));
  }
  for (const key of keys) {
    const field = findField(schema, key) ?? schema.additionalProperties;
    const at = [...path, key];
    if (typeof field === 'object') findings.push(...valueFindings(field, map[key], at, run, restriction));
    if (schema.propertyNames)
      findings.push(...valueFindings(schema.propertyNames, key, at, run, restriction));
  }
  findings.push(...countFindings(keys.length, schema.minProperties, schema.maxProperties, 'field', path));
  return findings;
}

/** The schema of a field that a map's schema names, by its key or by a pattern. */
function findField(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  const pattern = Object.entries(schema.patternProperties ?? {}).find(([text]) =>
    new RegExp(text, 'u').test(key),
  );
  return pattern?.[1];
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

function listFindings(
  schema: JsonSchema,
  list: readonly unknown[],
  path: FieldPath,
  run: SchemaRun,
  restriction: boolean,
): SchemaFinding[] {
  const { items, minItems, maxItems } = schema;
  const findings = countFindings(list.length, minItems, maxItems, 'item', path);
  if (items) {
    list.forEach((item, index) => {
      findings.push(...valueFindings(items, item, [...path, index], run, restriction));
    });
  }
  if (schema.uniqueItems === true) {
    list.forEach((item, index) => {
      const first = list.findIndex((each) => isEqual(each, item));
      if (first < index) {
        const message = `It is the same as item ${first}.`;
        findings.push({
          path: [...path, index],
          rule: 'duplicate-item',
          message,
          fix: 'Remove one of them.',
        });
      }
    });
  }
  return findings;
}
